import type { Page } from '@playwright/test';
import { expect, expectLive, test } from './fixtures/test.ts';

test.use({ person: 'staff' });

/** A software GPU on a busy machine takes its time. */
const drawn_ms = 60_000;

/** Off the coast, where no vehicle of the demo comes, and not beyond the area that the whole fleet fills: other tests look at that. */
const quiet = { lat: -34.925, lon: -56.1 };
const around = (lat: number, lon: number, by: number) => [lon - by, lat - by, lon + by, lat + by].join(',');

const mapOf = (page: Page) => page.getByRole('region', { name: /^Map of vehicles/ });
const cardOf = (page: Page, plate: string) => page.getByRole('region', { name: `Selected vehicle ${plate}` });
const spoken = (page: Page) => page.locator('.motorpool-map-spoken');

/** Middle and height of what the map shows, as the filter by map view tells the address. */
const viewOf = (page: Page) => {
  const [west = 0, south = 0, east = 0, north = 0] = (new URL(page.url()).searchParams.get('area') ?? '').split(',').map(Number);
  return { lat: (south + north) / 2, lon: (west + east) / 2, height: north - south };
};

const drag = async (page: Page, button: 'left' | 'right') => {
  const box = await mapOf(page).boundingBox();
  if (!box) throw new Error('There is no map');
  const [x, y] = [box.x + box.width / 2, box.y + box.height * 0.7];
  await page.mouse.move(x, y);
  await page.mouse.down({ button });
  for (let step = 1; step <= 8; step += 1) await page.mouse.move(x - 20 * step, y - 10 * step);
  await page.mouse.up({ button });
};

test('the map follows a vehicle until it is dragged, and neither turns nor tilts', async ({ page, addCar }) => {
  test.setTimeout(240_000);
  const car = await addCar(quiet);
  await page.goto(`/fleet?view=map&sel=${car.id}&area=${around(quiet.lat, quiet.lon, 0.02)}`);
  await expectLive(page);
  const card = cardOf(page, car.plate);
  await card.getByRole('button', { name: 'Follow' }).click({ timeout: drawn_ms });
  await expect(card.getByRole('button', { name: 'Stop following' })).toHaveAttribute('aria-pressed', 'true');

  const there = { lat: quiet.lat + 0.004, lon: quiet.lon + 0.006 };
  Object.assign(car.unit.state, { ...there, speed: 40, ignition: true });
  car.unit.record();
  await expect.poll(() => Math.hypot(viewOf(page).lat - there.lat, viewOf(page).lon - there.lon), { timeout: drawn_ms }).toBeLessThan(5e-4);

  await drag(page, 'left');
  await expect(card.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => Math.abs(viewOf(page).lon - there.lon), { timeout: drawn_ms }).toBeGreaterThan(5e-4);

  const before = page.url();
  await drag(page, 'right');
  await mapOf(page).press('+');
  await expect.poll(() => page.url(), { timeout: drawn_ms }).not.toBe(before);
  const { height } = viewOf(page);
  const former = new URL(before).searchParams.get('area')?.split(',').map(Number) ?? [];
  expect(((former[3] ?? 0) - (former[1] ?? 0)) / height, 'one step closer and nothing else').toBeCloseTo(2, 1);
});

test('vehicles in one place fan out, and each is reached by keys alone', async ({ page, addCar }) => {
  test.setTimeout(240_000);
  const place = { lat: quiet.lat, lon: quiet.lon - 0.03 };
  const cars = [await addCar(place), await addCar(place)];
  await page.goto(`/fleet?view=map&map=${around(place.lat, place.lon, 0.002)}`);
  await expectLive(page);
  const map = mapOf(page);
  await expect(async () => {
    await map.press('ArrowRight');
    await expect(spoken(page)).toHaveText(/^2 vehicles/, { timeout: 2_000 });
  }).toPass({ timeout: drawn_ms });
  await map.press('Enter');
  const plates = cars.map(({ plate }) => plate);
  // Where there is no mark the map moves: once in each direction, and it is where it was.
  const findOne = async () => {
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
      await map.press(key);
      const text = (await spoken(page).textContent()) ?? '';
      if (plates.some((plate) => text.includes(plate))) return true;
    }
    return false;
  };
  await expect.poll(findOne, { timeout: drawn_ms }).toBe(true);
  await map.press('Enter');
  await expect(page.getByRole('region', { name: /^Selected vehicle TST/ })).toBeVisible();
});

test('a cluster comes closer by keys, until a single vehicle is named', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto('/fleet?view=map');
  const map = mapOf(page);
  const scale = page.locator('.maplibregl-ctrl-scale');
  const metersOf = async () => {
    const [, figure = '0', unit] = /^([\d.,]+)\s?(k?m)$/.exec((await scale.textContent()) ?? '') ?? [];
    return Number(figure.replace(',', '')) * (unit === 'km' ? 1000 : 1);
  };
  await expect.poll(metersOf, { timeout: drawn_ms }).toBeGreaterThan(100);
  const far = await metersOf();
  // Vehicles drive on meanwhile: a cluster can come apart between the key that names it and the one that opens it. Beyond the last mark of a direction
  // there is none, so it is looked for in all of them.
  const ways = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'];
  let tries = 0;
  await expect(async () => {
    await map.press(ways[tries++ % ways.length] as string);
    await expect(spoken(page)).toHaveText(/^\d+ vehicles/, { timeout: 2_000 });
    await map.press('Enter');
    await expect.poll(metersOf, { timeout: 10_000 }).toBeLessThan(far);
  }).toPass({ timeout: 2 * drawn_ms });
});

test('the place of a vehicle is copied and handed to a navigation app, and one’s own is asked for on request alone', async ({
  page,
  context,
  addCar,
  guard,
}) => {
  test.setTimeout(180_000);
  await context.grantPermissions(['geolocation', 'clipboard-read', 'clipboard-write']);
  await context.setGeolocation({ latitude: quiet.lat, longitude: quiet.lon });
  await page.addInitScript(() => {
    const asked = { count: 0 };
    Object.assign(window, { asked_places: asked });
    const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    navigator.geolocation.getCurrentPosition = (...parts) => {
      asked.count += 1;
      ask(...parts);
    };
  });
  const askedPlaces = () => page.evaluate(() => (window as unknown as { asked_places: { count: number } }).asked_places.count);
  const car = await addCar(quiet);
  await page.goto(`/fleet?view=map&sel=${car.id}`);
  const card = cardOf(page, car.plate);
  await card.getByRole('button', { name: 'Copy coordinates' }).click({ timeout: drawn_ms });
  const place = `${quiet.lat.toFixed(6)}, ${quiet.lon.toFixed(6)}`;
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(place);

  const lead = card.getByRole('link', { name: 'Navigate' });
  await expect(lead).toHaveAttribute('href', `https://www.openstreetmap.org/directions?to=${encodeURIComponent(place.replace(' ', ''))}`);
  expect(await askedPlaces(), 'nobody asked for the own place').toBe(0);
  await page.getByRole('button', { name: 'Show where I am' }).click();
  await expect(page.locator('.maplibregl-user-location-dot')).toBeAttached({ timeout: drawn_ms });
  expect(await askedPlaces()).toBe(1);
  expect([...guard.foreign_hosts]).toEqual([]);
});
