import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'staff' });

const soon = { timeout: 60_000 };
const trips = (page: Page) => page.getByRole('table', { name: 'Trips, newest first' });
const sheet = (page: Page) => page.getByRole('dialog', { name: /^Trip of / });

test('a vehicle that may be driven is on a trip, found by keys on the page of trips and by mouse on its own', async ({ page, addCar }) => {
  const car = await addCar();
  await page.goto(`/trips?vehicle=${car.id}&span=all`);
  const first = trips(page).locator('[data-trip]').first();
  await expect(first).toBeVisible(soon);
  await expect(trips(page).getByText('Under way')).toBeVisible();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(sheet(page).getByText('Highest speed')).toBeVisible();
  await expect(page).toHaveURL(/trip=/);
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/trip=/);

  await page.goto(`/vehicles/${car.id}`);
  const panel = page.getByRole('region', { name: 'Trips', exact: true });
  await panel.locator('[data-trip]').first().click();
  await expect(sheet(page)).toBeVisible();
});
