/** Writes every few seconds how this process fares, so that others can tell: the database is all they share. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { OwnFigures, ProcessFigures } from '#lib/domain/process-figures.ts';
import { type App, nowAt } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { deleteProcessReportsBefore, upsertProcessReport } from '#server/store/process-reports.ts';
import { write } from '#server/store/write.ts';
import { version } from '#server/version.ts';

export const report_every_ms = 5_000;
/** Reports of processes that have ended are kept so long. */
const kept_ms = 600_000;
const resolution_ms = 20;

export interface ProcessReporter {
  start(): void;
  figures(): ProcessFigures;
  stop(): void;
}

export const createProcessReporter = (app: App, kind: 'WEB' | 'GATEWAY', own: () => OwnFigures): ProcessReporter => {
  const name = `${kind}-${newId()}`;
  const started_at = nowAt(app);
  const delay = monitorEventLoopDelay({ resolution: resolution_ms });
  let last_delay_ms = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing = false;

  const figures = (): ProcessFigures => ({
    version,
    memory_in_bytes: process.memoryUsage.rss(),
    event_loop_delay_ms: last_delay_ms,
    bounds: [],
    brands: [],
    credentials: [],
    listeners: [],
    ingest: {},
    ...own(),
  });

  const report = async () => {
    if (writing) return;
    writing = true;
    try {
      last_delay_ms = delay.count > 0 ? Math.max(0, Math.round(delay.percentile(99) / 1e6) - resolution_ms) : 0;
      delay.reset();
      const row = { name, kind, started_at, reported_at: nowAt(app), figures: JSON.stringify(figures()) };
      const before = new Date(app.clock() - kept_ms).toISOString();
      await write(app, async (tx) => {
        await upsertProcessReport(tx, row);
        await deleteProcessReportsBefore(tx, before);
      });
    } catch (error) {
      app.log.warn({ err: error }, 'This process could not tell how it fares');
    } finally {
      writing = false;
    }
  };

  return {
    start: () => {
      delay.enable();
      void report();
      timer = setInterval(() => void report(), report_every_ms);
    },
    figures,
    stop: () => {
      clearInterval(timer);
      delay.disable();
    },
  };
};
