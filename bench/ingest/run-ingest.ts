import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, MeasureContext } from '../benchmark.ts';
import { answerOf, startChild } from '../child.ts';
import type { GatewayOptions, GatewayUsage, LoadOptions, LoadResult } from './messages.ts';

const start = (file: string, options: object) => startChild(join(import.meta.dirname, file), options);

export interface IngestLoad {
  store: GatewayOptions['store'];
  vehicles: number;
  records_per_packet: number;
}

const connections = 200;
const duration_ms = 6_000;
const day_ms = 86_400_000;

interface Running {
  gateway: ChildProcess;
  port: number;
  stop(): void;
}

const startGateway = async (
  { database_url }: MeasureContext,
  { vehicles, store }: Omit<IngestLoad, 'records_per_packet'>,
): Promise<Running> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
  const gateway = start('gateway.process.ts', { data_dir, database_url, vehicles, store } satisfies GatewayOptions);
  const stop = () => {
    gateway.kill('SIGKILL');
    rmSync(data_dir, { recursive: true, force: true });
  };
  try {
    const { port } = await answerOf<{ port: number }>(gateway);
    return { gateway, port, stop };
  } catch (error) {
    stop();
    throw error;
  }
};

const loadGateway = async ({ gateway, port }: Running, load: IngestLoad, begins_at_ms: number): Promise<Figure> => {
  gateway.send('start');
  const options: LoadOptions = {
    port,
    vehicles: load.vehicles,
    connections,
    records_per_packet: load.records_per_packet,
    duration_ms,
    begins_at_ms,
  };
  const { acknowledged, elapsed_ms } = await answerOf<LoadResult>(start('load.process.ts', options));
  const { cpu_us, stored } = await answerOf<GatewayUsage>(gateway, 'usage');
  if (load.store === 'real' && stored < acknowledged) throw new Error(`${acknowledged} acknowledged, only ${stored} stored`);
  return { value: (acknowledged / elapsed_ms) * 1000, unit: 'records/s', cpu_us_per_operation: cpu_us / acknowledged };
};

/** Records a second through listener, adapter and store, and the gateway's processor time for each. Throws when an acknowledged record is not stored. */
export const measureIngest = async (context: MeasureContext, load: IngestLoad): Promise<Figure> => {
  const running = await startGateway(context, load);
  try {
    return await loadGateway(running, load, Date.now() - day_ms);
  } finally {
    running.stop();
  }
};

const fleets = new Map<string, Promise<Running>>();

/** Processor time per record in a fleet of this size, which is made once and serves all repetitions. */
export const measureFleetSize = async (context: MeasureContext, vehicles: number): Promise<Figure> => {
  const load: IngestLoad = { store: 'real', vehicles, records_per_packet: 1 };
  const key = `${context.database} ${vehicles}`;
  const starting = fleets.get(key) ?? startGateway(context, load);
  fleets.set(key, starting);
  const running = await starting;
  // Of the sizes of one database; the next one makes its own.
  const last = context.repetition === 2;
  try {
    const figure = await loadGateway(running, load, Date.now() - day_ms + context.repetition * 3_600_000);
    return { ...figure, value: figure.cpu_us_per_operation ?? Number.NaN, unit: 'µs CPU a record' };
  } finally {
    if (last) {
      fleets.delete(key);
      running.stop();
    }
  }
};
