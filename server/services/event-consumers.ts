/**
 * Event consumers as people and programs manage them. All that is done here are rows: the gateway brings the broker in line with them, however often
 * broker or gateway are away meanwhile. So web reaches no broker, and a broker that was set up anew gets its users and queues back.
 */
import { z } from 'zod';
import type { Actor } from '#lib/domain/access.ts';
import { isVehicleEvent } from '#lib/domain/event.ts';
import { most_consumers } from '#lib/domain/event-consumer.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { hashBrokerPassword } from '#server/auth/broker-password.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId, newToken } from '#server/ids.ts';
import { findCursor, insertCursor } from '#server/store/cursors.ts';
import {
  type ConsumerQueueRow,
  type ConsumerRow,
  consumerCursor,
  deleteConsumerQueues,
  findConsumer,
  insertConsumer,
  insertConsumerQueues,
  listConsumerQueues,
  listConsumers,
  updateConsumer,
} from '#server/store/event-consumers.ts';
import { getEventBounds } from '#server/store/events.ts';
import { type Audit, write } from '#server/store/write.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Service } from './call.ts';
import { chosenTypes } from './chosen-types.ts';
import { toConsumer, toMetrics } from './event-consumer-view.ts';
import { onceWithin } from './idempotency.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { etagOf, requireUnchanged } from './revision.ts';

const requireBroker = (app: App): void => {
  if (app.config.broker) return;
  throw new Problem('service-unavailable', 'This installation has no message broker. Its operator can name one in AMQP_URL.');
};

/** The consumer, when it is the caller's fleet's. Throws 404. */
const getRow = async (db: Query, actor: Actor, consumer_id: string): Promise<ConsumerRow> => {
  const row = await findConsumer(db, consumer_id.toUpperCase());
  if (row?.fleet_id !== actor.fleet_id || row.deleted_at)
    throw new Problem('resource-not-found', `There is no event consumer ${consumer_id}.`);
  return row;
};

const withQueues = async (app: App, db: Query, row: ConsumerRow) =>
  toConsumer(app, app.config.broker, row, await listConsumerQueues(db, [row.id]));

const entryOf = (actor: Actor, act: string, id: string, detail: object) => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `event-consumer.${act}`,
  object_type: 'event-consumer',
  object_id: id,
  detail,
  flow_id: actor.flow_id,
});

/** Nobody has a program told what he may not see himself. */
const requireSight = (actor: Actor, topics: readonly string[]): void =>
  requirePermission(actor, chosenTypes({ topic: topics }).every(isVehicleEvent) ? 'vehicles.ro' : 'events-trips.ro');

const refuseTakenName = (app: App, name: string) => (error: unknown) => {
  if (!app.db.dialect.isUniqueViolation(error)) throw error;
  throw new Problem('conflicting-resource', `An event consumer named ${name} exists already.`, {
    errors: [{ pointer: '/name', code: 'taken', message: 'This name is taken.' }],
  });
};

/** One write to the fleet's consumers at a time. */
const writeConsumers = <T>(app: App, actor: Actor, work: (tx: Query, audit: Audit) => Promise<T>): Promise<T> =>
  write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockFleet(tx, `${actor.fleet_id} event consumers`);
    return work(tx, audit);
  });

/** A changed row, which the gateway then brings to the broker. */
const change = async (app: App, tx: Query, row: ConsumerRow, changes: Partial<ConsumerRow>): Promise<ConsumerRow> => {
  const all = { ...changes, revision: row.revision + 1, modified_at: nowAt(app) };
  await updateConsumer(tx, row.id, all);
  return { ...row, ...all };
};

export const listEventConsumers: Service<'listEventConsumers'> = async (app, actor, { query: { limit, page_token } }) => {
  authorise(actor, 'listEventConsumers');
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), 'event-consumers');
  const rows = (await listConsumers(app.db.read, actor.fleet_id)).filter(({ id }) => id > (position?.id ?? ''));
  const page = rows.slice(0, limit);
  const queues = Map.groupBy(
    await listConsumerQueues(
      app.db.read,
      page.map(({ id }) => id),
    ),
    ({ consumer_id }): string => consumer_id,
  );
  const last = page.at(-1);
  return {
    items: page.map((row) => toConsumer(app, app.config.broker, row, queues.get(row.id) ?? [])),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ id: last.id }, 'event-consumers') }),
  };
};

/** Makes a consumer that hears what happens from now on. The password is told here once: what is kept of it opens nothing. */
export const createEventConsumer: Service<'createEventConsumer'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'createEventConsumer');
  requireSight(actor, body.topics);
  requireBroker(app);
  const { fleet_id } = actor;
  return writeConsumers(app, actor, (tx, audit) =>
    onceWithin(app, tx, actor, door, { createEventConsumer: body }, async () => {
      if ((await listConsumers(tx, fleet_id)).length >= most_consumers)
        throw new Problem('conflicting-resource', `A fleet has at most ${most_consumers} event consumers.`);
      const [id, password, now] = [newId(), newToken(), nowAt(app)];
      const row: ConsumerRow = {
        id,
        fleet_id,
        name: body.name,
        password_hash: hashBrokerPassword(password),
        suspended: 0,
        deleted_at: null,
        revision: 1,
        provisioned_revision: 0,
        relay_state: null,
        connections: 0,
        measured_at: null,
        created_at: now,
        modified_at: now,
      };
      await insertConsumer(tx, row).catch(refuseTakenName(app, body.name));
      await insertConsumerQueues(tx, id, body.topics, now);
      await insertCursor(tx, consumerCursor(id), fleet_id, (await getEventBounds(tx, fleet_id)).newest);
      audit(entryOf(actor, 'create', id, body));
      return { ...(await withQueues(app, tx, row)), password };
    }),
  );
};

export const getEventConsumer: Service<'getEventConsumer'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getEventConsumer');
  const row = await getRow(app.db.read, actor, params.consumer_id);
  onRevision?.(etagOf(row));
  return withQueues(app, app.db.read, row);
};

export const updateEventConsumer: Service<'updateEventConsumer'> = async (app, actor, { params, body, if_match, onRevision }) => {
  authorise(actor, 'updateEventConsumer');
  return writeConsumers(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.consumer_id);
    requireUnchanged(`Event consumer ${row.id}`, row, if_match);
    const { name = row.name, suspended = row.suspended === 1 } = body;
    const changed = await change(app, tx, row, { name, suspended: suspended ? 1 : 0 }).catch(refuseTakenName(app, name));
    audit(entryOf(actor, 'change', row.id, body));
    onRevision?.(etagOf(changed));
    return withQueues(app, tx, changed);
  });
};

/** Nobody finds it any more from here on; the gateway takes it off the broker and then removes what is left. */
export const deleteEventConsumer: Service<'deleteEventConsumer'> = async (app, actor, { params, if_match }) => {
  authorise(actor, 'deleteEventConsumer');
  await writeConsumers(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.consumer_id);
    requireUnchanged(`Event consumer ${row.id}`, row, if_match);
    // The name is free at once.
    await change(app, tx, row, { deleted_at: nowAt(app), name: `deleted ${row.id}` });
    audit(entryOf(actor, 'delete', row.id, { name: row.name }));
  });
};

export const setEventConsumerTopics: Service<'setEventConsumerTopics'> = async (app, actor, { params, body, if_match, onRevision }) => {
  authorise(actor, 'setEventConsumerTopics');
  return writeConsumers(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.consumer_id);
    requireUnchanged(`Event consumer ${row.id}`, row, if_match);
    requireSight(actor, body.topics);
    const held = (await listConsumerQueues(tx, [row.id])).map(({ topic }: ConsumerQueueRow) => topic);
    await deleteConsumerQueues(
      tx,
      row.id,
      held.filter((topic) => !body.topics.includes(topic)),
    );
    await insertConsumerQueues(
      tx,
      row.id,
      body.topics.filter((topic) => !held.includes(topic)),
      nowAt(app),
    );
    const changed = await change(app, tx, row, {});
    audit(entryOf(actor, 'change-topics', row.id, body));
    onRevision?.(etagOf(changed));
    return withQueues(app, tx, changed);
  });
};

export const replaceEventConsumerPassword: Service<'replaceEventConsumerPassword'> = async (app, actor, { params }) => {
  authorise(actor, 'replaceEventConsumerPassword');
  requireBroker(app);
  return writeConsumers(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.consumer_id);
    const password = newToken();
    const changed = await change(app, tx, row, { password_hash: hashBrokerPassword(password) });
    audit(entryOf(actor, 'replace-password', row.id, {}));
    return { ...(await withQueues(app, tx, changed)), password };
  });
};

export const getEventConsumerMetrics: Service<'getEventConsumerMetrics'> = async (app, actor, { params }) => {
  authorise(actor, 'getEventConsumerMetrics');
  const { read } = app.db;
  const row = await getRow(read, actor, params.consumer_id);
  const { newest } = await getEventBounds(read, row.fleet_id);
  const cursor = (await findCursor(read, consumerCursor(row.id), row.fleet_id)) ?? newest;
  return toMetrics(row, await listConsumerQueues(read, [row.id]), Math.max(0, newest - cursor));
};
