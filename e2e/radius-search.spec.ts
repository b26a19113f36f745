import { expect, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

test('a person finds who was near a place, by keys and by mouse', async ({ page, addCar, api }) => {
  test.setTimeout(120_000);
  const car = await addCar();
  const place = async () => (await api.getState(car.id)).position?.value;
  await expect.poll(place).toBeTruthy();
  const position = await place();

  await page.goto('/radius-search');
  await expect(page.getByText('Every search is recorded in the audit log')).toBeVisible();
  await page.getByLabel('Latitude').fill(String(position?.lat));
  await page.getByLabel('Longitude').fill('east');
  await page.getByLabel('Longitude').press('Enter');
  await expect(page.getByText('A number from −180 to 180')).toBeVisible();
  await page.getByLabel('Longitude').fill(String(position?.lon));
  await page.getByLabel('Longitude').press('Enter');
  const nearby = page.getByRole('region', { name: 'Vehicles nearby' });
  await expect(nearby.getByRole('link', { name: car.plate })).toBeVisible({ timeout: 60_000 });

  const latitude = await page.getByLabel('Latitude').inputValue();
  await page
    .getByRole('region', { name: 'Map' })
    .first()
    .locator('canvas')
    .click({ position: { x: 40, y: 60 } });
  await expect(page.getByLabel('Latitude')).not.toHaveValue(latitude);
  await expect(nearby, 'another place is another question').toHaveCount(0);
});
