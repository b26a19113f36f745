import { expect, test } from './fixtures/test.ts';

test.use({ person: 'staff', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('the fleet page switches between list and map', async ({ page, addCar }) => {
  const car = await addCar();
  await page.goto('/fleet');
  const list = page.getByRole('grid', { name: 'Vehicles' });
  const map = page.getByRole('region', { name: /^Map of vehicles/ });
  await expect(list).toBeVisible();
  await expect(map).toHaveCount(0);
  await page.getByRole('radiogroup', { name: 'Show' }).getByRole('radio', { name: 'Map' }).tap();
  await expect(map).toBeVisible();
  await expect(list).toHaveCount(0);
  await expect(page).toHaveURL(/view=map/);
  await page.getByRole('radiogroup', { name: 'Show' }).getByRole('radio', { name: 'Table' }).tap();
  await page.getByRole('searchbox', { name: 'Search vehicles' }).fill(car.plate);
  await list.getByRole('row', { name: car.plate }).getByRole('gridcell').nth(1).tap();
  const card = page.getByRole('region', { name: `Selected vehicle ${car.plate}` });
  await card.getByRole('button', { name: 'Commands' }).tap();
  await expect(card.getByRole('button', { name: 'Unlock', exact: true })).toBeInViewport();
  await card.getByRole('link', { name: 'Open' }).tap();
  await expect(page.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();
});

test('the commands of a vehicle are at hand, and nothing runs over the edge', async ({ page, addCar }) => {
  const car = await addCar();
  await page.goto(`/vehicles/${car.id}`);
  await expect(page.getByRole('radiogroup', { name: 'Part of the page' }).getByRole('radio', { name: 'Overview' })).toBeChecked();
  const unlock = page.getByRole('button', { name: 'Unlock', exact: true });
  await unlock.scrollIntoViewIfNeeded();
  await unlock.tap();
  await expect(page.getByRole('list', { name: 'Steps' })).toContainText(/proved by/);
  await page.getByRole('radio', { name: 'Timeline' }).tap();
  await expect(page.getByRole('region', { name: 'Timeline entries' })).toContainText('Unlock central lock: Confirmed');

  for (const path of ['/fleet', '/events', '/archive', `/vehicles/${car.id}`, '/vehicles/new']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
  }
});
