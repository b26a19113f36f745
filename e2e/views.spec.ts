import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

const vehicles = (page: Page) => page.getByRole('grid', { name: 'Vehicles' });
const heads = (page: Page) =>
  vehicles(page)
    .getByRole('columnheader')
    .filter({ has: page.getByRole('button') });
const views = (page: Page) => page.getByRole('dialog', { name: 'Saved views' });

test.use({ person: 'staff' });

test('a dispatcher saves and shares a view, and a colleague opens it by its link', async ({ page, sessions, browser, demo }) => {
  await page.goto('/fleet?view=table&energy=below-30&cols=plate,energy,range&sort=-energy');
  await expect(heads(page)).toHaveText(['Plate', 'Energy', 'Range']);
  await page.getByRole('button', { name: 'Views' }).click();
  await views(page).getByLabel('Name of the new view').fill('Low on energy');
  await views(page).getByLabel('Share with the fleet').check();
  await views(page).getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/saved=/);
  await expect(page.getByRole('button', { name: 'View: Low on energy' })).toBeVisible();
  const saved = new URL(page.url()).searchParams.get('saved');

  const context = await browser.newContext({ baseURL: demo.app_url, storageState: await sessions.of('support') });
  const colleague = await context.newPage();
  await colleague.goto(`/fleet?saved=${saved}`);
  await expect(heads(colleague)).toHaveText(['Plate', 'Energy', 'Range']);
  await expect(colleague.getByRole('list', { name: 'Filters in use' })).toContainText('Energy: Below 30 %');
  await context.close();

  const actions = views(page).getByRole('button', { name: 'Actions for “Low on energy”' });
  await actions.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(actions).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Views' }).click();
  await expect(actions).toBeVisible();
});

test('columns are chosen, moved and sized by the keyboard alone, and the file holds what is filtered', async ({ page }) => {
  await page.goto('/fleet?view=table&life=online&cols=plate,energy');
  const press = (key: string) => page.keyboard.press(key);
  await heads(page).getByRole('button', { name: 'Plate' }).focus();
  await press('Alt+ArrowRight');
  await expect(heads(page)).toHaveText(['Energy', 'Plate']);
  await press('Alt+Shift+ArrowRight');
  await expect(page).toHaveURL(/cols=energy,plate\*\d+/);

  await page.getByRole('button', { name: 'Columns' }).focus();
  await press('Enter');
  await page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox', { name: 'VIN', exact: true }).focus();
  await press('Space');
  await press('Escape');
  await expect(heads(page)).toHaveText(['Energy', 'Plate', 'VIN']);

  const listed = Number((await vehicles(page).getAttribute('aria-rowcount')) ?? 0) - 1;
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines[0]).toBe('id,energy_in_percent,charging_status,license_plate,vin');
  expect(Math.abs(lines.length - 1 - listed), 'vehicles go offline while this runs').toBeLessThan(5);

  await page.reload();
  await expect(heads(page)).toHaveText(['Energy', 'Plate', 'VIN']);
});
