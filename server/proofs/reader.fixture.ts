/** A fleet with one reader at the broker, by a library that is not ours, and the account of what it is owed and was given. */
import { expect, onTestFinished, vi } from 'vitest';
import { type EventType, eventTopics } from '#lib/domain/event.ts';
import { topicQueue } from '#lib/domain/event-consumer.ts';
import type { App } from '#server/app.ts';
import { seedActor } from '#server/seed/seed-fleet.ts';
import { createEventConsumer } from '#server/services/event-consumers.ts';
import { findConsumer } from '#server/store/event-consumers.ts';
import { createAmqpRelay } from '#server/streams/amqp.ts';
import type { OpenLink } from '#server/streams/broker-link.ts';
import { startAmqpConsumer } from '#server/test/amqp-consumer.fixture.ts';
import { createSightings } from './sightings.fixture.ts';

/** Waits for what certainly comes; on a busy machine it may take its time. */
export const patient = { timeout: 180_000, interval: 50 };

export const prepareReader = async (app: App, fleet_id: string, topics: readonly string[]) => {
  const body = { name: 'Reader', topics: [...topics] };
  const account = await createEventConsumer(app, seedActor(fleet_id), { params: {}, query: {}, body });
  const sightings = createSightings();
  const queues = topics.map((topic) => topicQueue({ id: account.id, fleet_id }, topic));
  const { read } = app.db;

  const consume = () => {
    const consumer = startAmqpConsumer(account, queues, sightings.see);
    onTestFinished(consumer.stop);
    return consumer;
  };
  const ready = () => vi.waitFor(async () => expect((await findConsumer(read, account.id))?.provisioned_revision).toBe(1), patient);
  /** Events by queue, as the log has them. */
  const owed = async () => {
    const rows = await read
      .selectFrom('events')
      .select(['sequence', 'id', 'type'])
      .where('fleet_id', '=', fleet_id)
      .orderBy('sequence')
      .execute();
    return topics.map((topic) => rows.filter(({ type }) => eventTopics(type as EventType).includes(topic)));
  };
  const countOwed = async () => (await owed()).reduce((sum, rows) => sum + rows.length, 0);
  /** Resolves with how many messages were owed. */
  const untilAllSeen = async (more_ms = 0) => {
    const total = await countOwed();
    await vi.waitFor(() => expect(sightings.distinct()).toBeGreaterThanOrEqual(total), { ...patient, timeout: patient.timeout + more_ms });
    return total;
  };
  /** For a relay that loses some: the last event of all has come. */
  const untilLastSeen = async () => {
    const last = Math.max(...(await owed()).map((rows) => rows.at(-1)?.sequence ?? 0));
    await vi.waitFor(() => expect(sightings.newest()).toBeGreaterThanOrEqual(last), patient);
  };
  const cursor = async () => (await read.selectFrom('cursors').select('sequence').executeTakeFirstOrThrow()).sequence;
  const faults = async () => (await owed()).flatMap((rows, index) => sightings.faultsOf(queues[index] ?? '', rows));
  return { account, queues, sightings, consume, ready, countOwed, untilAllSeen, untilLastSeen, cursor, faults };
};

export const startRelay = (app: App, openLink?: OpenLink) => {
  const { broker } = app.config;
  if (!broker) throw new Error('There is no broker.');
  const relay = createAmqpRelay({ app, broker, isInOffice: async () => true, ...(openLink && { openLink }) });
  relay.start();
  let over: Promise<void> | undefined;
  const stop = () => {
    over ??= relay.stop();
    return over;
  };
  onTestFinished(stop);
  return { stop };
};
