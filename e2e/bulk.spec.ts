import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectLive, test } from './fixtures/test.ts';

const vehicles = (page: Page) => page.getByRole('grid', { name: 'Vehicles' });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search vehicles' });
const bulk = (page: Page) => page.getByRole('region', { name: 'Bulk actions' });
const results = (page: Page) => page.getByRole('dialog').getByRole('list', { name: 'Result per vehicle' });
const resultOf = (page: Page, label: string) => results(page).getByRole('listitem').filter({ hasText: label });

test.use({ person: 'staff' });

const mark = async (page: Page, label: string) => {
  await search(page).fill(label);
  await vehicles(page)
    .getByRole('checkbox', { name: `Select ${label}` })
    .check();
};

test('a command goes to exactly those of a mixed selection that are ready, and each outcome arrives by itself', async ({
  page,
  addCar,
  api,
}) => {
  const ready = [await addCar({ locked: false }), await addCar({ locked: false })];
  const moving = await addCar({ locked: false, speed: 38, ignition: true });
  const moped = (await api.listVehicles('telematics_brand=NIU')).find(
    ({ capabilities }) => !capabilities.commands.includes('LOCK_CENTRAL_LOCK'),
  );
  const lacking = moped?.master_data.license_plate ?? moped?.id ?? '';
  await page.goto('/fleet?view=table');
  await expectLive(page);
  for (const label of [...ready.map(({ plate }) => plate), moving.plate, lacking]) await mark(page, label);
  await expect(bulk(page).getByRole('status')).toHaveText('4 selected3 of them not in the list');

  await bulk(page).getByRole('button', { name: 'Command…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Command').selectOption({ label: 'Lock central lock' });
  await dialog.getByRole('button', { name: 'Make the plan' }).click();
  await expect(dialog.getByRole('status').first()).toHaveText('2 ready, 1 moving, 1 lacks it');
  await expect(dialog.getByText(moving.plate)).toBeVisible();
  for (const car of ready) expect(car.unit.state.locked, 'a plan sends nothing').toBe(false);

  await dialog.getByRole('button', { name: 'Send to 2 vehicles' }).click();
  for (const { plate } of ready) await expect(resultOf(page, plate)).toContainText('Confirmed');
  await expect(resultOf(page, moving.plate)).toContainText('Not sent: Moving');
  await expect(resultOf(page, lacking)).toContainText('Not sent: Lacks this command');
  await expect(dialog.getByRole('status').first()).toHaveText('2 confirmed');
  expect([...ready, moving].map(({ unit }) => unit.state.locked)).toEqual([true, true, false]);
  for (const { id } of ready) expect((await api.listCommands(id)).map(({ status }) => status)).toEqual(['SUCCEEDED']);
  expect(await api.listCommands(moving.id)).toEqual([]);

  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save as CSV' }).click()]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines).toContain(`${moving.plate},${moving.id},Not sent: Moving,`);
});

test('tags and archiving of several vehicles, with a result for each', async ({ page, addCar, api }) => {
  const cars = [await addCar(), await addCar()];
  await page.goto('/fleet?view=table');
  for (const { plate } of cars) await mark(page, plate);
  await bulk(page).getByRole('button', { name: 'Tags…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change tags of 2 vehicles' });
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Fill in what is to change.');
  await dialog.getByLabel('Tags to add').fill('night shift, winter');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog.getByRole('status').first()).toHaveText('2 of 2 done');
  for (const { plate } of cars) await expect(resultOf(page, plate)).toContainText('Done');
  await page.keyboard.press('Escape');
  for (const { id } of cars) expect((await api.getVehicle(id)).tags).toEqual(['night shift', 'winter']);

  await bulk(page).getByRole('button', { name: 'Archive…' }).click();
  await page.getByRole('dialog', { name: 'Archive 2 vehicles' }).getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByRole('dialog').getByRole('status').first()).toHaveText('2 of 2 done');
  await page.keyboard.press('Escape');
  await expect(bulk(page), 'what is archived is selected no more').toHaveCount(0);
  expect((await api.listArchived()).map(({ id }) => id)).toEqual(expect.arrayContaining(cars.map(({ id }) => id)));
});

test('the keyboard alone: search, select all that is found, set the status, see the result', async ({ page, addCar, api }) => {
  const car = await addCar();
  await page.goto('/fleet?view=table');
  await expect(vehicles(page)).toBeVisible();
  const press = (key: string) => page.keyboard.press(key);
  await press('/');
  await page.keyboard.type(car.plate);
  await expect(page.getByText(/^1 of \d+ vehicles$/)).toBeVisible();
  await press('ArrowDown');
  await expect(vehicles(page)).toBeFocused();
  await press('Control+a');
  await expect(bulk(page).getByRole('status')).toHaveText('1 selected');
  const wanted = bulk(page).getByRole('button', { name: 'Operation status…' });
  for (let steps = 0; steps < 40; steps += 1) {
    await press('Shift+Tab');
    if (await wanted.evaluate((button) => button === document.activeElement)) break;
  }
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Set the operation status of 1 vehicle' });
  await expect(dialog.getByLabel('Operation status')).toBeFocused();
  await page.keyboard.type('Garage');
  await press('Tab');
  await press('Tab');
  await press('Enter');
  await expect(resultOf(page, car.plate)).toContainText('Done');
  await press('Escape');
  await expect(wanted).toBeFocused();
  expect((await api.getVehicle(car.id)).operation_status.value).toBe('GARAGE');
});
