/** A process that changes things in several fleets as fast as it can, each change with some work before its events are appended. */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { type App, createApp } from '#server/app.ts';
import { loadConfig } from '#server/config.ts';
import { newFlowId, newId } from '#server/ids.ts';
import { type NewEvent, write } from '#server/store/write.ts';
import { createRandom, pick, type Random, wholeBetween } from '../../e2e/fakes/world/random.ts';
import { obeyOrder } from './obey-order.fixture.ts';
import type { Settings } from './place.fixture.ts';

export interface WriterOrder {
  settings: Settings;
  fleet_ids: readonly string[];
  seed: number;
  writes: number;
  /** How many of them run at a time. */
  lanes: number;
  /** unlocked: takes the sequence from a sequence of the database, without the fleet's lock. Needs PostgreSQL. */
  variant: 'real' | 'unlocked';
  /** Longest work within a transaction, and pause between two. */
  longest_work_ms: number;
  longest_pause_ms?: number;
}

export interface WriterReady {
  /** Events that were committed, as their writer knows. */
  written: number;
}

const newEvent = (fleet_id: string): NewEvent => {
  const occurred_at = new Date().toISOString();
  return {
    fleet_id,
    type: 'VehicleStateRecorded',
    vehicle_id: 'PROOF',
    occurred_at,
    flow_id: newFlowId(),
    data: { t: occurred_at, s: {}, full: 1 },
  };
};

const writeAsAll = (app: App, events: readonly NewEvent[], work_ms: number) =>
  write(app, async (_tx, emit) => {
    if (work_ms > 0) await wait(work_ms);
    for (const event of events) emit(event);
  });

/** The fault that the lock in `write` exists to prevent: sequences become visible in another order than they were given. */
const writeUnlocked = (app: App, events: readonly NewEvent[], work_ms: number) =>
  app.db.write.transaction().execute(async (tx) => {
    for (const event of events) {
      const recorded_at = event.occurred_at;
      await sql`INSERT INTO events (fleet_id, sequence, id, type, vehicle_id, occurred_at, recorded_at, flow_id, data)
        VALUES (${event.fleet_id}, nextval('proof_sequence'), ${newId()}, ${event.type}, ${event.vehicle_id}, ${event.occurred_at},
          ${recorded_at}, ${event.flow_id}, ${JSON.stringify(event.data)})`.execute(tx);
    }
    if (work_ms > 0) await wait(work_ms);
    await app.db.announce(tx);
  });

const writeOn = async (app: App, order: WriterOrder, random: Random, writes: number): Promise<number> => {
  const append = order.variant === 'real' ? writeAsAll : writeUnlocked;
  let written = 0;
  for (let count = 0; count < writes; count += 1) {
    const events = Array.from({ length: wholeBetween(random, 1, 3) }, () => newEvent(pick(random, order.fleet_ids)));
    try {
      await append(app, events, wholeBetween(random, 0, order.longest_work_ms));
      written += events.length;
    } catch (error) {
      // Whoever is turned away tries again; what was not committed is not counted.
      if (!app.db.dialect.isTransient(error)) throw error;
    }
    if (order.longest_pause_ms) await wait(wholeBetween(random, 0, order.longest_pause_ms));
  }
  return written;
};

obeyOrder<WriterOrder>(async (order): Promise<WriterReady> => {
  const app = await createApp(loadConfig(order.settings), 'writer');
  const random = createRandom(order.seed);
  const each = Math.ceil(order.writes / order.lanes);
  const written = await Promise.all(Array.from({ length: order.lanes }, () => writeOn(app, order, random, each)));
  return { written: written.reduce((sum, count) => sum + count, 0) };
});
