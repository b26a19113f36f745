import { expect, expectLive, test } from './fixtures/test.ts';

test.use({ person: 'support' });

test('answers a caller: where is it, is it locked, can it be driven', async ({ page, addCar }) => {
  const car = await addCar({ locked: false });
  await page.goto('/events');
  await expectLive(page);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find a vehicle, page or action' });
  await palette.getByRole('combobox').fill(car.vin);
  await expect(palette.getByRole('option', { name: car.plate })).toBeVisible();
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();
  const glance = page.getByRole('region', { name: 'At a glance' });
  await expect(glance).toContainText('-34.90580, -56.19130');
  await expect(glance).toContainText(/Locked\?\s*Unlocked/);
  await expect(glance).toContainText(/Able to drive\?\s*Driving enabled/i);
  await expect(glance.getByText(/\d+ s ago|now/).first()).toBeVisible();
});

test('sees no admin pages and may not remove for good', async ({ page, guard }) => {
  guard.allow(/status of 404/);
  await page.goto('/fleet?view=table');
  const nav = page.getByRole('navigation', { name: 'Main' });
  await expect(nav.getByRole('link', { name: 'Archive' })).toBeVisible();
  await expect(nav.getByRole('link', { name: 'OEM credentials' })).toHaveCount(0);
  await page.goto('/archive');
  await expect(page.getByRole('button', { name: /^Restore/ }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  await page.goto('/admin/oem-credentials');
  await expect(page.getByText('There is nothing at this address')).toBeVisible();
  await page.getByRole('link', { name: 'To the fleet', exact: true }).click();
  await expect(page).toHaveURL(/\/fleet$/);
});
