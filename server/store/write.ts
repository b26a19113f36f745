/**
 * The only way to change data that the fleet sees. One call is one transaction: rows, events and audit entries become visible together or not at all.
 * Events are appended as the last step before COMMIT, under the fleet's lock, so that a fleet's sequence is gapless and a reader that follows
 * it by a cursor never skips one. The lock must stay last: work done under it would stop the fleet's other writers. Audit entries are numbered just
 * before, under a lock of their own: no act without its entry, and no entry missing from the numbers.
 * Nothing outside this file inserts into `events` or `audit_log`, and nothing changes an entry but the erasure of what a removed vehicle's told.
 * Old state records leave `events` for blocks, unchanged (`gateway/compact-history.ts`).
 */
import type { Actor } from '#lib/domain/access.ts';
import type { EventType } from '#lib/domain/event.ts';
import { newDetailDigest } from '#server/audit-digest.ts';
import type { Db } from '#server/db/connect.ts';
import type { Query } from '#server/db/dialect.ts';
import { eventId, newId } from '#server/ids.ts';
import { mapPartners } from './shared-vehicles.ts';

export interface NewEvent {
  fleet_id: string;
  type: EventType;
  vehicle_id: string;
  occurred_at: string;
  flow_id: string;
  /** Written as JSON text; pass a string that is JSON already to spare the encoding. */
  data: object | string;
  /** What a fleet that the vehicle is shared with is told instead; without it `data`, but not who did it. `null`: nothing. */
  partner_data?: object | null;
  /** Fleet that is told it whether or not the vehicle is still shared with it. */
  partner_fleet_id?: string | null;
}

export interface NewAuditEntry {
  fleet_id: string;
  actor: { type: string } & Pick<Actor, 'id' | 'name' | 'support_grant'>;
  action: string;
  object_type: string;
  object_id: string;
  detail?: object;
  flow_id: string;
}

export interface WriteApp {
  db: Db;
  clock: () => number;
}

export type Emit = (event: NewEvent) => void;
export type Audit = (entry: NewAuditEntry) => void;

const event_columns = ['fleet_id', 'sequence', 'id', 'type', 'vehicle_id', 'occurred_at', 'recorded_at', 'flow_id', 'data'] as const;
const audit_columns = [
  'fleet_id',
  'audit_seq',
  'id',
  'recorded_at',
  'actor_type',
  'actor_id',
  'actor_name',
  'action',
  'object_type',
  'object_id',
  'detail',
  'detail_salt',
  'detail_digest',
  'flow_id',
  'support_grant_id',
] as const;

const dataForPartner = ({ data, partner_data }: NewEvent): object | string => {
  if (partner_data) return partner_data;
  if (typeof data === 'string') return data;
  const { initiated_by: _, ...rest } = data as { initiated_by?: unknown };
  return rest;
};

/** The log of a fleet that uses another's vehicle holds what happens to the vehicle meanwhile, under its own sequence. */
const addPartners = async (tx: Query, events: readonly NewEvent[]): Promise<NewEvent[]> => {
  const partners = await mapPartners(tx, [...new Set(events.map(({ fleet_id }) => fleet_id))]);
  return events.flatMap((event) => {
    const fleet_id = event.partner_fleet_id ?? partners.get(event.vehicle_id);
    if (fleet_id === undefined || fleet_id === event.fleet_id || event.partner_data === null) return [event];
    return [event, { ...event, fleet_id, data: dataForPartner(event) }];
  });
};

const appendEvents = async (app: WriteApp, tx: Query, events: readonly NewEvent[], recorded_at: string) => {
  const by_fleet = Map.groupBy(events, (event) => event.fleet_id);
  const recorded_ms = Date.parse(recorded_at);
  for (const fleet_id of [...by_fleet.keys()].sort()) {
    const own = by_fleet.get(fleet_id) ?? [];
    await app.db.dialect.lockFleet(tx, fleet_id);
    const { last_sequence } = await tx
      .updateTable('fleet_sequences')
      .set((row) => ({ last_sequence: row('last_sequence', '+', own.length) }))
      .where('fleet_id', '=', fleet_id)
      .returning('last_sequence')
      .executeTakeFirstOrThrow();
    const first = last_sequence - own.length + 1;
    const rows = own.map((event, index) => [
      fleet_id,
      first + index,
      eventId(fleet_id, first + index, recorded_ms),
      event.type,
      event.vehicle_id,
      event.occurred_at,
      recorded_at,
      event.flow_id,
      typeof event.data === 'string' ? event.data : JSON.stringify(event.data),
    ]);
    await app.db.dialect.insertRows(tx, 'events', event_columns, rows);
  }
};

/** Takes as many numbers of the fleet's audit log, and holds off its other writers until COMMIT; returns the last one. */
const advanceAuditSequence = async (tx: Query, fleet_id: string, by: number): Promise<number> => {
  const { last_seq } = await tx
    .insertInto('audit_sequences')
    .values({ fleet_id, last_seq: by })
    .onConflict((conflict) =>
      conflict.column('fleet_id').doUpdateSet((row) => ({ last_seq: row('audit_sequences.last_seq', '+', row.ref('excluded.last_seq')) })),
    )
    .returning('last_seq')
    .executeTakeFirstOrThrow();
  return last_seq;
};

const appendAuditEntries = async (app: WriteApp, tx: Query, entries: readonly NewAuditEntry[], recorded_at: string) => {
  const by_fleet = Map.groupBy(entries, (entry) => entry.fleet_id);
  for (const fleet_id of [...by_fleet.keys()].sort()) {
    const own = by_fleet.get(fleet_id) ?? [];
    const last_seq = await advanceAuditSequence(tx, fleet_id, own.length);
    const rows = own.map(({ actor, detail: told = {}, ...entry }, index) => {
      const detail = JSON.stringify(told);
      const { detail_salt, detail_digest } = newDetailDigest(detail);
      return [
        fleet_id,
        last_seq - own.length + 1 + index,
        newId(),
        recorded_at,
        actor.type,
        actor.id,
        actor.name,
        entry.action,
        entry.object_type,
        entry.object_id,
        detail,
        detail_salt,
        detail_digest,
        entry.flow_id,
        actor.support_grant?.id ?? null,
      ];
    });
    await app.db.dialect.insertRows(tx, 'audit_log', audit_columns, rows);
  }
};

/** Runs `work` in one transaction, then appends what it emitted and audited, then commits. Whatever `work` throws rolls everything back. */
export const write = async <T>(app: WriteApp, work: (tx: Query, emit: Emit, audit: Audit) => Promise<T>): Promise<T> => {
  const result = await app.db.write.transaction().execute(async (tx) => {
    const events: NewEvent[] = [];
    const entries: NewAuditEntry[] = [];
    const value = await work(
      tx,
      (event) => void events.push(event),
      (entry) => void entries.push(entry),
    );
    const recorded_at = new Date(app.clock()).toISOString();
    const told = events.length > 0 ? await addPartners(tx, events) : events;
    await app.db.announce(tx);
    if (entries.length > 0) await appendAuditEntries(app, tx, entries, recorded_at);
    if (events.length > 0) await appendEvents(app, tx, told, recorded_at);
    return value;
  });
  app.db.nudge();
  return result;
};

export interface ErasedEntries {
  fleet_id: string;
  audit_seqs: number[];
}

/**
 * Takes the details out of all audit entries about a vehicle and its commands, in the transaction that removes it: actor, act and ids stay. Returns
 * which entries those were, by fleet: an entry must name them, or the chain counts them as tampered with.
 */
export const eraseAuditDetails = async (tx: Query, vehicle_id: string): Promise<ErasedEntries[]> => {
  const entries = tx
    .updateTable('audit_log')
    .set({ detail: '{}', detail_salt: '' })
    .where('detail', '<>', '{}')
    .returning(['fleet_id', 'audit_seq']);
  const of_vehicle = await entries.where('object_type', '=', 'vehicle').where('object_id', '=', vehicle_id).execute();
  const of_commands = await entries
    .where('object_type', '=', 'command')
    .where('object_id', 'in', (of) => of.selectFrom('commands').select('id').where('vehicle_id', '=', vehicle_id))
    .execute();
  const by_fleet = Map.groupBy([...of_vehicle, ...of_commands], ({ fleet_id }) => fleet_id);
  return [...by_fleet].map(([fleet_id, rows]) => ({ fleet_id, audit_seqs: rows.map(({ audit_seq }) => audit_seq).sort((a, b) => a - b) }));
};

/**
 * Empties up to `limit` events of a removed vehicle; returns how many. Their place in the fleet's sequence stays, without a vehicle: readers of the
 * log pass over it, and a hole in the sequence still means a loss.
 */
export const eraseEvents = async (tx: Query, vehicle_id: string, limit: number): Promise<number> => {
  const found = await tx
    .selectFrom('events')
    .select(['fleet_id', 'sequence'])
    .where('vehicle_id', '=', vehicle_id)
    .orderBy('fleet_id')
    .orderBy('sequence')
    .limit(limit)
    .execute();
  const last_of = new Map(found.map(({ fleet_id, sequence }) => [fleet_id, sequence]));
  for (const [fleet_id, last] of last_of)
    await tx
      .updateTable('events')
      .set((row) => ({ vehicle_id: '', type: '', flow_id: '', data: '{}', occurred_at: row.ref('recorded_at') }))
      .where('vehicle_id', '=', vehicle_id)
      .where('fleet_id', '=', fleet_id)
      .where('sequence', '<=', last)
      .execute();
  return found.length;
};
