import { handsOf, ways } from './fixtures/hands.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

const header = 'Telematikmarke;Einheiten-ID;Kennzeichen;Modell;Marke;Tags;Baujahr';
const lines = (count: number, first: number, tag: string): string[] =>
  Array.from({ length: count }, (_, index) => {
    const number = String(first + index).padStart(2, '0');
    return `Teltonika;3571111100000${number};IMP ${number};Zoe;Renault;${tag}, neu;2021`;
  });

for (const [turn, way] of ways.entries()) {
  test(`an admin imports thirty vehicles, sees two refused, applies and takes it back, with the ${way}`, async ({ page, api }) => {
    const hands = handsOf(page, way);
    const first = 1 + turn * 50;
    const tag = `import-${way}`;
    const plateOf = (index: number) => `IMP ${String(first + index).padStart(2, '0')}`;
    const rows = lines(32, first, tag);
    rows[4] = rows[4]?.replace('2021', 'neulich') ?? '';
    rows[9] = rows[9]?.replace(/35711111\d+/, '12') ?? '';
    const csv = `\uFEFF${[header, ...rows].join('\r\n')}\r\n`;
    await page.goto('/vehicles/import');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      hands.press(page.getByRole('button', { name: 'Choose a CSV file' })),
    ]);
    await chooser.setFiles({ name: 'spring.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });

    await expect(page.getByRole('heading', { level: 1, name: 'spring.csv' })).toBeVisible();
    await expect(page.getByRole('tab', { name: 'To add 30' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('list', { name: 'To add' }).getByRole('listitem').first()).toContainText('Renault Zoe');
    await hands.press(page.getByRole('tab', { name: 'Refused 2' }));
    const refused = page.getByRole('list', { name: 'Refused' }).getByRole('listitem');
    await expect(refused.nth(0)).toContainText('Line 6');
    await expect(refused.nth(0)).toContainText('Year of production: neulich cannot be stored here.');
    await expect(refused.nth(1)).toContainText('12 is no unit id of this brand.');
    expect(await api.listVehicles(`tags=${tag}`)).toHaveLength(0);

    await hands.press(page.getByRole('button', { name: 'Apply to 30 vehicles' }));
    await expect(page.getByText('It can be reverted for 24 hours')).toBeVisible();
    expect(await api.listVehicles(`tags=${tag}`)).toHaveLength(30);

    await page.reload();
    await hands.press(page.getByRole('button', { name: 'Revert…' }));
    await hands.press(page.getByRole('alertdialog').getByRole('button', { name: 'Revert' }));
    await expect(page.getByText('Reverted: added vehicles are in the archive, changed ones are as before.')).toBeVisible();
    expect(await api.listVehicles(`tags=${tag}`)).toHaveLength(0);

    await page.goto('/archive');
    const search = page.getByRole('searchbox', { name: 'Search the archive' });
    await hands.write(search, plateOf(0).slice(0, -1));
    await expect(page.getByRole('row')).toHaveCount(9);
    const choose = (index: number) => hands.tick(page.getByRole('checkbox', { name: `Choose ${plateOf(index)}` }));
    await choose(0);
    await choose(1);
    await hands.press(page.getByRole('button', { name: 'Bring back' }));
    const dialog = page.getByRole('dialog', { name: 'Bringing vehicles back' });
    await expect(dialog.getByText('2 of 2 done')).toBeVisible();
    await hands.press(dialog.getByRole('button', { name: 'Close' }));
    await expect(page.getByRole('row')).toHaveCount(7);

    await choose(2);
    await choose(3);
    await hands.press(page.getByRole('button', { name: 'Erase for good…' }));
    const question = page.getByRole('alertdialog', { name: 'Erase 2 vehicles for good?' });
    await hands.write(question.getByRole('textbox'), '2');
    await hands.press(question.getByRole('button', { name: 'Erase for good' }));
    const receipt = page.getByRole('region', { name: 'Receipt' });
    await expect(receipt).toContainText('2 vehicles erased on');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      hands.press(receipt.getByRole('button', { name: 'Save the receipt' })),
    ]);
    expect(saved.suggestedFilename()).toMatch(/^receipt-.*\.csv$/);
  });
}
