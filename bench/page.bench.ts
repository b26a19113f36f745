import { loadavg } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FleetSnapshot } from '#lib/contract/fleet.ts';
import { encodeSnapshot } from '#lib/contract/snapshot-codec.ts';
import { measurePageScripts } from '../e2e/fixtures/page-scripts.ts';
import { buildPages } from '../server/setup/build-pages.mjs';
import type { Benchmark, Figure } from './benchmark.ts';
import { chooseSearches } from './page/choose-searches.ts';
import { measurePage, type PageFigures, repetitions } from './page/measure-page.ts';
import { measureView } from './page/measure-view.ts';
import { openFleet } from './page/open-fleet.ts';

const root = join(import.meta.dirname, '..');
const usual_fleet = 10_000;
const large_fleet = 100_000;

interface Measured {
  page: PageFigures[];
  snapshot: FleetSnapshot;
}

const measured = new Map<number, Promise<Measured>>();

const measureFleet = async (vehicles: number): Promise<Measured> => {
  await buildPages(root, process.execPath);
  const fleet = await openFleet(vehicles);
  try {
    const answer = await fleet.page.context().request.get(`${fleet.installation.app_url}/api/v1/fleet-snapshot`, { timeout: 60_000 });
    const snapshot = FleetSnapshot.parse(await answer.json());
    const searches = await chooseSearches(snapshot);
    const page: PageFigures[] = [];
    for (let count = 0; count < repetitions; count += 1) {
      const figures = await measurePage(fleet, snapshot, searches);
      console.error(`${vehicles} vehicles, load ${loadavg()[0]?.toFixed(1)}: ${JSON.stringify(figures)}`);
      page.push(figures);
    }
    return { page, snapshot };
  } finally {
    await fleet.close();
  }
};

/** Each fleet is opened once, whatever is asked of it. */
const fleetOf = (vehicles: number): Promise<Measured> => {
  const known = measured.get(vehicles) ?? measureFleet(vehicles);
  measured.set(vehicles, known);
  return known;
};

const against = (id: string, title: string, limit: Figure, subject: (repetition: number) => Promise<number>): Benchmark => ({
  id,
  title,
  goal: { ratio: 1, better: 'lower' },
  needs_database: false,
  subject: async ({ repetition }) => ({ value: await subject(repetition), unit: limit.unit }),
  peer: async () => limit,
});

const inPage = (id: string, title: string, vehicles: number, limit_ms: number, name: keyof PageFigures): Benchmark =>
  against(
    id,
    `${title}, ${vehicles.toLocaleString('en')} vehicles, 1,000 reports a second`,
    { value: limit_ms, unit: 'ms' },
    async (repetition) => {
      return (await fleetOf(vehicles)).page[repetition]?.[name] ?? Number.NaN;
    },
  );

export const benchmarks: Benchmark[] = [
  against('G-js', 'JavaScript of the fleet page without the map', { value: 190, unit: 'kB gz' }, async () => {
    await buildPages(root, process.execPath);
    return measurePageScripts(root, '(fleet)/fleet/page') / 1000;
  }),
  inPage('G-update', 'main-thread task of an update, at the median (processor time)', usual_fleet, 20, 'update_ms'),
  inPage('G-scroll', 'longest main-thread task while the table is scrolled (processor time)', usual_fleet, 50, 'longest_scroll_ms'),
  inPage('G-filter', 'from a key in the search to the new list, at the median', usual_fleet, 50, 'filter_ms'),
  inPage('G-large-update', 'longest main-thread task of updates (processor time)', large_fleet, 16, 'longest_update_ms'),
  inPage('G-large-scroll', 'longest main-thread task while the table is scrolled (processor time)', large_fleet, 16, 'longest_scroll_ms'),
  inPage('G-large-filter', 'from a key in the search to the new list, at the median', large_fleet, 50, 'filter_ms'),
  against('G-worker', 'filter and sort in the worker, 100,000 vehicles, at the median', { value: 5, unit: 'ms' }, async () =>
    measureView((await fleetOf(large_fleet)).snapshot),
  ),
  {
    id: 'G-snapshot',
    title: 'snapshot of 100,000 vehicles as bytes, against its JSON, both compressed by gzip',
    goal: { ratio: 1 / 8, better: 'lower' },
    needs_database: false,
    subject: async () => ({ value: gzipSync(encodeSnapshot((await fleetOf(large_fleet)).snapshot)).length / 1000, unit: 'kB gz' }),
    peer: async () => ({ value: gzipSync(JSON.stringify((await fleetOf(large_fleet)).snapshot)).length / 1000, unit: 'kB gz' }),
  },
];
