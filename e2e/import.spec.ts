import { expect, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

const header = 'Telematikmarke;Einheiten-ID;Kennzeichen;Modell;Marke;Tags;Baujahr';
const lines = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(2, '0');
    return `Teltonika;3571111100000${number};IMP ${number};Zoe;Renault;import, neu;2021`;
  });

test('an admin imports thirty vehicles, sees two refused, applies and takes it back', async ({ page, api }) => {
  const rows = lines(32);
  rows[4] = rows[4]?.replace('2021', 'neulich') ?? '';
  rows[9] = rows[9]?.replace(/35711111\d+/, '12') ?? '';
  const csv = `\uFEFF${[header, ...rows].join('\r\n')}\r\n`;
  await page.goto('/vehicles/import');
  await page.getByLabel('CSV file').setInputFiles({ name: 'spring.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });

  await expect(page.getByRole('heading', { level: 1, name: 'spring.csv' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'To add 30' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('list', { name: 'To add' }).getByRole('listitem').first()).toContainText('Renault Zoe');
  await page.getByRole('tab', { name: 'Refused 2' }).click();
  const refused = page.getByRole('list', { name: 'Refused' }).getByRole('listitem');
  await expect(refused.nth(0)).toContainText('Line 6');
  await expect(refused.nth(0)).toContainText('Year of production: neulich cannot be stored here.');
  await expect(refused.nth(1)).toContainText('12 is no unit id of this brand.');
  expect(await api.listVehicles('tags=import')).toHaveLength(0);

  await page.getByRole('button', { name: 'Apply to 30 vehicles' }).click();
  await expect(page.getByText('It can be reverted for 24 hours')).toBeVisible();
  expect(await api.listVehicles('tags=import')).toHaveLength(30);

  await page.reload();
  await page.getByRole('button', { name: 'Revert…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revert' }).click();
  await expect(page.getByText('Reverted: added vehicles are in the archive, changed ones are as before.')).toBeVisible();
  expect(await api.listVehicles('tags=import')).toHaveLength(0);

  await page.goto('/archive');
  await page.getByRole('searchbox', { name: 'Search the archive' }).fill('IMP 0');
  await expect(page.getByRole('row')).toHaveCount(9);
  await page.getByRole('checkbox', { name: 'Choose IMP 01' }).check();
  await page.getByRole('checkbox', { name: 'Choose IMP 02' }).check();
  await page.getByRole('button', { name: 'Bring back' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bringing vehicles back' });
  await expect(dialog.getByText('2 of 2 done')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('row')).toHaveCount(7);

  await page.getByRole('checkbox', { name: 'Choose IMP 03' }).check();
  await page.getByRole('checkbox', { name: 'Choose IMP 04' }).check();
  await page.getByRole('button', { name: 'Erase for good…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Erase 2 vehicles for good?' });
  await question.getByRole('textbox').fill('2');
  await question.getByRole('button', { name: 'Erase for good' }).click();
  const receipt = page.getByRole('region', { name: 'Receipt' });
  await expect(receipt).toContainText('2 vehicles erased on');
  const saved = page.waitForEvent('download');
  await receipt.getByRole('button', { name: 'Save the receipt' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^receipt-.*\.csv$/);
});
