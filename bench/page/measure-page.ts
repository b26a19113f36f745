import type { Page } from '@playwright/test';
import { type Task, traceMainThread } from './main-thread.ts';
import type { OpenFleet } from './open-fleet.ts';

/** As many as the runner makes of each benchmark. */
export const repetitions = 3;

const load_limit_ms = 180_000;
const watch_ms = 8000;
/** A tenth of the vehicles of a fleet of ten thousand, and as many reports of one ten times as large. */
const reports_per_second = 1000;

export interface PageFigures {
  /** Processor time of the tasks that bring reports to the screen, at the median; and of the longest one. */
  update_ms: number;
  longest_update_ms: number;
  longest_scroll_ms: number;
  /** From the key to the count of what is left, at the median. */
  filter_ms: number;
}

const longest = (tasks: readonly Task[]): number => tasks.reduce((most, { cpu_ms }) => Math.max(most, cpu_ms), 0);
const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const listIds = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await (await fetch('/api/v1/fleet-snapshot')).json()).columns.id);

/** Milliseconds from writing into the search to the frame that shows what is left, by the page's own clock. */
const measureFilter = (page: Page, text: string): Promise<number> =>
  page.evaluate(async (wanted) => {
    const input = document.querySelector<HTMLInputElement>('input[type=search], input[role=searchbox]');
    const grid = document.querySelector('[role=grid]');
    if (!input || !grid) throw new Error('The page has no search or no list.');
    const before = grid.getAttribute('aria-rowcount');
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const started_ms = performance.now();
    const { promise, resolve } = Promise.withResolvers<void>();
    const observer = new MutationObserver(() => grid.getAttribute('aria-rowcount') !== before && resolve());
    observer.observe(grid, { attributes: true });
    setValue?.call(input, wanted);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await promise;
    observer.disconnect();
    return performance.now() - started_ms;
  }, text);

/** The fleet page in use: reports arrive, the table is scrolled, the search is written into. */
export const measurePage = async ({ browser, page, feed }: OpenFleet, vehicles: number): Promise<PageFigures> => {
  page.setDefaultTimeout(load_limit_ms);
  await page.goto(`${feed.url}/fleet`, { waitUntil: 'commit' });
  await page
    .getByText(`${vehicles.toLocaleString('en')} vehicles`)
    .first()
    .waitFor();
  const grid = page.getByRole('grid', { name: 'Vehicles' });
  await grid.getByRole('row').nth(3).waitFor();
  await page.locator('.maplibregl-canvas').waitFor();
  feed.move(await listIds(page), reports_per_second / vehicles);
  // The first updates of a new map compile what later ones use.
  await page.waitForTimeout(watch_ms);

  const updates = await traceMainThread(browser, page, () => page.waitForTimeout(watch_ms));
  await grid.hover();
  const scrolling = await traceMainThread(browser, page, async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      await page.mouse.wheel(0, 400);
      await page.waitForTimeout(30);
    }
  });
  feed.move([], 0);
  const filters: number[] = [];
  for (const text of ['1', '12', '', '9', '', 'a', '', '77']) filters.push(await measureFilter(page, text));
  return {
    update_ms: medianOf(updates.map(({ cpu_ms }) => cpu_ms)),
    longest_update_ms: longest(updates),
    longest_scroll_ms: longest(scrolling),
    filter_ms: medianOf(filters),
  };
};
