import { sql } from 'kysely';
import type { StateRecord } from '#lib/domain/state-record.ts';
import type { App } from '#server/app.ts';
import { listEventsAfter } from '#server/store/events.ts';
import type { ProofFleet } from './fleet.fixture.ts';

const page = 5_000;

interface Stored {
  /** Instants of all state records in the log, in milliseconds, by unit. */
  instants: Map<string, Set<number>>;
  /** Records that lie in the log once more than they should. */
  twice: number;
}

const readStored = async (app: App, { fleet_id, vehicles }: ProofFleet): Promise<Stored> => {
  const units = new Map(vehicles.map(({ vehicle_id, unit_id }) => [vehicle_id, unit_id]));
  const stored = new Map(vehicles.map(({ unit_id }) => [unit_id, new Set<number>()]));
  let twice = 0;
  for (let after = 0; ; ) {
    const rows = await listEventsAfter(app.db.read, fleet_id, after, page);
    for (const row of rows.filter(({ type }) => type === 'VehicleStateRecorded')) {
      const record: StateRecord = JSON.parse(row.data);
      const own = stored.get(units.get(row.vehicle_id) ?? '');
      const instant = Date.parse(record.t);
      if (own?.has(instant)) twice += 1;
      own?.add(instant);
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return { instants: stored, twice };
    after = last.sequence;
  }
};

export interface Acknowledged {
  unit_id: string;
  /** The gateway said that it holds these `count` records, of which each is a millisecond younger than the one before. */
  first_ms: number;
  count: number;
}

/** How many acknowledged records are not in the database, and how many records are there twice. */
export const countLost = async (
  app: App,
  fleet: ProofFleet,
  acknowledged: readonly Acknowledged[],
): Promise<{ lost: number; twice: number }> => {
  const { instants, twice } = await readStored(app, fleet);
  let lost = 0;
  for (const { unit_id, first_ms, count } of acknowledged) {
    for (let offset = 0; offset < count; offset += 1) if (!instants.get(unit_id)?.has(first_ms + offset)) lost += 1;
  }
  return { lost, twice };
};

/** SQLite's own check of the file; PostgreSQL has no such statement, its checksums are verified with every read. */
export const checkIntegrity = async (app: App): Promise<string> => {
  if (!app.config.database_url) {
    const { rows } = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(app.db.read);
    return rows.map((row) => row.integrity_check).join();
  }
  const { rows } = await sql<{ data_checksums: string }>`SHOW data_checksums`.execute(app.db.read);
  return rows[0]?.data_checksums === 'on' ? 'ok' : 'no checksums';
};
