import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'staff' });

const soon = { timeout: 60_000 };
const form = (page: Page, name = 'New geofence') => page.getByRole('form', { name });

test('a circle is drawn by a click, tells who is inside, and is deleted', async ({ page, addCar, nextNumber }) => {
  const car = await addCar();
  const name = `Yard ${nextNumber()}`;
  await page.goto('/geofences');
  await page.getByRole('button', { name: 'New geofence' }).click();
  await form(page).getByLabel('Name').fill(name);
  const map = page.getByRole('region', { name: 'Map', exact: true });
  const canvas = map.locator('canvas');
  await expect(canvas, 'the map is there to be drawn on').toHaveCSS('cursor', 'crosshair', soon);
  await canvas.click({ position: { x: 200, y: 150 } });
  await expect(form(page).getByLabel('Latitude')).toBeVisible();
  // To where the car stands.
  await form(page).getByLabel('Latitude').fill('-34.9058');
  await form(page).getByLabel('Longitude').fill('-56.1913');
  await form(page).getByLabel('Radius in metres').fill('300');
  await form(page).getByRole('button', { name: 'Save geofence' }).click();
  const detail = page.getByRole('region', { name });
  await expect(detail.getByText('Circle, radius 300 m')).toBeVisible();
  await expect(detail.getByRole('link', { name: car.plate })).toBeVisible(soon);
  await detail.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete geofence' }).click();
  await expect(detail).toHaveCount(0);
});

test('a polygon is drawn by the keyboard alone', async ({ page, nextNumber }) => {
  const name = `Block ${nextNumber()}`;
  await page.goto('/geofences');
  const press = (key: string) => page.keyboard.press(key);
  await page.getByRole('button', { name: 'New geofence' }).focus();
  await press('Enter');
  await form(page).getByLabel('Name').focus();
  await page.keyboard.type(name);
  await form(page).getByRole('radio', { name: 'Circle' }).focus();
  await press('ArrowRight');
  const canvas = page.getByRole('region', { name: 'Map', exact: true }).locator('canvas');
  await expect(canvas, 'the map is there to be drawn on').toHaveCSS('cursor', 'crosshair', soon);
  await canvas.focus();
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight']) {
    await press('Enter');
    for (let step = 0; step < 5; step += 1) await press(key);
  }
  await expect(form(page).getByRole('spinbutton')).toHaveCount(6);
  await press('Enter');
  await expect(form(page).getByRole('spinbutton')).toHaveCount(8);
  await press('Delete');
  await expect(form(page).getByRole('spinbutton')).toHaveCount(6);
  await form(page).getByRole('button', { name: 'Save geofence' }).focus();
  await press('Enter');
  await expect(page.getByRole('region', { name }).getByText('Polygon, 3 corners')).toBeVisible();
});
