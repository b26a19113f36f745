import type { Page } from '@playwright/test';
import { type MapTheme, mapFlavor } from '#components/map/palette.ts';
import { countColors, parseHex } from './fixtures/pixels.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'staff' });

/** A software GPU on a busy machine takes its time. */
const drawn_ms = 90_000;
const some_pixels = 15;

const mapOf = (page: Page) => page.getByRole('region', { name: /^Map of vehicles/ });

/** Which of these parts of the base map can be seen. */
const seenParts = async (
  page: Page,
  theme: MapTheme,
  parts: readonly ('water' | 'earth' | 'highway' | 'city_label' | 'country_label')[],
) => {
  const flavor = mapFlavor(theme);
  const { counts } = await countColors(
    page,
    mapOf(page),
    parts.map((part) => parseHex(flavor[part])),
  );
  return parts.filter((_, index) => (counts[index] ?? 0) >= some_pixels);
};

const themes = ['light', 'dark'] as const;

test('the map shows city and world with labels, light and dark, all from this host', async ({ page, demo, guard }) => {
  test.setTimeout(600_000);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const expectParts = async (parts: Parameters<typeof seenParts>[2]) => {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      await expect.poll(() => seenParts(page, theme, parts), { timeout: drawn_ms, message: `${theme} map` }).toEqual([...parts]);
    }
  };
  await page.goto('/fleet?view=map');
  await expectParts(['water', 'earth', 'highway', 'city_label']);
  expect((await countColors(page, mapOf(page), [])).colors).toBeGreaterThan(200);
  await expect(page.getByText('Natural Earth')).toBeVisible();
  await expect(page.getByRole('link', { name: 'OpenStreetMap' })).toBeVisible();

  await expect(async () => {
    await mapOf(page).press('-');
    await expect(page.locator('.maplibregl-ctrl-scale')).toHaveText(/^\d{3,}\s?km$/, { timeout: 2_000 });
  }).toPass({ timeout: drawn_ms });
  await expectParts(['water', 'earth', 'country_label']);

  expect(asked.filter((url) => url.endsWith('.pmtiles')).length, 'tiles were asked for').toBeGreaterThan(1);
  expect(asked.filter((url) => /^https?:/.test(url) && !url.startsWith(`${demo.app_url}/`))).toEqual([]);
  expect([...guard.foreign_hosts]).toEqual([]);
});

test('the map is used by keys: from mark to mark, in, and to a vehicle', async ({ page, addCar }) => {
  const car = await addCar({ lat: -34.85, lon: -56.15 });
  await page.goto(`/fleet?view=map&q=${encodeURIComponent(car.plate)}`);
  const map = mapOf(page);
  await expect(page.locator('.maplibregl-ctrl-scale')).toHaveText(/^\d+\s?m$/, { timeout: drawn_ms });
  await expect(async () => {
    await map.press('ArrowRight');
    await expect(page.getByRole('status').filter({ hasText: car.plate })).toBeAttached({ timeout: 2_000 });
  }).toPass({ timeout: drawn_ms });
  await map.press('Enter');
  await expect(page.getByRole('region', { name: `Selected vehicle ${car.plate}` })).toBeVisible();
});
