import { createServer } from 'node:net';
import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { Connection } from 'rabbitmq-client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { socketOf } from './broker-link.ts';
import { joinWrites } from './joined-writes.ts';

const createSink = (highWaterMark: number) => {
  const calls: string[] = [];
  const take = (chunks: string[], taken: () => void) => {
    calls.push(chunks.join(''));
    setImmediate(taken);
  };
  const stream = new Writable({
    highWaterMark,
    decodeStrings: false,
    write: (chunk, _encoding, taken) => take([chunk], taken),
    writev: (chunks, taken) =>
      take(
        chunks.map(({ chunk }) => chunk),
        taken,
      ),
  });
  return { stream, calls };
};

it('what is written within a turn leaves together, in order, and nothing waits longer', async () => {
  const { stream, calls } = createSink(100);
  const join = joinWrites(stream);
  for (const text of ['a', 'b', 'c']) {
    join();
    stream.write(text);
  }
  expect(calls).toEqual([]);
  await turn();
  expect(calls).toEqual(['abc']);
  join();
  stream.write('d');
  await vi.waitFor(() => expect(calls).toEqual(['abc', 'd']));
});

it('what is written because there is room again leaves together too', async () => {
  const { stream, calls } = createSink(2);
  const join = joinWrites(stream);
  stream.once('drain', () => {
    for (const text of ['c', 'd', 'e']) stream.write(text);
  });
  join();
  for (const text of ['a', 'b']) stream.write(text);
  await vi.waitFor(() => expect(calls).toEqual(['ab', 'cde']));
});

it('the broker’s client has a socket to join the writes of', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const connection = new Connection({ url: `amqp://127.0.0.1:${port}`, retryLow: 60_000 });
  connection.on('error', () => {});
  onTestFinished(() => {
    connection.unsafeDestroy();
    server.close();
  });
  expect(socketOf(connection)).toBeInstanceOf(Writable);
});
