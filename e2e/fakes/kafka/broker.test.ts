import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createKafkaClient } from '#server/adapters/kafka-client.ts';
import type { MessageSource } from '#server/adapters/message-source.ts';
import { errors } from './apis.ts';
import { createKafkaBroker, type KafkaBrokerOptions, localBroker } from './broker.ts';
import { createConsumerGroups } from './consumer-groups.ts';
import { crc32c } from './record-batch.ts';
import { createTopic } from './topic.ts';

const soon = { timeout: 30_000, interval: 10 };

const start = async (more: Partial<KafkaBrokerOptions> = {}) => {
  const topic = createTopic({ name: 'vehiclesignals.fleet', clock: Date.now });
  const tokens = new Set(['token']);
  const shown = { count: 0 };
  const broker = createKafkaBroker({
    topics: [topic],
    acceptsToken: (token) => {
      shown.count += 1;
      return tokens.has(token);
    },
    group_prefix: 'fleet',
    ...more,
  });
  const bootstrap = localBroker(await broker.listen());
  onTestFinished(broker.close);
  const client = createKafkaClient({ allow_private_addresses: true });
  const wanted = { bootstrap, topic: topic.name, group_id: 'fleet.motorpool', client_id: 'reader', getToken: async () => 'token' };
  const open = async (other: Partial<typeof wanted> = {}): Promise<MessageSource> => {
    const source = await client.open({ ...wanted, ...other });
    onTestFinished(source.close);
    return source;
  };
  return { topic, tokens, shown, broker, open };
};

/** Reads until so many messages have come. */
const read = async (source: MessageSource, count: number) => {
  const found: Awaited<ReturnType<MessageSource['poll']>> = [];
  await vi.waitFor(async () => {
    found.push(...(await source.poll(100)));
    expect(found.length).toBeGreaterThanOrEqual(count);
  }, soon);
  return found;
};
const textsOf = (messages: readonly { value: string }[]) => messages.map(({ value }) => value);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `message ${from + index}`);

it('sums up as CRC-32C does', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

describe('the fake broker', () => {
  it('hands out what lies in the topic and what comes later, in order, with its times', async () => {
    const { topic, open } = await start();
    for (const value of range(0, 1_200)) topic.append(value);
    const source = await open();
    const before = await read(source, 1_200);
    topic.append('Grüße');
    const after = await read(source, 1);
    expect(textsOf([...before, ...after])).toEqual([...range(0, 1_200), 'Grüße']);
    expect(after[0]).toEqual(topic.readFrom(1_200n, 1)[0]);
  });

  it('keeps what a group has committed, gives the rest again, and tells what waits', async () => {
    const { topic, open } = await start();
    for (const value of range(0, 10)) topic.append(value);
    const first = await open();
    await first.commit((await read(first, 10)).slice(0, 6));
    expect(await first.lag()).toBe(4);
    await first.close();
    expect(textsOf(await read(await open(), 4))).toEqual(range(6, 10));
    expect(textsOf(await read(await open({ group_id: 'fleet.other' }), 10))).toEqual(range(0, 10));
  });

  it('knows of a group nobody but the member who joined last', () => {
    const groups = createConsumerGroups();
    const group_id = 'fleet.motorpool';
    const first = { group_id, ...groups.join(group_id, '') };
    expect(groups.judge(first)).toBe(errors.none);
    const second = { group_id, ...groups.join(group_id, '') };
    expect([groups.judge(first), groups.judge(second)]).toEqual([errors.unknown_member, errors.none]);
    const third = { group_id, ...groups.join(group_id, second.member_id) };
    expect([groups.judge(second), groups.judge(third)]).toEqual([errors.illegal_generation, errors.none]);
  });

  it('refuses a wrong token, a group of another account and a topic that is not there', async () => {
    const { open } = await start();
    const refused = await Promise.allSettled([
      open({ getToken: async () => 'stolen' }),
      open({ group_id: 'other.motorpool' }),
      open({ topic: 'vehiclesignals.other' }),
    ]);
    expect(refused.map((outcome) => outcome.status === 'rejected' && outcome.reason.kind)).toEqual(['rejected', 'offline', 'offline']);
  });

  it('wants the token again before the session ends, on the same connection', async () => {
    const { topic, shown, broker, open } = await start({ session_ms: 500 });
    const source = await open();
    topic.append('first');
    await read(source, 1);
    const connections = broker.control.connections();
    await vi.waitFor(async () => {
      await source.poll(50);
      expect(shown.count).toBeGreaterThan(3 * connections);
    }, soon);
    topic.append('still there');
    expect(textsOf(await read(source, 1))).toEqual(['still there']);
    expect(broker.control.connections()).toBe(connections);
  });

  it.each(['refuse', 'stall', 'drop_mid_batch'] as const)('ails by %s, heals, and nothing was lost', async (fault) => {
    const { topic, broker, open } = await start();
    const source = await open();
    await broker.control.ail(fault);
    topic.append('while ill');
    expect(await source.poll(300).catch(() => [])).toEqual([]);
    await broker.control.heal();
    await source.close();
    expect(textsOf(await read(await open(), 1))).toEqual(['while ill']);
  });
});
