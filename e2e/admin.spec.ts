import { handsOf, ways } from './fixtures/hands.ts';
import { startOwnUnit } from './fixtures/own-car.ts';
import { expect, type Page, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

const sheet = (page: Page) => page.getByRole('dialog', { name: 'Add credentials' });
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }) });

for (const way of ways) {
  test.describe(`with the ${way}`, () => {
    test('stores credentials only after the vendor took them', async ({ page, demo, nextNumber }) => {
      const hands = handsOf(page, way);
      const name = `Second depot ${nextNumber()}`;
      await page.goto('/admin/oem-credentials');
      await hands.press(page.getByRole('button', { name: 'Add credentials' }));
      await hands.choose(sheet(page).getByLabel('Brand'), 'INVERS CloudBoxx');
      await hands.write(sheet(page).getByLabel('Name'), 'INVERS CloudBoxx');
      await hands.write(sheet(page).getByRole('textbox', { name: 'API key' }), 'not-the-key');
      await hands.write(sheet(page).getByLabel('API address'), `http://127.0.0.1:${demo.vendors.vendor_ports.cloudboxx}/api`);
      await hands.press(sheet(page).getByRole('button', { name: 'Verify' }));
      await expect(sheet(page)).toContainText('This name is taken.');

      await hands.write(sheet(page).getByLabel('Name'), name);
      await hands.press(sheet(page).getByRole('button', { name: 'Verify' }));
      await expect(sheet(page)).toContainText('does not accept these credentials');
      await expect(sheet(page)).toContainText('They are not saved.');
      await expect(sheet(page).getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);

      await hands.write(sheet(page).getByRole('textbox', { name: 'API key' }), demo.vendors.cloudboxx.api_key);
      await hands.press(sheet(page).getByRole('button', { name: 'Verify' }));
      await expect(sheet(page)).toContainText(/accepts these credentials\. \d+ units are visible/);
      await hands.press(sheet(page).getByRole('button', { name: 'Save', exact: true }));
      await expect(page.getByText(`${name} is saved`)).toBeVisible();
      const row = rowOf(page, name);
      await expect(row).toContainText('Valid');
      await expect(page.locator('body')).not.toContainText(demo.vendors.cloudboxx.api_key);

      await hands.pick(row.getByRole('button', { name: `More for ${name}` }), 'Replace secret…');
      const replace = page.getByRole('dialog', { name: `Replace the secret of ${name}` });
      await hands.write(replace.getByRole('textbox', { name: 'API key' }), 'a-stale-key');
      await hands.press(replace.getByRole('button', { name: 'Verify' }));
      await expect(replace).toContainText('does not accept these credentials');
      await hands.write(replace.getByRole('textbox', { name: 'API key' }), demo.vendors.cloudboxx.api_key);
      await hands.press(replace.getByRole('button', { name: 'Verify' }));
      await hands.press(replace.getByRole('button', { name: 'Save', exact: true }));
      await expect(page.getByText(`Secret of ${name} replaced`)).toBeVisible();
      await expect(row).toContainText('Valid');

      await hands.pick(row.getByRole('button', { name: `More for ${name}` }), 'Delete…');
      await hands.press(page.getByRole('alertdialog', { name: `Delete ${name}?` }).getByRole('button', { name: 'Delete credentials' }));
      await expect(row).toHaveCount(0);
    });

    test('credentials in use cannot be deleted, and the page says by how many vehicles', async ({ page }) => {
      const hands = handsOf(page, way);
      await page.goto('/admin/oem-credentials');
      await hands.press(page.getByRole('button', { name: 'More for NIU' }));
      const menu = page.getByRole('menu');
      await expect(menu).toContainText(/\d+ vehicles use these credentials, so they cannot be deleted\./);
      await expect(menu.getByRole('menuitem', { name: 'Delete…' })).toHaveCount(0);
      await page.keyboard.press('Escape');
      await expect(menu).toHaveCount(0);
      await hands.pick(page.getByRole('button', { name: 'More for NIU' }), 'Show vehicles with NIU units');
      await expect(page).toHaveURL(/\/fleet\?unit=niu/);
      await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('Unit brand: NIU');
    });

    test('adds a vehicle with a unit that the vendor lists, and sees its first state arrive', async ({ page, api, nextNumber }) => {
      const hands = handsOf(page, way);
      const plate = `NEW ${1000 + nextNumber()}`;
      const goOn = () => hands.press(page.getByRole('button', { name: 'Continue' }));
      const expectStep = (question: string) => expect(page.getByRole('heading', { level: 2, name: question })).toBeVisible();
      await page.goto('/fleet?view=table');
      await hands.press(page.getByRole('link', { name: 'Add vehicle' }));

      await hands.press(page.getByRole('radio', { name: /INVERS CloudBoxx/ }));
      await goOn();
      await expectStep('With which credentials is it reached?');
      await hands.press(page.getByRole('radio', { name: /INVERS CloudBoxx/ }));
      await goOn();
      await expectStep('Which unit is it?');
      await hands.press(page.getByRole('radio', { name: /Listed by the vendor/ }).first());
      const unit_id = await page.getByRole('textbox', { name: 'QNR' }).inputValue();
      await goOn();
      await expectStep('Which model is the vehicle?');
      await hands.write(page.getByRole('searchbox', { name: 'Find a model' }), 'Zoe');
      await hands.press(page.getByRole('radio', { name: /Zoe/ }).first());
      await goOn();
      await expectStep('What does your fleet know about it?');
      await hands.write(page.getByLabel('Licence plate'), plate);
      await goOn();
      await expect(page.getByText('lists this unit as reachable with these credentials.')).toBeVisible();
      await hands.press(page.getByRole('button', { name: 'Add vehicle' }));

      await expect(page.getByRole('heading', { name: `${plate} is in the fleet` })).toBeVisible();
      await expect(page.getByText(/First report received/)).toBeVisible({ timeout: 60_000 });
      await hands.press(page.getByRole('link', { name: 'Open the vehicle' }));
      await expect(page.getByRole('region', { name: 'At a glance' })).toContainText(/-34\.\d{5}, -56\.\d{5}/);
      const [added] = await api.listVehicles(`telematics_unit_id=${unit_id}`);
      expect(added?.master_data.license_plate).toBe(plate);
    });

    test('a unit that dialled in by itself is seen on the page of health, added from there, and reports', async ({
      page,
      demo,
      nextNumber,
    }) => {
      const hands = handsOf(page, way);
      const unit = startOwnUnit(demo, 500 + nextNumber());
      const name = `Dialled in ${unit.imei}`;
      await expect.poll(() => unit.refused).toBe(true);
      await page.goto('/health');
      const seen = page.getByRole('table', { name: 'Seen, unassigned' }).getByRole('row').filter({ hasText: unit.imei });
      await hands.press(seen.getByRole('link', { name: `Add ${unit.imei}` }));
      const goOn = () => hands.press(page.getByRole('button', { name: 'Continue' }));
      await expect(page.getByRole('heading', { level: 1, name: 'Add a vehicle' })).toBeVisible();
      await goOn();
      await expect(page.getByRole('radio', { name: new RegExp(unit.imei) })).toBeChecked();
      await goOn();
      await hands.press(page.getByRole('radio', { name: /Yaris Hybrid/ }));
      await goOn();
      await hands.write(page.getByRole('textbox', { name: /^Name/ }), name);
      await goOn();
      await hands.press(page.getByRole('button', { name: 'Add vehicle' }));
      await expect(page.getByRole('heading', { name: `${name} is in the fleet` })).toBeVisible();
      unit.record();
      await expect(page.getByText(/First report received/)).toBeVisible({ timeout: 60_000 });
      unit.stop();
    });
  });
}
