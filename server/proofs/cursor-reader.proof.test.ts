/**
 * Promise P8, the part that everything else stands on: a reader that follows a fleet's log by a cursor sees every event once and in order, while several
 * processes write at the same time. The broken variant appends without the fleet's lock.
 */
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { App } from '#server/app.ts';
import { seedFleet } from '#server/seed/seed-fleet.ts';
import { type EventRow, listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { tail } from '#server/streams/tail.ts';
import { wholeBetween } from '../../e2e/fakes/world/random.ts';
import { type DatabaseName, databases, makePlace, type Settings } from './place.fixture.ts';
import { createStarter } from './processes.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';
import type { WriterOrder, WriterReady } from './writer-process.fixture.ts';

const processes = 4;
const fleets = 3;
/** Per process. On SQLite the work of one holds up all others, as its writers follow one another. */
const load: Record<DatabaseName, Pick<WriterOrder, 'writes' | 'lanes' | 'longest_work_ms'>> = {
  SQLite: { writes: 300, lanes: 1, longest_work_ms: 1 },
  PostgreSQL: { writes: 1_500, lanes: 6, longest_work_ms: 4 },
};

const followFleet = (app: App, fleet_id: string) => {
  const seen: EventRow[] = [];
  const reader = tail({ db: app.db, fleet_id, after: 0, batch_size: 50, deliver: (events) => void seen.push(...events) });
  onTestFinished(reader.stop);
  return { fleet_id, seen, reader };
};

const listAll = (app: App, fleet_id: string) => listEventsAfter(app.db.read, fleet_id, 0, 1_000_000);

const writeFromAll = async (settings: Settings, database: DatabaseName, variant: WriterOrder['variant'], fleet_ids: readonly string[]) => {
  const random = startRandom(`${database}, ${variant} writers`);
  const writers = createStarter<WriterOrder, WriterReady>('./writer-process.fixture.ts', processes);
  await writers.loaded();
  const orders = Array.from({ length: processes }, () => ({
    ...load[database],
    settings,
    fleet_ids,
    variant,
    seed: wholeBetween(random, 1, 1_000_000),
  }));
  const running = await Promise.all(orders.map((order) => writers.start(order)));
  return running.reduce((sum, { ready }) => sum + ready.written, 0);
};

const startFleets = async (database: DatabaseName) => {
  const { settings, app } = await makePlace(database);
  const fleet_ids: string[] = [];
  for (let number = 0; number < fleets; number += 1) fleet_ids.push(await write(app, (tx) => seedFleet(app, tx, `Fleet ${number}`)));
  return { settings, app, fleet_ids, readers: fleet_ids.map((fleet_id) => followFleet(app, fleet_id)) };
};

describe.each(databases)('on %s', (database) => {
  it(`a reader by cursor sees all that ${processes} writing processes append, once and in order`, { timeout: 600_000 }, async () => {
    const { settings, app, fleet_ids, readers } = await startFleets(database);
    const written = await writeFromAll(settings, database, 'real', fleet_ids);
    let seen = 0;
    for (const { fleet_id, seen: events, reader } of readers) {
      const logged = await listAll(app, fleet_id);
      await vi.waitFor(() => expect(reader.position()).toBe(logged.length), { timeout: 120_000 });
      expect(events.map(({ sequence }) => sequence)).toEqual(logged.map((_, index) => index + 1));
      expect(events.map(({ id }) => id)).toEqual(logged.map(({ id }) => id));
      seen += events.length;
    }
    tell(`${database}, real writers: ${written} events committed by ${processes} processes in ${fleets} fleets, ${seen} seen`);
    expect(seen).toBe(written);
    expect(written).toBeGreaterThan(load[database].writes * processes);
  });
});

it('on PostgreSQL the same reader misses events of writers that append without the lock', { timeout: 600_000 }, async () => {
  const { settings, app, fleet_ids, readers } = await startFleets('PostgreSQL');
  await sql`CREATE SEQUENCE proof_sequence`.execute(app.db.write);
  const written = await writeFromAll(settings, 'PostgreSQL', 'unlocked', fleet_ids);
  let missed = 0;
  for (const { fleet_id, seen, reader } of readers) {
    const logged = await listAll(app, fleet_id);
    await vi.waitFor(() => expect(reader.position()).toBe(logged.at(-1)?.sequence), { timeout: 120_000 });
    const ids = new Set(seen.map(({ id }) => id));
    missed += logged.filter(({ id }) => !ids.has(id)).length;
  }
  tell(`PostgreSQL, unlocked writers: ${missed} of ${written} events never seen`);
  expect(missed).toBeGreaterThan(0);
});

// SQLite has no broken variant: BEGIN IMMEDIATE makes its writers follow one another, locked or not.
