import type { Page } from '@playwright/test';
import { listTrips } from '#server/services/trips.ts';
import { openDesk } from './fixtures/desk.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'staff' });

const soon = { timeout: 60_000 };
const trips = (page: Page) => page.getByRole('table', { name: 'Trips, newest first' });

test('a finished drive is a trip with its way, found by mouse and by keys', async ({ page, demo }) => {
  await page.goto('/trips?span=all');
  await expect(page.getByRole('heading', { name: 'Trips', level: 1 })).toBeVisible();
  const first = trips(page).locator('[data-trip]').first();
  await expect(first, 'the simulated vehicles drive').toBeVisible(soon);

  await first.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: /^Trip of / });
  await expect(sheet.getByText('Highest speed')).toBeVisible();
  await expect(page).toHaveURL(/trip=/);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(page).not.toHaveURL(/trip=/);

  const desk = await openDesk(demo);
  const { items } = await listTrips(desk.app, desk.actor, { params: {}, query: { limit: 1 }, body: undefined });
  await desk.close();
  const [trip] = items;
  await page.goto(`/vehicles/${trip?.vehicle_id}`);
  const panel = page.getByRole('region', { name: 'Trips', exact: true });
  await panel.locator('[data-trip]').first().click();
  await expect(sheet).toBeVisible();
});
