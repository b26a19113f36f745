import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, Measure } from '../benchmark.ts';
import { answerOf, startChild } from '../child.ts';
import { benchImei } from '../ingest/messages.ts';
import type { LoadOptions, LoadResult, ServerOptions, ServerReady, ServerUsage } from './messages.ts';

const senders = 64;
const duration_ms = 4_000;
const unit_ids = Array.from({ length: 500 }, (_, number) => benchImei(number));

const start = (file: string, options: object) => startChild(join(import.meta.dirname, file), options);

/** Pushes answered a second. Throws when one that was answered is not stored. */
export const measurePush =
  (server: ServerOptions['server']): Measure =>
  async ({ database_url }): Promise<Figure> => {
    const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
    const process = start('server.process.ts', { server, data_dir, database_url, unit_ids } satisfies ServerOptions);
    try {
      const { url } = await answerOf<ServerReady>(process);
      const load = start('load.process.ts', { url, unit_ids, senders, duration_ms } satisfies LoadOptions);
      const { answered, elapsed_ms } = await answerOf<LoadResult>(load);
      const { cpu_us, stored } = await answerOf<ServerUsage>(process, 'usage');
      if (server === 'gateway' && stored < answered) throw new Error(`${answered} answered, only ${stored} stored`);
      return { value: (answered / elapsed_ms) * 1000, unit: 'pushes/s', cpu_us_per_operation: cpu_us / answered };
    } finally {
      process.kill('SIGKILL');
      rmSync(data_dir, { recursive: true, force: true });
    }
  };
