import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { createParser } from 'eventsource-parser';
import type { LiveEvent } from '#lib/contract/live.ts';
import { live_path } from '#lib/contract/live.ts';

export interface LiveReader {
  events: Pick<LiveEvent, 'id' | 'sequence'>[];
  /** Sequence of the last frame that came whole, as `id:` says. */
  cursor: number;
  resets: { oldest: number; newest: number }[];
  /** Opens a stream behind the cursor. Resolves when it is over, however it ended. */
  read(port: number): Promise<void>;
  /** Cuts the stream between any two bytes. */
  cut(): void;
}

/** Reads the live stream with a parser that is not ours. It resumes by header or by query, as browsers and programs do. */
export const createLiveReader = (token: string, start: number): LiveReader => {
  let current: ClientRequest | undefined;
  let opened = 0;

  const readAll = (response: IncomingMessage, onEnd: () => void) => {
    const parser = createParser({
      onEvent: ({ event, id, data }) => {
        if (event === 'reset') reader.resets.push(JSON.parse(data));
        if (event !== 'log') return;
        reader.events.push(...(JSON.parse(data) as LiveEvent[]).map(({ id: event_id, sequence }) => ({ id: event_id, sequence })));
        reader.cursor = Number(id);
      },
    });
    response.setEncoding('utf8');
    response.on('data', (text: string) => parser.feed(text));
    response.on('close', onEnd);
    response.on('error', () => {});
  };

  const reader: LiveReader = {
    events: [],
    cursor: start,
    resets: [],
    read: (port) =>
      new Promise((resolve) => {
        opened += 1;
        const by_header = opened % 2 === 0;
        current = request({
          host: '127.0.0.1',
          port,
          path: by_header ? live_path : `${live_path}?after=${reader.cursor}`,
          headers: { authorization: `Bearer ${token}`, ...(by_header && { 'last-event-id': String(reader.cursor) }) },
          agent: false,
        });
        current.on('response', (response) => readAll(response, resolve));
        current.on('error', () => resolve());
        current.end();
      }),
    cut: () => void current?.destroy(),
  };
  return reader;
};
