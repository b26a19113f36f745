import type { Page } from '@playwright/test';
import { findBrand } from '#lib/catalogue/catalogue.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { brand_journeys, type Played } from './fixtures/brand-journeys.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

const goOn = (page: Page) => page.getByRole('button', { name: 'Continue' }).click();
const menu = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

/** Fills every field of the form that has a value; the vendor is asked before anything is saved. */
const storeCredentials = async (page: Page, brand: BrandDefinition, name: string, values: Record<string, string>) => {
  await page.goto('/admin/oem-credentials');
  await page.getByRole('button', { name: 'Add credentials' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add credentials' });
  await sheet.getByLabel('Brand').selectOption({ label: brand.name });
  await sheet.getByLabel('Name', { exact: true }).fill(name);
  for (const { name: field, label } of brand.credential_fields) {
    const value = values[field];
    if (value !== undefined) await sheet.getByRole('textbox', { name: label }).first().fill(value);
  }
  await sheet.getByRole('button', { name: 'Verify' }).click();
  await expect(sheet).toContainText('accepts these credentials');
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`${name} is saved`)).toBeVisible();
};

const replaceSecret = async (page: Page, brand: BrandDefinition, name: string, values: Record<string, string>) => {
  const field = brand.credential_fields.find(({ secret }) => secret);
  await page.goto('/admin/oem-credentials');
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Replace secret…' }).click();
  const dialog = page.getByRole('dialog', { name: `Replace the secret of ${name}` });
  await dialog.getByRole('textbox', { name: field?.label ?? '' }).fill(values[field?.name ?? ''] ?? '');
  await dialog.getByRole('button', { name: 'Verify' }).click();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`Secret of ${name} replaced`)).toBeVisible();
};

const replacePassword = async (page: Page, plate: string, played: Played) => {
  await menu(page, 'Replace unit password…');
  const dialog = page.getByRole('dialog', { name: `Replace the unit password of ${plate}` });
  await dialog.getByLabel('Password of the unit').fill(played.password ?? '');
  for (let step = 0; step < 3 && !(await dialog.getByRole('button', { name: 'Replace password' }).isVisible()); step += 1) {
    await dialog.getByRole('button', { name: 'Continue' }).click();
  }
  await dialog.getByRole('button', { name: 'Replace password' }).click();
  await expect(page.getByText(`The unit password of ${plate} is replaced`)).toBeVisible();
};

const addVehicle = async (page: Page, brand: BrandDefinition, journey: (typeof brand_journeys)[number], plate: string, played: Played) => {
  await page.goto('/vehicles/new');
  await page.getByRole('radio', { name: new RegExp(brand.name) }).check();
  await goOn(page);
  if (played.values) {
    await page.getByRole('radio', { name: new RegExp(plate) }).check();
    await goOn(page);
  } else if (played.password) {
    await page.getByLabel('Password of the unit').fill(played.password);
    await goOn(page);
  }
  await page.getByRole('textbox', { name: brand.unit_id_label }).fill(journey.unit_id);
  await goOn(page);
  await page.getByRole('searchbox', { name: 'Find a model' }).fill(journey.model);
  await page
    .getByRole('radio', { name: new RegExp(journey.model) })
    .first()
    .check();
  await goOn(page);
  await page.getByLabel('Licence plate').fill(plate);
  await goOn(page);
  await page.getByRole('button', { name: 'Add vehicle' }).click();
  await expect(page.getByRole('heading', { name: `${plate} is in the fleet` })).toBeVisible();
};

for (const journey of brand_journeys) {
  test(`${journey.brand}: added, commanded, its secret replaced, lost and archived`, async ({ page, demo, api, nextNumber }) => {
    test.slow();
    const brand = findBrand(journey.brand);
    if (!brand) throw new Error('The catalogue lost a brand.');
    const plate = `JRN ${1000 + nextNumber()}`;
    const played = await journey.play(demo);
    try {
      if (played.values) await storeCredentials(page, brand, plate, played.values);
      await addVehicle(page, brand, journey, plate, played);
      const [added] = await api.listVehicles(`telematics_unit_id=${journey.unit_id}`);
      const id = added?.id ?? '';
      const state = async () => {
        played.report();
        return (await api.getState(id)).position?.value.lat;
      };
      await expect.poll(state, { timeout: 60_000, intervals: [500] }).toBeDefined();

      await expect.poll(async () => (await api.getSetup(id)).status, { timeout: 60_000 }).toBe('SUCCEEDED');

      await page.goto(`/vehicles/${id}`);
      const press = () => page.getByRole('button', { name: 'Enable driving', exact: true }).click();
      await press();
      const newest = async () => (await api.listCommands(id))[0];
      await expect.poll(async () => (await newest())?.status, { timeout: 30_000 }).toBe('SUCCEEDED');
      await expect(page.getByRole('region', { name: 'Latest command: Enable driving' }).getByRole('status').first()).toHaveText(
        'Confirmed',
      );
      expect(played.acts()).toBe(1);

      if (played.values) await replaceSecret(page, brand, plate, played.values);
      else if (played.password) await replacePassword(page, plate, played);

      played.lose();
      await page.goto(`/vehicles/${id}`);
      const before = (await newest())?.id;
      await press();
      await expect
        .poll(async () => ((await newest())?.id === before ? 'none' : (await newest())?.status), { timeout: 30_000 })
        .toMatch(/^(FAILED|REJECTED|EXPIRED|UNKNOWN|ACCEPTED)$/);
      expect(played.acts(), 'nothing acts that cannot be reached').toBe(1);

      // A vehicle whose order may still be carried out is not archived: that it is heard of again ends the order.
      played.find?.();
      await expect.poll(async () => (await newest())?.status, { timeout: 30_000 }).not.toBe('ACCEPTED');
      await menu(page, 'Archive vehicle…');
      await page
        .getByRole('alertdialog', { name: `Archive ${plate}?` })
        .getByRole('button', { name: 'Archive vehicle' })
        .click();
      await expect(page.getByRole('region', { name: 'Archived' })).toBeVisible();
      await expect.poll(async () => (await api.listArchived()).map((vehicle) => vehicle.id)).toContain(id);
    } finally {
      await played.close();
    }
  });
}
