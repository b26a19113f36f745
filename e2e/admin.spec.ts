import type { Page } from '@playwright/test';
import { startOwnUnit } from './fixtures/own-car.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

const sheet = (page: Page) => page.getByRole('dialog', { name: 'Add credentials' });
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }) });

test('stores credentials only after the vendor took them', async ({ page, demo, nextNumber }) => {
  const name = `Second depot ${nextNumber()}`;
  await page.goto('/admin/oem-credentials');
  await page.getByRole('button', { name: 'Add credentials' }).click();
  await sheet(page).getByLabel('Brand').selectOption({ label: 'INVERS CloudBoxx' });
  await sheet(page).getByLabel('Name').fill('INVERS CloudBoxx');
  await sheet(page).getByRole('textbox', { name: 'API key' }).fill('not-the-key');
  await sheet(page).getByLabel('API address').fill(`http://127.0.0.1:${demo.vendors.vendor_ports.cloudboxx}/api`);
  await sheet(page).getByRole('button', { name: 'Verify' }).click();
  await expect(sheet(page)).toContainText('This name is taken.');

  await sheet(page).getByLabel('Name').fill(name);
  await sheet(page).getByRole('button', { name: 'Verify' }).click();
  await expect(sheet(page)).toContainText('does not accept these credentials');
  await expect(sheet(page)).toContainText('They are not saved.');
  await expect(sheet(page).getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);

  await sheet(page).getByRole('textbox', { name: 'API key' }).fill(demo.vendors.cloudboxx.api_key);
  await sheet(page).getByRole('button', { name: 'Verify' }).click();
  await expect(sheet(page)).toContainText(/accepts these credentials\. \d+ units are visible/);
  await sheet(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`${name} is saved`)).toBeVisible();
  const row = rowOf(page, name);
  await expect(row).toContainText('Valid');
  await expect(page.locator('body')).not.toContainText(demo.vendors.cloudboxx.api_key);

  await row.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Replace secret…' }).click();
  const replace = page.getByRole('dialog', { name: `Replace the secret of ${name}` });
  await replace.getByRole('textbox', { name: 'API key' }).fill('a-stale-key');
  await replace.getByRole('button', { name: 'Verify' }).click();
  await expect(replace).toContainText('does not accept these credentials');
  await replace.getByRole('textbox', { name: 'API key' }).fill(demo.vendors.cloudboxx.api_key);
  await replace.getByRole('button', { name: 'Verify' }).click();
  await replace.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`Secret of ${name} replaced`)).toBeVisible();
  await expect(row).toContainText('Valid');

  await row.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page
    .getByRole('alertdialog', { name: `Delete ${name}?` })
    .getByRole('button', { name: 'Delete credentials' })
    .click();
  await expect(row).toHaveCount(0);
});

test('credentials in use cannot be deleted, and the page says by how many vehicles', async ({ page }) => {
  await page.goto('/admin/oem-credentials');
  await page.getByRole('button', { name: 'More for NIU' }).click();
  const menu = page.getByRole('menu');
  await expect(menu).toContainText(/\d+ vehicles use these credentials, so they cannot be deleted\./);
  await expect(menu.getByRole('menuitem', { name: 'Delete…' })).toHaveCount(0);
  await menu.getByRole('menuitem', { name: 'Show vehicles with NIU units' }).click();
  await expect(page).toHaveURL(/\/fleet\?unit=niu/);
  await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('Unit brand: NIU');
});

test('adds a vehicle with a unit that the vendor lists, and sees its first state arrive', async ({ page, api, nextNumber }) => {
  const plate = `NEW ${1000 + nextNumber()}`;
  const goOn = page.getByRole('button', { name: 'Continue' });
  const expectStep = (question: string) => expect(page.getByRole('heading', { level: 2, name: question })).toBeVisible();
  await page.goto('/fleet?view=table');
  await page.getByRole('link', { name: 'Add vehicle' }).click();

  await page.getByRole('radio', { name: /INVERS CloudBoxx/ }).check();
  await goOn.click();
  await expectStep('With which credentials is it reached?');
  await page.getByRole('radio', { name: /INVERS CloudBoxx/ }).check();
  await goOn.click();
  await expectStep('Which unit is it?');
  await page
    .getByRole('radio', { name: /Listed by the vendor/ })
    .first()
    .check();
  const unit_id = await page.getByRole('textbox', { name: 'QNR' }).inputValue();
  await goOn.click();
  await expectStep('Which model is the vehicle?');
  await page.getByRole('searchbox', { name: 'Find a model' }).fill('Zoe');
  await page.getByRole('radio', { name: /Zoe/ }).first().check();
  await goOn.click();
  await expectStep('What does your fleet know about it?');
  await page.getByLabel('Licence plate').fill(plate);
  await goOn.click();
  await expect(page.getByText('lists this unit as reachable with these credentials.')).toBeVisible();
  await page.getByRole('button', { name: 'Add vehicle' }).click();

  await expect(page.getByRole('heading', { name: `${plate} is in the fleet` })).toBeVisible();
  await expect(page.getByText(/First report received/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: 'Open the vehicle' }).click();
  await expect(page.getByRole('region', { name: 'At a glance' })).toContainText(/-34\.\d{5}, -56\.\d{5}/);
  const [added] = await api.listVehicles(`telematics_unit_id=${unit_id}`);
  expect(added?.master_data.license_plate).toBe(plate);
});

test('a unit that dialled in by itself is offered, and reports once it is in the fleet', async ({ page, demo, nextNumber }) => {
  const unit = startOwnUnit(demo, 500 + nextNumber());
  await expect.poll(() => unit.refused, { timeout: 20_000 }).toBe(true);
  await page.goto('/vehicles/new');
  const goOn = page.getByRole('button', { name: 'Continue' });
  await page.getByRole('radio', { name: /Teltonika/ }).check();
  await goOn.click();
  await page.getByRole('radio', { name: new RegExp(unit.imei) }).check();
  await goOn.click();
  await page.getByRole('radio', { name: /Yaris Hybrid/ }).check();
  await goOn.click();
  await page.getByRole('textbox', { name: /^Name/ }).fill('Dialled in');
  await goOn.click();
  await page.getByRole('button', { name: 'Add vehicle' }).click();
  await expect(page.getByRole('heading', { name: 'Dialled in is in the fleet' })).toBeVisible();
  unit.record();
  await expect(page.getByText(/First report received/)).toBeVisible({ timeout: 30_000 });
  unit.stop();
});

test('edits master data, tags, custom fields and the operation status', async ({ page, addCar, api }) => {
  const car = await addCar();
  await page.goto(`/vehicles/${car.id}`);
  const master_data = page.getByRole('region', { name: 'Master data' });
  await master_data.getByLabel('Remark').fill('Scratch on the left door');
  await master_data.getByLabel('Year of production').fill('2023');
  await expect(master_data.getByRole('status')).toHaveText('2 changed');
  await master_data.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Master data saved')).toBeVisible();

  await page.getByRole('button', { name: 'Add tag' }).click();
  await page.getByRole('dialog', { name: 'Add tag' }).getByRole('combobox').fill('night_shift');
  await page.getByRole('option', { name: /New tag/ }).click();
  await expect(page.getByRole('region', { name: 'Tags' })).toContainText('night_shift');

  const custom_fields = page.getByRole('region', { name: 'Custom fields' });
  await custom_fields.getByRole('button', { name: 'Add field' }).click();
  await custom_fields.getByRole('textbox', { name: 'Name of new field' }).fill('parking_permit');
  await custom_fields.getByRole('textbox', { name: 'Value of parking_permit' }).fill('zone 4');
  await custom_fields.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Custom fields saved')).toBeVisible();

  await page.getByRole('button', { name: /^Operation status:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Garage' }).click();
  await expect(page.getByRole('button', { name: 'Operation status: Garage', exact: true, expanded: false })).toBeVisible();

  const stored = await api.getVehicle(car.id);
  expect(stored.master_data).toMatchObject({ remark: 'Scratch on the left door', year_of_production: 2023 });
  expect(stored).toMatchObject({
    tags: ['night_shift'],
    custom_fields: { parking_permit: 'zone 4' },
    operation_status: { value: 'GARAGE' },
  });

  await page.getByRole('button', { name: 'Raw data' }).click();
  const raw = page.getByRole('dialog', { name: `Raw data of ${car.plate}` });
  await expect(raw).toContainText('"parking_permit": "zone 4"');
  await expect(raw).toContainText('"vehicle_state"');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Timeline entries' })).toContainText('Demo admin');
});
