import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toStateRecord } from '#lib/domain/state-record.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { App } from '#server/app.ts';
import { compactHistory } from '#server/gateway/compact-history.ts';
import { newFlowId } from '#server/ids.ts';
import { seedBench } from '#server/seed/bench.ts';
import { seedActor } from '#server/seed/seed-fleet.ts';
import { searchRadius } from '#server/services/radius-search.ts';
import { write } from '#server/store/write.ts';
import type { MeasureContext } from '../benchmark.ts';
import { openBenchApp } from '../open-app.ts';

const day_ms = 86_400_000;
const searches = 5;
const center = { lat: 52.52, lon: 13.405 };

export interface RadiusSize {
  vehicles: number;
  points_per_day: number;
}

/** Milliseconds at the median of a search over a day, when it lies in rows and when it lies in blocks. */
export interface RadiusFigures {
  rows_ms: number;
  blocks_ms: number;
}

/** A vehicle moves about somewhere in a large city. */
const stateOf = (vehicle: number, point: number, timestamp: string): VehicleState => {
  const angle = vehicle * 2.399963 + point / 50;
  const degrees = 0.2 * Math.sqrt((vehicle % 997) / 997) + (point % 10) / 5000;
  const position = { lat: center.lat + degrees * Math.sin(angle), lon: center.lon + 1.6 * degrees * Math.cos(angle) };
  const values = { position, speed_in_kilometers_per_hour: point % 50, heading_in_degrees: point % 360, mileage_in_kilometers: point };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { timestamp, value }])) as VehicleState;
};

const recordDay = async (app: App, { points_per_day }: RadiusSize, start_ms: number) => {
  const vehicles = await app.db.read.selectFrom('vehicles').select(['id', 'fleet_id']).orderBy('id').execute();
  for (let point = 0; point < points_per_day; point += 1) {
    const now_ms = start_ms + Math.floor((point * day_ms) / points_per_day);
    const occurred_at = new Date(now_ms).toISOString();
    await write({ ...app, clock: () => now_ms }, async (_tx, emit) => {
      for (const [index, { id: vehicle_id, fleet_id }] of vehicles.entries()) {
        const data = toStateRecord(stateOf(index, point, occurred_at), { full: point === 0 });
        emit({ fleet_id, vehicle_id, type: 'VehicleStateRecorded', occurred_at, flow_id: newFlowId(), data });
      }
    });
  }
  return vehicles[0]?.fleet_id ?? '';
};

const median = (figures: number[]): number => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;

const measure = async (app: App, size: RadiusSize): Promise<RadiusFigures> => {
  await seedBench(app, size.vehicles);
  // A day that has not begun, so that it comes behind what the seed has told.
  const start_ms = Math.ceil(Date.now() / day_ms) * day_ms;
  let now_ms = start_ms + day_ms;
  const later: App = { ...app, clock: () => now_ms };
  const fleet_id = await recordDay(app, size, start_ms);
  const at = (ms: number) => new Date(ms).toISOString();
  const span = { occurred_after: at(start_ms), occurred_before: at(start_ms + day_ms) };
  const timed = async (): Promise<{ ms: number; found: string }> => {
    const took: number[] = [];
    let found = '';
    for (let count = 0; count < searches; count += 1) {
      const began = performance.now();
      const body = { center, radius_in_meters: 300, ...span };
      const { items } = await searchRadius(later, seedActor(fleet_id), { params: {}, query: {}, body });
      took.push(performance.now() - began);
      found = JSON.stringify(items);
    }
    return { ms: median(took), found };
  };
  const rows = await timed();
  now_ms = start_ms + 10 * day_ms;
  if ((await compactHistory(later)) < size.vehicles * size.points_per_day) throw new Error('Not all records were moved');
  const blocks = await timed();
  if (rows.found !== blocks.found || rows.found === '[]') throw new Error('Blocks do not answer as rows did');
  return { rows_ms: rows.ms, blocks_ms: blocks.ms };
};

export const runRadius = async (size: RadiusSize, database_url?: string): Promise<RadiusFigures> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
  const app = await openBenchApp({ data_dir, database_url });
  try {
    return await measure(app, size);
  } finally {
    await app.db.close();
    rmSync(data_dir, { recursive: true, force: true });
  }
};

const runs = new Map<string, Promise<RadiusFigures>>();

/** One run per database and repetition answers all questions. */
export const radiusOf = ({ database, database_url, repetition }: MeasureContext, size: RadiusSize): Promise<RadiusFigures> => {
  const key = `${database} ${repetition}`;
  const known = runs.get(key) ?? runRadius(size, database_url);
  runs.set(key, known);
  return known;
};
