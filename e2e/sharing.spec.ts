import { addSecondFleet, second_fleet_id } from './fixtures/second-fleet.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

test('lends a car to a partner fleet, which commands it until the sharing is ended', async ({ page, addCar, demo }) => {
  await addSecondFleet(demo, 'support', 'Hafenflotte');
  const car = await addCar();
  await page.goto('/admin/fleet-settings');
  await page.getByRole('textbox', { name: 'Partner fleets' }).fill(second_fleet_id);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Fleet settings saved')).toBeVisible();

  await page.goto(`/vehicles/${car.id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Share vehicle…' }).click();
  const dialog = page.getByRole('dialog', { name: `Share ${car.plate}` });
  await expect(dialog.getByRole('combobox', { name: 'Partner fleet' })).toContainText('Hafenflotte');
  await dialog.getByRole('button', { name: 'Share', exact: true }).click();
  const banner = page.getByRole('region', { name: 'Sharing' });
  await expect(banner).toContainText('Shared with Hafenflotte');
  await expect(page.getByText('Hafenflotte commands it while it is shared.')).toBeVisible();

  await banner.getByRole('button', { name: 'Change or end…' }).click();
  await page
    .getByRole('dialog', { name: `Sharing of ${car.plate}` })
    .getByRole('button', { name: 'End now' })
    .click();
  await expect(page.getByText('The sharing has ended')).toBeVisible();
  await expect(banner).toHaveCount(0);
});
