import type { Page } from '@playwright/test';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import { type Task, traceMainThread } from './main-thread.ts';
import type { OpenFleet } from './open-fleet.ts';

/** As many as the runner makes of each benchmark. */
export const repetitions = 3;

const limit_ms = 60_000;
const warm_up_ms = 3000;
const watch_ms = 5000;
/** A tenth of the vehicles of a fleet of ten thousand, and as many reports of one ten times as large. */
const reports_per_second = 1000;

export interface PageFigures {
  /** Of the tasks of the page's main thread while it loads, the longest one; here and below by processor time. */
  longest_load_ms: number;
  /** Of the tasks that bring reports to the screen, the one at the median and the longest one. */
  update_ms: number;
  longest_update_ms: number;
  /** All that the main thread does in a second of such reports. */
  busy_ms_per_second: number;
  longest_scroll_ms: number;
  /** From the key to the count of what is left, at the median and at the longest. */
  filter_ms: number;
  longest_filter_ms: number;
}

const longest = (tasks: readonly Task[]): number => tasks.reduce((most, { cpu_ms }) => Math.max(most, cpu_ms), 0);
const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds from writing into the search to the frame that shows what is left, by the page's own clock. */
const measureFilter = (page: Page, text: string): Promise<number> =>
  page.evaluate(
    async ([wanted, patience_ms]) => {
      const input = document.querySelector<HTMLInputElement>('input[type=search], input[role=searchbox]');
      const grid = document.querySelector('[role=grid]');
      if (!input || !grid) throw new Error('The page has no search or no list.');
      const before = grid.getAttribute('aria-rowcount');
      const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const started_ms = performance.now();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const observer = new MutationObserver(() => grid.getAttribute('aria-rowcount') !== before && resolve());
      observer.observe(grid, { attributes: true });
      const timer = setTimeout(() => reject(new Error(`The list did not change for the search ${JSON.stringify(wanted)}.`)), patience_ms);
      setValue?.call(input, wanted);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await promise.finally(() => {
        clearTimeout(timer);
        observer.disconnect();
      });
      return performance.now() - started_ms;
    },
    [text, limit_ms] as const,
  );

const openPage = async (page: Page, url: string, vehicles: number): Promise<void> => {
  await page.goto(url, { waitUntil: 'commit' });
  await page
    .getByText(`${vehicles.toLocaleString('en')} vehicles`)
    .first()
    .waitFor();
  await page.getByRole('grid', { name: 'Vehicles' }).getByRole('row').nth(3).waitFor();
  await page.locator('.maplibregl-canvas').waitFor();
};

/** The fleet page in use: reports arrive, the table is scrolled, the search is written into. `searches`: each changes how many vehicles are left. */
export const measurePage = async (
  { browser, page, feed }: OpenFleet,
  { columns }: FleetSnapshot,
  searches: readonly string[],
): Promise<PageFigures> => {
  page.setDefaultTimeout(limit_ms);
  const loading = await traceMainThread(browser, page, () => openPage(page, `${feed.url}/fleet`, columns.id.length));
  feed.move(columns.id, reports_per_second / columns.id.length);
  // The first updates of a new map compile what later ones use.
  await page.waitForTimeout(warm_up_ms);

  const updates = await traceMainThread(browser, page, () => page.waitForTimeout(watch_ms));
  await page.getByRole('grid', { name: 'Vehicles' }).hover();
  const scrolling = await traceMainThread(browser, page, async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      await page.mouse.wheel(0, 400);
      await page.waitForTimeout(30);
    }
  });
  feed.move([], 0);
  await page.waitForTimeout(1000);
  const filters: number[] = [];
  for (const text of searches) filters.push(await measureFilter(page, text));
  await page.goto('about:blank');
  return {
    longest_load_ms: longest(loading),
    update_ms: medianOf(updates.map(({ cpu_ms }) => cpu_ms)),
    longest_update_ms: longest(updates),
    busy_ms_per_second: updates.reduce((sum, { cpu_ms }) => sum + cpu_ms, 0) / (watch_ms / 1000),
    longest_scroll_ms: longest(scrolling),
    filter_ms: medianOf(filters),
    longest_filter_ms: Math.max(...filters),
  };
};
