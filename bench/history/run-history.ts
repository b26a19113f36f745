import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { toStateRecord } from '#lib/domain/state-record.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { App } from '#server/app.ts';
import { compactHistory } from '#server/gateway/compact-history.ts';
import { newFlowId } from '#server/ids.ts';
import { seedBench } from '#server/seed/bench.ts';
import { listBlockParts, listStateData, measuredIn } from '#server/store/vehicle-history.ts';
import { write } from '#server/store/write.ts';
import { parseStateRecord } from '#server/streams/state-history.ts';
import type { MeasureContext } from '../benchmark.ts';
import { openBenchApp } from '../open-app.ts';

const day_ms = 86_400_000;
const vehicle_count = 20;
const interval_ms = 10_000;
const reads = 40;

/** Half of the day on the road: a car that reports every ten seconds while it drives, every five minutes while it stands. */
const drive = (index: number, start_ms: number) => {
  let [at_ms, lat, lon, heading, speed, kilometers] = [start_ms + index * 777, 52.5, 13.4 + index / 50, 90, 30, 12_345];
  const chance = (share: number) => (Math.random() - 0.5) * share;
  return (): VehicleState => {
    const is_driving = Math.floor((at_ms - start_ms) / 3_600_000) % 2 === 0;
    at_ms += is_driving ? interval_ms : 30 * interval_ms;
    speed = is_driving ? Math.max(0, Math.min(120, speed + chance(12))) : 0;
    heading = (heading + chance(30) + 360) % 360;
    const meters = (speed / 3.6) * (interval_ms / 1000);
    lat += (Math.cos((heading * Math.PI) / 180) * meters) / 111_320;
    lon += (Math.sin((heading * Math.PI) / 180) * meters) / 67_700;
    kilometers += meters / 1000;
    const timestamp = new Date(at_ms).toISOString();
    const values = {
      position: { lat: Number(lat.toFixed(7)), lon: Number(lon.toFixed(7)) },
      speed_in_kilometers_per_hour: Math.round(speed),
      heading_in_degrees: Math.round(heading) % 360,
      altitude_in_meters: Math.round(35 + 5 * Math.sin(at_ms / 1e6)),
      gnss_satellites: 10 + Math.floor(Math.random() * 4),
      mileage_in_kilometers: Number(kilometers.toFixed(1)),
      ignition: is_driving ? ('ON' as const) : ('OFF' as const),
      onboard_voltage_in_volts: Number((13.8 + chance(0.3)).toFixed(2)),
      cellular_signal_quality: 4,
    };
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { timestamp, value }])) as VehicleState;
  };
};

const sizeOf = async (app: App): Promise<number> => {
  if (app.db.dialect.name === 'sqlite') {
    await sql`VACUUM`.execute(app.db.write);
    const { rows } = await sql<{
      bytes: number;
    }>`SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()`.execute(app.db.write);
    return Number(rows[0]?.bytes);
  }
  for (const table of ['events', 'history_blocks']) await sql`VACUUM (FULL, ANALYZE) ${sql.id(table)}`.execute(app.db.write);
  const { rows } = await sql<{
    bytes: number;
  }>`SELECT pg_total_relation_size('events') + pg_total_relation_size('history_blocks') AS bytes`.execute(app.db.write);
  return Number(rows[0]?.bytes);
};

const median = (figures: number[]): number => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;

export interface HistoryFigures {
  bytes_per_point: { rows: number; blocks: number };
  /** Of one vehicle's positions of 24 hours. */
  read_ms: { rows: number; blocks: number };
  /** The longest time for which the move into blocks let nobody else work. */
  blocked_ms: number;
}

const measure = async (app: App): Promise<HistoryFigures> => {
  await seedBench(app, vehicle_count);
  const vehicles = await app.db.read.selectFrom('vehicles').select(['id', 'fleet_id']).orderBy('id').execute();
  const empty = await sizeOf(app);
  // A day that has not begun, so that it comes behind what the seed has told.
  const start_ms = Math.ceil(Date.now() / day_ms) * day_ms;
  let points = 0;
  let now_ms = start_ms;
  const past: App = { ...app, clock: () => now_ms };
  const drives = vehicles.map(({ id, fleet_id }, index) => ({ id, fleet_id, next: drive(index, start_ms), told: 0 }));
  while (drives.length > 0) {
    await write(past, async (_tx, emit) => {
      for (const one of drives) {
        const data = toStateRecord(one.next(), { full: one.told % 50 === 0 });
        one.told += 1;
        points += 1;
        now_ms = Math.max(now_ms, Date.parse(data.t) + Math.floor(Math.random() * 800));
        const { id: vehicle_id, fleet_id } = one;
        emit({ fleet_id, vehicle_id, type: 'VehicleStateRecorded', occurred_at: data.t, flow_id: newFlowId(), data });
      }
    });
    if (now_ms - start_ms > day_ms - 600_000) break;
  }
  const [first] = vehicles;
  if (!first) throw new Error('There is no vehicle');
  const { last_sequence } = await app.db.read.selectFrom('fleet_sequences').select('last_sequence').executeTakeFirstOrThrow();
  const recorded = { recorded_after: new Date(start_ms).toISOString(), recorded_before: new Date(start_ms + 2 * day_ms).toISOString() };
  const span = { fleet_id: first.fleet_id, vehicle_id: first.id, from: 1, until: last_sequence + 1, ...recorded };
  const inRows = async () => (await listStateData(app.db.read, span, 1)).flatMap((data) => parseStateRecord(data)?.s.position ?? []).length;
  const inBlocks = async () => measuredIn(await listBlockParts(app.db.read, span), 'position', () => true).length;
  const timed = async (read: () => Promise<number>, wanted: number) => {
    const took: number[] = [];
    for (let count = 0; count < reads; count += 1) {
      const began = performance.now();
      if ((await read()) < wanted) throw new Error('Positions are missing');
      took.push(performance.now() - began);
    }
    return median(took);
  };
  const wanted = points / vehicles.length;
  const rows = { bytes: (await sizeOf(app)) - empty, read: await timed(inRows, wanted) };
  now_ms = start_ms + 10 * day_ms;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  if ((await compactHistory(past)) < points) throw new Error('Not all records were moved');
  delay.disable();
  const blocks = { bytes: (await sizeOf(app)) - empty, read: await timed(inBlocks, wanted) };
  return {
    bytes_per_point: { rows: rows.bytes / points, blocks: blocks.bytes / points },
    read_ms: { rows: rows.read, blocks: blocks.read },
    blocked_ms: delay.max / 1e6,
  };
};

const runs = new Map<string, Promise<HistoryFigures>>();

const run = async ({ database_url }: MeasureContext): Promise<HistoryFigures> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
  const app = await openBenchApp({ data_dir, database_url });
  try {
    return await measure(app);
  } finally {
    await app.db.close();
    rmSync(data_dir, { recursive: true, force: true });
  }
};

/** One run per database and repetition answers all questions. */
export const historyOf = (context: MeasureContext): Promise<HistoryFigures> => {
  const key = `${context.database} ${context.repetition}`;
  const known = runs.get(key) ?? run(context);
  runs.set(key, known);
  return known;
};
