import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { live_path } from '#lib/contract/live.ts';
import { service_flags } from '#server/supervisor/service-flags.ts';
import { createDatabase } from '../../e2e/postgres.ts';
import type { MeasureContext } from '../benchmark.ts';
import { answerOf, startChild } from '../child.ts';
import type { GatewayOptions } from '../ingest/messages.ts';
import type { WebReady } from '../streams/messages.ts';
import { measureCommit } from './measure-commit.ts';
import type { NullReady, WayOptions, WayResult } from './messages.ts';

const start = (file: string, options: object, flags?: readonly string[]) => startChild(join(import.meta.dirname, file), options, flags);

export interface WayLoad {
  per_second: number;
  duration_ms?: number;
}

const usual = { units: 200, warm_up_ms: 1_000, duration_ms: 4_000 };

const measureWay = async (
  options: Pick<WayOptions, 'unit_port' | 'web_port'> & { headers?: string },
  load: WayLoad,
): Promise<WayResult> => {
  const { headers = '', ...ports } = options;
  const request = `GET ${live_path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${headers}\r\n`;
  return answerOf<WayResult>(start('way.process.ts', { ...usual, ...ports, ...load, request } satisfies WayOptions));
};

/** Through a gateway and a web process, which share nothing but the database. */
const measureReal = async (database_url: string | undefined, load: WayLoad): Promise<WayResult> => {
  const place = { data_dir: mkdtempSync(join(tmpdir(), 'motorpool-bench-')), database_url };
  const options: GatewayOptions = { ...place, vehicles: usual.units, store: 'real' };
  const gateway = start('../ingest/gateway.process.ts', options, service_flags);
  try {
    const { port: unit_port } = await answerOf<{ port: number }>(gateway);
    const web = start('../streams/web.process.ts', place, service_flags);
    try {
      const { port: web_port, token } = await answerOf<WebReady>(web);
      return await measureWay({ unit_port, web_port, headers: `authorization: Bearer ${token}\r\n` }, load);
    } finally {
      web.kill('SIGKILL');
    }
  } finally {
    gateway.kill('SIGKILL');
    rmSync(place.data_dir, { recursive: true, force: true });
  }
};

const measureNull = async (load: WayLoad): Promise<WayResult> => {
  const both = start('null.process.ts', {});
  try {
    return await measureWay(await answerOf<NullReady>(both), load);
  } finally {
    both.kill('SIGKILL');
  }
};

export interface WayFigures {
  real: WayResult;
  none: WayResult;
  commit_ms: number;
}

/** A commit is timed in a database of its own on the same server. */
export const runWay = async (database_url: string | undefined, load: WayLoad): Promise<WayFigures> => ({
  none: await measureNull(load),
  commit_ms: await measureCommit(database_url && (await createDatabase(database_url))),
  real: await measureReal(database_url, load),
});

const runs = new Map<string, Promise<WayFigures>>();

/** One run of each repetition serves all that is asked of it. */
export const wayOf = ({ database, database_url, repetition }: MeasureContext, load: WayLoad): Promise<WayFigures> => {
  const key = [database, repetition, load.per_second].join(' ');
  const run = runs.get(key) ?? runWay(database_url, load);
  runs.set(key, run);
  return run;
};
