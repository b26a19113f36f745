import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'amqplib';
import { startRabbitMq, type TestRabbitMq } from '../../e2e/rabbitmq.ts';
import type { Figure, Measure } from '../benchmark.ts';
import { answerOf, startChild } from '../child.ts';
import type { PublisherOptions, PublisherReady, PublisherUsage } from './messages.ts';

const events = 60_000;
/** The first of them pay for connection and set-up; they are not counted. */
const warm_up = 5_000;
const limit_ms = 90_000;

let broker: Promise<TestRabbitMq> | undefined;

export const endBroker = async (): Promise<void> => (await broker)?.stop();

/** Counts what lies in the queue, and when; confirms are nobody's proof. */
const measureFilling = async (url: string, { virtual_host, queue }: PublisherReady): Promise<number> => {
  const address = new URL(url);
  address.pathname = `/${virtual_host}`;
  const link = await connect(address.href);
  const channel = await link.createChannel();
  let first: { at_ms: number; count: number } | undefined;
  const give_up_at = performance.now() + limit_ms;
  try {
    while (performance.now() < give_up_at) {
      const { messageCount: count } = await channel.checkQueue(queue);
      const at_ms = performance.now();
      if (!first && count >= warm_up) first = { at_ms, count };
      if (count > events) throw new Error(`${count} messages of ${events} events`);
      if (count === events && first) {
        // A broker that has to start again reads what its queues hold.
        await channel.purgeQueue(queue);
        return ((events - first.count) / (at_ms - first.at_ms)) * 1000;
      }
      await pause(10);
    }
    throw new Error('The queue did not fill.');
  } finally {
    await link.close();
  }
};

/** Messages a second, durable in a queue. */
export const measurePublishing =
  (publisher: PublisherOptions['publisher']): Measure =>
  async ({ database_url }): Promise<Figure> => {
    broker ??= startRabbitMq();
    const running = await broker;
    const { url, management_url } = running;
    const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
    const options: PublisherOptions = { publisher, data_dir, database_url, amqp_url: url, management_url, events };
    const child = startChild(join(import.meta.dirname, 'publisher.process.ts'), options);
    try {
      const ready = await answerOf<PublisherReady>(child);
      if (publisher === 'caught out') {
        await running.kill();
        await answerOf<object>(child, 'fill');
        await running.start();
      }
      await answerOf<object>(child, 'begin');
      const value = await measureFilling(url, ready);
      const { cpu_us } = await answerOf<PublisherUsage>(child, 'usage');
      return { value, unit: 'messages/s', cpu_us_per_operation: cpu_us / events };
    } finally {
      child.kill('SIGKILL');
      rmSync(data_dir, { recursive: true, force: true });
    }
  };
