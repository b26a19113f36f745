import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDb } from '#server/db/connect.ts';
import { migrate } from '#server/db/migrate.ts';
import { newId } from '#server/ids.ts';
import type { Figure, MeasureContext } from '../benchmark.ts';

const batch_size = 100;
const duration_ms = 4_000;
const columns = ['fleet_id', 'sequence', 'id', 'type', 'vehicle_id', 'occurred_at', 'recorded_at', 'flow_id', 'data'] as const;
const data = JSON.stringify({
  t: new Date(0).toISOString(),
  s: {
    position: { lat: -34.9, lon: -56.16 },
    speed_in_kilometers_per_hour: 30,
    heading_in_degrees: 90,
    altitude_in_meters: 20,
    gnss_satellites: 9,
    ignition: 'ON',
    cellular_signal_quality: 4,
    onboard_voltage_in_volts: 12.6,
    mileage_in_kilometers: 1000,
  },
});

/** Durable append of log rows in batches of 100 and nothing else: what the database itself can do with this data. */
export const measureRawAppend = async ({ database_url }: MeasureContext): Promise<Figure> => {
  const directory = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
  const db = await openDb({ file: join(directory, 'raw.db'), url: database_url });
  try {
    await migrate(db);
    let sequence = 0;
    const began = performance.now();
    const used = process.cpuUsage();
    while (performance.now() - began < duration_ms) {
      await db.write.transaction().execute(async (tx) => {
        const now = new Date().toISOString();
        const rows = Array.from({ length: batch_size }, () => {
          sequence += 1;
          return ['RAW01', sequence, newId(), 'VehicleStateRecorded', `V${sequence % 10_000}`, now, now, 'flow', data];
        });
        await db.dialect.insertRows(tx, 'events', columns, rows);
      });
    }
    const elapsed_ms = performance.now() - began;
    const { user, system } = process.cpuUsage(used);
    return { value: (sequence / elapsed_ms) * 1000, unit: 'records/s', cpu_us_per_operation: (user + system) / sequence };
  } finally {
    await db.close();
    rmSync(directory, { recursive: true, force: true });
  }
};
