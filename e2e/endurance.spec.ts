import { addOwnCar, type OwnCar } from './fixtures/own-car.ts';
import { measureHeap } from './fixtures/page-heap.ts';
import { startReportLoad } from './fixtures/report-load.ts';
import { expect, expectLive, test } from './fixtures/test.ts';

// A trace would keep what the page has let go.
test.use({ person: 'staff', trace: 'off' });

/** How long the page stays open: a scaled-down hour. MOTORPOOL_ENDURANCE_SECONDS=3600 is the whole one. */
const length_s = Number(process.env.MOTORPOOL_ENDURANCE_SECONDS ?? 30);
/** The heap is compared with that of the tenth minute of an hour. */
const reference_s = Math.max(10, length_s / 6);
const most_growth = 1.2;
const reports_per_second = 300;
const cars_reporting = 30;

test('a page that stays open under load holds no more than in its beginning, and is current', async ({ page, demo, api, nextNumber }) => {
  test.setTimeout((length_s + 240) * 1000);
  const cars: OwnCar[] = [];
  for (let count = 0; count < cars_reporting; count += 1) cars.push(await addOwnCar(demo, api, nextNumber()));
  await page.goto('/fleet');
  await expectLive(page);

  const load = startReportLoad(cars, reports_per_second);
  const started_at = performance.now();
  const heaps: { at_s: number; heap_bytes: number }[] = [];
  const measureAt = async (at_s: number) => {
    await expect.poll(() => (performance.now() - started_at) / 1000, { timeout: length_s * 1000 + 60_000 }).toBeGreaterThanOrEqual(at_s);
    heaps.push({ at_s: Math.round((performance.now() - started_at) / 1000), heap_bytes: await measureHeap(page) });
  };
  const step_s = Math.max((length_s - reference_s) / 6, 5);
  for (let at_s = reference_s; at_s < length_s; at_s += step_s) await measureAt(at_s);
  await measureAt(length_s);
  expect(load.made(), 'reports made').toBeGreaterThanOrEqual(length_s * reports_per_second * 0.95);
  await load.finish();

  const megabytes = heaps.map(({ at_s, heap_bytes }) => `${at_s} s ${(heap_bytes / 1e6).toFixed(1)} MB`).join(', ');
  console.log(`    heap under ${reports_per_second} reports a second: ${megabytes}`);
  test.info().annotations.push({ type: 'heap', description: megabytes });
  const limit_bytes = (heaps[0]?.heap_bytes ?? 0) * most_growth;
  expect(heaps.at(-1)?.heap_bytes).toBeLessThan(limit_bytes);

  const [car] = cars;
  if (!car) throw new Error('No car was added.');
  await page.getByRole('searchbox', { name: 'Search vehicles' }).fill(car.plate);
  car.unit.setState({ fuel_percent: 97, speed: 0 });
  await expect(page.getByRole('grid', { name: 'Vehicles' }).getByRole('row', { name: car.plate })).toContainText('97%', {
    timeout: 60_000,
  });

  // What is not let go is seen: the same page, made to keep a little of each report.
  await page.evaluate(
    (kept) => Object.assign(window, { kept: Array.from({ length: kept }, (_, index) => [`report ${index}`, { index }]) }),
    300_000,
  );
  expect(await measureHeap(page)).toBeGreaterThan(limit_bytes);
  for (const { unit } of cars) unit.stop();
});
