import { expect, expectLive, test } from './fixtures/test.ts';

test.use({ person: 'staff' });

/** What the product promises of the middle one of several reports, and what a single one is given on a busy machine. */
const promised_ms = 1_000;
const limit_ms = 10_000;

test('a report reaches the open fleet page by itself, within a second', async ({ page, addCar }, { annotations }) => {
  const car = await addCar({ fuel_percent: 64 });
  // Without the map, which a software GPU draws at the expense of everything else on the machine.
  await page.goto('/fleet?view=table');
  await page.getByRole('searchbox', { name: 'Search vehicles' }).fill(car.plate);
  const row = page.getByRole('grid', { name: 'Vehicles' }).getByRole('row', { name: car.plate });
  await expect(row).toContainText('64%');
  await expectLive(page);
  await page.evaluate(() => Object.assign(window, { not_reloaded: true }));

  const times_ms: number[] = [];
  for (const fuel_percent of [63, 62, 61, 60, 59]) {
    const shown = row.getByText(`${fuel_percent}%`).waitFor({ timeout: limit_ms });
    const sent_at = performance.now();
    car.unit.setState({ fuel_percent });
    await shown;
    times_ms.push(Math.round(performance.now() - sent_at));
  }
  car.unit.setState({ speed: 31, ignition: true });
  await expect(row).toContainText('Moving');
  expect(await page.evaluate(() => 'not_reloaded' in window)).toBe(true);

  const median_ms = times_ms.toSorted((a, b) => a - b)[2] ?? Number.NaN;
  annotations.push({ type: 'report to screen', description: `${times_ms.join(', ')} ms` });
  console.log(`    report to screen: ${times_ms.join(', ')} ms, median ${median_ms} ms`);
  expect(median_ms).toBeLessThan(promised_ms);
});

test('the event feed pauses, counts what waits, goes on, and loses nothing by a reload', async ({ page, addCar, api }) => {
  const car = await addCar();
  await page.goto(`/events?vehicle=${car.id}`);
  await expectLive(page);
  const feed = page.getByRole('feed');
  car.unit.setState({ ignition: true });
  await expect(feed.getByRole('button', { name: 'Ignition: Off → On' })).toBeVisible();

  await page.getByRole('button', { name: 'Pause' }).click();
  const rows = await feed.getByRole('article').count();
  car.unit.setState({ locked: false });
  car.unit.setState({ doors_open: true });
  await expect(page.getByRole('button', { name: /^\d+ new$/ })).toBeVisible();
  await expect(feed.getByRole('article')).toHaveCount(rows);
  await expect(page.getByRole('button', { name: '3 new', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(feed.getByRole('button', { name: 'Central lock: Locked → Unlocked' })).toBeVisible();
  await expect(feed.getByRole('article')).toHaveCount(rows + 3);
  const before = await feed.getByRole('article').allInnerTexts();

  await page.reload();
  await expect(feed.getByRole('article')).toHaveCount(rows + 3);
  expect(await feed.getByRole('article').allInnerTexts()).toEqual(before);
  const logged = (await api.queryEvents({ vehicle_id: car.id })).filter(({ type }) => type !== 'VehicleStateRecorded');
  expect(logged).toHaveLength(rows + 3);

  await feed.getByRole('button', { name: 'Central lock: Locked → Unlocked' }).click();
  await expect(page.getByRole('dialog')).toContainText(
    logged.find(({ type }) => type === 'CentralLockChanged')?.flow_id.slice(0, 8) ?? 'none',
  );
});
