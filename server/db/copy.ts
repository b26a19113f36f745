/** PostgreSQL's COPY through `pg`, which speaks the protocol's messages and leaves what to do with them to its caller (PostgreSQL manual, 54.2.5 and 54.7). */
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { PostgresClient } from './connect.ts';

interface Connection {
  stream: Duplex;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

const part_bytes = 1 << 20;

/** A statement as `pg` wants it, with nothing but the messages that COPY needs. Resolves with the number of rows. */
const submit = (client: PostgresClient, text: string, handlers: Record<string, (...given: never[]) => void>): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let rows = 0;
  const statement = {
    submit: (connection: Connection) => connection.query(text),
    handleCommandComplete: (message: { text: string }) => {
      rows = Number(message.text.split(' ').at(-1));
    },
    handleReadyForQuery: () => resolve(rows),
    handleError: (error: Error) => reject(error),
    handleRowDescription: () => {},
    handleDataRow: () => {},
    handleEmptyQuery: () => {},
    handlePortalSuspended: () => {},
    ...handlers,
  };
  client.query(statement as never);
  return promise;
};

/** Runs `COPY … TO STDOUT` and hands over its bytes in parts of about a megabyte; the server waits while a part is dealt with. */
export const copyOut = async (client: PostgresClient, text: string, take: (part: Buffer) => Promise<void>): Promise<number> => {
  let chunks: Buffer[] = [];
  let bytes = 0;
  let failed: unknown;
  let tail = Promise.resolve();
  const flush = (stream?: Duplex) => {
    const part = Buffer.concat(chunks);
    [chunks, bytes] = [[], 0];
    stream?.pause();
    tail = tail
      .then(() => (failed === undefined ? take(part) : undefined))
      .catch((error: unknown) => {
        failed = error;
      })
      .finally(() => stream?.resume());
  };
  const rows = await submit(client, text, {
    handleCopyData: (message: { chunk: Buffer }, connection: Connection) => {
      // The parser uses its buffer again.
      chunks.push(Buffer.from(message.chunk));
      bytes += message.chunk.length;
      if (bytes >= part_bytes) flush(connection.stream);
    },
  } as never);
  if (bytes > 0) flush();
  await tail;
  if (failed !== undefined) throw failed;
  return rows;
};

/** Runs `COPY … FROM STDIN` with these bytes. A source that throws undoes the statement, and its error is thrown. */
export const copyIn = async (client: PostgresClient, text: string, source: AsyncIterable<Buffer>): Promise<number> => {
  let failure: unknown;
  const send = async (connection: Connection) => {
    try {
      for await (const part of source) {
        connection.sendCopyFromChunk(part);
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
      }
      connection.endCopyFrom();
    } catch (error) {
      failure = error;
      connection.sendCopyFail('The source of the copy failed.');
    }
  };
  return submit(client, text, { handleCopyInResponse: (connection: Connection) => void send(connection) } as never).catch(
    (error: unknown) => {
      throw failure ?? error;
    },
  );
};
