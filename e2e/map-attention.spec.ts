import type { Page } from '@playwright/test';
import { expect, expectLive, test } from './fixtures/test.ts';

test.use({ person: 'staff' });

/** A software GPU on a busy machine takes its time. */
const drawn_ms = 60_000;
const hour_ms = 3_600_000;

/** Off the coast, where no vehicle of the demo comes. */
const quiet = { lat: -34.93, lon: -56.11 };
const around = (lat: number, lon: number, by: number) => [lon - by, lat - by, lon + by, lat + by].join(',');

const mapOf = (page: Page) => page.getByRole('region', { name: /^Map of vehicles/ });
const spoken = (page: Page) => page.locator('.motorpool-map-spoken');

/** Notes what the map is told to draw, and whether the page was hidden then. */
const listenToMap = (page: Page) =>
  page.addInitScript(() => {
    const told: { hidden: boolean; text: string }[] = [];
    Object.assign(window, { told_map: told });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: unknown[]) {
      told.push({ hidden: document.hidden, text: JSON.stringify(message) ?? '' });
      Reflect.apply(post, this, [message, ...rest]);
    };
  });
const countTold = (page: Page, text: string, hidden: boolean): Promise<number> =>
  page.evaluate(
    ([wanted, when]) =>
      (window as unknown as { told_map: { hidden: boolean; text: string }[] }).told_map.filter(
        (one) => one.hidden === when && one.text.includes(wanted),
      ).length,
    [text, hidden] as const,
  );

const setHidden = (page: Page, hidden: boolean) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    Object.defineProperty(document, 'visibilityState', { value: value ? 'hidden' : 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

const nameOnMap = async (page: Page, text: string | RegExp) =>
  expect(async () => {
    await mapOf(page).press('ArrowRight');
    await expect(spoken(page)).toHaveText(text, { timeout: 1000 });
  }).toPass({ timeout: drawn_ms });

test('while the page is hidden the map rests, and on return it shows where the vehicle is now', async ({ page, addCar }) => {
  const car = await addCar(quiet);
  const there = { lat: quiet.lat + 0.02, lon: -56.04321 };
  await listenToMap(page);
  await page.goto(`/fleet?q=${car.plate}&map=${around(there.lat, there.lon, 0.004)}`);
  await expectLive(page);
  await expect(mapOf(page)).toBeVisible({ timeout: drawn_ms });
  await expect(page.locator('.maplibregl-ctrl-scale')).toHaveText(/\d/, { timeout: drawn_ms });
  await setHidden(page, true);
  Object.assign(car.unit.state, { ...there, fuel_percent: 37 });
  car.unit.record();
  await expect(page.getByRole('grid', { name: 'Vehicles' }).getByRole('row', { name: car.plate })).toContainText('37%');
  expect(await countTold(page, String(there.lon), true), 'nothing is drawn for nobody').toBe(0);
  await setHidden(page, false);
  await expect.poll(() => countTold(page, String(there.lon), false), { timeout: drawn_ms }).toBeGreaterThan(0);
  await nameOnMap(page, new RegExp(car.plate));
});

test('a position that has grown old fades, and says its age', async ({ page, addCar }) => {
  const car = await addCar({ lat: quiet.lat, lon: quiet.lon - 0.04 });
  await listenToMap(page);
  await page.addInitScript((ahead_ms) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ahead_ms;
  }, 28 * hour_ms);
  await page.goto(`/fleet?view=map&q=${car.plate}&map=${around(quiet.lat, quiet.lon - 0.04, 0.004)}`);
  await nameOnMap(page, new RegExp(`${car.plate}.*position 1 day old`, 's'));
  await expect.poll(() => countTold(page, `${car.plate}\\n1 day`, false), { timeout: drawn_ms }).toBeGreaterThan(0);
  expect(await countTold(page, '"opacity":0.62', false)).toBeGreaterThan(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a place is handed to the navigation app, and to the web where there is none', async ({ page, context, addCar, guard }) => {
    guard.allow(/geo:/);
    const car = await addCar(quiet);
    const asked: string[] = [];
    const devtools = await context.newCDPSession(page);
    await devtools.send('Page.enable');
    devtools.on('Page.frameRequestedNavigation', ({ url }) => asked.push(url));
    const directions = 'https://www.openstreetmap.org/directions';
    await context.route(`${directions}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Directions</h1>' }));

    await page.goto(`/fleet?view=map&sel=${car.id}`);
    const lead = page.getByRole('region', { name: `Selected vehicle ${car.plate}` }).getByRole('link', { name: 'Navigate' });
    await lead.tap({ timeout: drawn_ms });
    const place = `${quiet.lat.toFixed(6)},${quiet.lon.toFixed(6)}`;
    await expect.poll(() => asked).toContain(`geo:${place}?q=${place}(${encodeURIComponent(car.plate)})`);
    // Here no app takes over, so the page stays in view.
    await expect(page.getByRole('heading', { name: 'Directions' })).toBeVisible();
    expect(page.url()).toBe(`${directions}?to=${encodeURIComponent(place)}`);
    // The app's address has no host.
    for (const host of ['', 'www.openstreetmap.org']) guard.foreign_hosts.delete(host);
  });
});
