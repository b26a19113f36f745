import { startOwnUnit } from './fixtures/own-car.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'support' });

test('looks at any time, follows a value, and finds who did it', async ({ page, addCar }) => {
  const car = await addCar({ fuel_percent: 64 });
  await page.goto(`/vehicles/${car.id}`);
  const timeline = page.getByRole('region', { name: 'Timeline', exact: true });
  const entries = page.getByRole('region', { name: 'Timeline entries' });
  await expect(entries).toBeVisible();

  await timeline.getByLabel(/^Jump to a time/).fill('2026-01-05T08:00');
  await timeline.getByRole('button', { name: 'Jump', exact: true }).click();
  await expect(timeline.getByText('Nothing had happened by then')).toBeVisible();
  await expect(page).toHaveURL(/\?at=2026-01-05T/);
  await expect(page.getByRole('region', { name: 'Map', exact: true })).toContainText('No position around');
  await timeline.getByRole('button', { name: 'Back to live' }).click();
  await expect(page).not.toHaveURL(/at=/);

  await timeline
    .getByRole('button', { name: /: [1-9]\d* events?$/ })
    .last()
    .click();
  await expect(timeline.getByRole('button', { name: 'Whole day' })).toBeVisible();

  const history = page.getByRole('region', { name: 'History' });
  await expect(history.getByRole('img', { name: /highest 64/ })).toBeVisible();
  await history.getByText(/^As a table/).click();
  await expect(history.getByRole('cell', { name: /^64/ }).first()).toBeVisible();

  await entries.getByRole('button', { name: 'Added', exact: false }).first().click();
  await entries.getByRole('button', { name: /^Details/ }).click();
  const details = page.getByRole('dialog');
  await expect(details.getByRole('region', { name: 'Same flow' })).toContainText('through the API');
  await details.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(details).toContainText('Acknowledged by');
});

test('leaves a note, and shows a stranger where the vehicle is until the link is revoked', async ({ page, addCar, browser, demo }) => {
  const car = await addCar();
  await page.goto(`/vehicles/${car.id}`);
  await page.getByRole('textbox', { name: 'New note' }).fill('Key holder sticks');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('Key holder sticks');

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Share position…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const made = dialog.getByRole('button', { name: /Copy link/ });
  const url = (await made.textContent())?.match(/http\S+\/position\/[\w-]+/)?.[0] ?? '';

  const context = await browser.newContext({ baseURL: demo.app_url, storageState: { cookies: [], origins: [] } });
  const stranger = await context.newPage();
  await stranger.goto(url);
  await expect(stranger.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();
  await expect(stranger.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
  const html = await stranger.content();
  for (const secret of [car.vin, car.unit.imei, car.id]) expect(html).not.toContain(secret);

  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog.getByText('None.')).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText('This link does not work')).toBeVisible();
  await context.close();
});

test('replaces the unit of a vehicle, which keeps its history', async ({ page, addCar, api, demo, nextNumber }) => {
  const car = await addCar();
  const unit = startOwnUnit(demo, nextNumber());
  await page.goto(`/vehicles/${car.id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Replace unit…' }).click();
  const dialog = page.getByRole('dialog', { name: `Replace the unit of ${car.plate}` });
  await dialog.getByRole('textbox', { name: /IMEI/ }).fill(unit.imei);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByRole('button', { name: 'Replace unit' }).click();
  await expect(page.getByText(`${car.plate} has another unit`)).toBeVisible();
  expect((await api.getVehicle(car.id)).telematics_unit.id).toBe(unit.imei);
  await expect(page.getByRole('list', { name: 'Identity' })).toContainText(unit.imei);
  unit.stop();
});
