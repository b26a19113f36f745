import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';

/** One task of a page's main thread: how long it took, and how long the processor worked on it. */
export interface Task {
  wall_ms: number;
  cpu_ms: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

const categories = ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'];

/** All tasks of the page's main thread while `work` ran, those of half a millisecond and more. */
export const traceMainThread = async (browser: Browser, page: Page, work: () => Promise<void>): Promise<Task[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-trace-'));
  const path = join(folder, 'trace.json');
  try {
    await browser.startTracing(page, { path, categories });
    await work();
    await browser.stopTracing();
    const { traceEvents: events }: { traceEvents: TraceEvent[] } = JSON.parse(readFileSync(path, 'utf8'));
    const tasks = events.filter(({ name, ph }) => ph === 'X' && name === 'RunTask');
    const main_threads = new Set(
      events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}:${tid}`),
    );
    const by_thread = Map.groupBy(
      tasks.filter(({ pid, tid }) => main_threads.has(`${pid}:${tid}`)),
      ({ pid }) => pid,
    );
    // The page that works is the one with the most tasks; others are those of blank or closing pages.
    const own = [...by_thread.values()].sort((a, b) => b.length - a.length)[0] ?? [];
    return own.map(({ dur = 0, tdur = dur }) => ({ wall_ms: dur / 1000, cpu_ms: tdur / 1000 })).filter(({ wall_ms }) => wall_ms >= 0.5);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
