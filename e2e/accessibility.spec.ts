import type { Page } from '@playwright/test';
import { judge } from './fixtures/judge.ts';
import { expect, expectLive, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

/** What must be on screen before a page is judged. */
const pages: { path: string; shows: (page: Page) => Promise<void> }[] = [
  { path: '/fleet', shows: (page) => expect(page.getByRole('row').nth(5)).toBeVisible() },
  { path: '/fleet?energy=below-15&view=table', shows: (page) => expect(page.getByRole('row').nth(2)).toBeVisible() },
  { path: '/events', shows: (page) => expect(page.getByRole('article').nth(5)).toBeVisible() },
  { path: '/archive', shows: (page) => expect(page.getByRole('row').nth(2)).toBeVisible() },
  { path: '/admin/oem-credentials', shows: (page) => expect(page.getByRole('row').nth(2)).toBeVisible() },
  { path: '/admin/oem-credentials?add=niu', shows: (page) => expect(page.getByRole('dialog')).toBeVisible() },
  { path: '/admin/users', shows: (page) => expect(page.getByRole('row').nth(2)).toBeVisible() },
  { path: '/admin/presets', shows: (page) => expect(page.getByRole('row').nth(2)).toBeVisible() },
  { path: '/admin/fleet-settings', shows: (page) => expect(page.getByLabel('Fleet name').first()).toBeVisible() },
  { path: '/admin/audit-log', shows: (page) => expect(page.getByRole('row').nth(2)).toBeVisible() },
  { path: '/account', shows: (page) => expect(page.getByRole('button', { name: 'Set up second factor' })).toBeVisible() },
  { path: '/developers/api-clients', shows: (page) => expect(page.getByRole('row').nth(1)).toBeVisible() },
  { path: '/developers/event-consumers', shows: (page) => expect(page.getByText('This installation has no message broker')).toBeVisible() },
  { path: '/docs/event-consumers', shows: (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible() },
  { path: '/vehicles/new', shows: (page) => expect(page.getByRole('radio').first()).toBeVisible() },
  { path: '/vehicles/import', shows: (page) => expect(page.getByRole('button', { name: 'Choose a CSV file' })).toBeVisible() },
  { path: '/docs/problems/vehicle/conflicting-state', shows: (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible() },
  { path: '/no-such-page', shows: (page) => expect(page.getByText('There is nothing at this address')).toBeVisible() },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('no page keeps anyone out', async ({ page, addCar, guard }) => {
      test.setTimeout(240_000);
      guard.allow(/status of 404/);
      const car = await addCar();
      const vehicle = {
        path: `/vehicles/${car.id}`,
        shows: () => expect(page.getByRole('heading', { level: 1, name: car.plate })).toBeVisible(),
      };
      const found: Record<string, string[]> = {};
      for (const { path, shows } of [...pages, vehicle]) {
        await page.goto(path);
        await shows(page);
        found[path] = await judge(page);
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, []])));
    });

    test('neither do the sign-in page, dialogs and the palette', async ({ page, addCar, browser, demo }) => {
      const context = await browser.newContext({ baseURL: demo.app_url, colorScheme, storageState: { cookies: [], origins: [] } });
      const stranger = await context.newPage();
      await stranger.goto('/login');
      await expect(stranger.getByRole('button', { name: /^Demo admin/ })).toBeVisible();
      expect(await judge(stranger)).toEqual([]);
      await context.close();

      const car = await addCar();
      await page.goto(`/vehicles/${car.id}`);
      await page.getByRole('button', { name: 'Disable driving' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      expect(await judge(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('option').first()).toBeVisible();
      expect(await judge(page)).toEqual([]);
    });
  });
}

test.describe('with the keyboard alone', () => {
  test.use({ person: undefined });

  test('signs in, finds a vehicle, opens and unlocks it', async ({ page, addCar }) => {
    const car = await addCar();
    const focused = page.locator(':focus');
    const tabTo = async (name: RegExp) => {
      for (let press = 0; press < 40; press += 1) {
        await page.keyboard.press('Tab');
        if (name.test((await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? '')) return;
      }
      throw new Error(`Tab does not reach ${name}.`);
    };
    await page.goto('/login');
    await expect(page.getByRole('button', { name: /^Demo staff/ })).toBeVisible();
    await tabTo(/Demo staff/);
    await page.keyboard.press('Enter');
    await expectLive(page);

    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Search vehicles' })).toBeFocused();
    await page.keyboard.type(car.plate);
    await expect(page.getByText(/^1 of \d+ vehicles$/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: `Selected vehicle ${car.plate}` })).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Vehicles' })).toBeFocused();
    await page.keyboard.press('Enter');

    await expect(page.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();
    await tabTo(/^Unlock$/);
    await expect(focused).toHaveCSS('outline-style', 'solid');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('list', { name: 'Steps' })).toContainText(/proved by/);
    expect(car.unit.state.locked).toBe(false);
  });
});
