import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, MeasureContext } from '../benchmark.ts';
import type { GatewayOptions, GatewayUsage, LoadOptions, LoadResult } from './messages.ts';

const start = (file: string, options: object): ChildProcess => fork(join(import.meta.dirname, file), [JSON.stringify(options)]);
const answerOf = async <T>(child: ChildProcess): Promise<T> => (await once(child, 'message'))[0] as T;

export interface IngestLoad {
  store: GatewayOptions['store'];
  vehicles: number;
  records_per_packet: number;
}

const connections = 200;
const duration_ms = 6_000;

/** Records a second through listener, adapter and store, and the gateway's processor time for each. Throws when an acknowledged record is not stored. */
export const measureIngest = async ({ database_url }: MeasureContext, load: IngestLoad): Promise<Figure> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
  const gateway = start('gateway.process.ts', {
    data_dir,
    database_url,
    vehicles: load.vehicles,
    store: load.store,
  } satisfies GatewayOptions);
  try {
    const { port } = await answerOf<{ port: number }>(gateway);
    gateway.send('start');
    const options: LoadOptions = { port, vehicles: load.vehicles, connections, records_per_packet: load.records_per_packet, duration_ms };
    const { acknowledged, elapsed_ms } = await answerOf<LoadResult>(start('load.process.ts', options));
    gateway.send('usage');
    const { cpu_us, stored } = await answerOf<GatewayUsage>(gateway);
    if (load.store === 'real' && stored < acknowledged) throw new Error(`${acknowledged} acknowledged, only ${stored} stored`);
    return { value: (acknowledged / elapsed_ms) * 1000, unit: 'records/s', cpu_us_per_operation: cpu_us / acknowledged };
  } finally {
    gateway.kill('SIGKILL');
    rmSync(data_dir, { recursive: true, force: true });
  }
};
