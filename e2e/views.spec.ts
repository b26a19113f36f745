import { readFileSync } from 'node:fs';
import { setTags, updateCustomFields } from '#server/services/vehicles.ts';
import { handsOf, ways } from './fixtures/hands.ts';
import { expect, type Page, test } from './fixtures/test.ts';

const vehicles = (page: Page) => page.getByRole('grid', { name: 'Vehicles' });
const heads = (page: Page) =>
  vehicles(page)
    .getByRole('columnheader')
    .filter({ has: page.getByRole('button') });
const views = (page: Page) => page.getByRole('dialog', { name: 'Saved views' });

test.use({ person: 'staff' });

for (const way of ways) {
  test.describe(`with the ${way}`, () => {
    test('a dispatcher saves, renames and shares a view, and a colleague opens it by its link', async ({
      page,
      sessions,
      browser,
      demo,
      nextNumber,
    }) => {
      const hands = handsOf(page, way);
      const [name, renamed] = ['Low on energy', 'To be charged'].map((words) => `${words} ${nextNumber()}`) as [string, string];
      await page.goto('/fleet?view=table&energy=below-30&cols=plate,energy,range&sort=-energy');
      await expect(heads(page)).toHaveText(['Plate', 'Energy', 'Range']);
      await hands.press(page.getByRole('button', { name: 'Views' }));
      await hands.write(views(page).getByLabel('Name of the new view'), name);
      await hands.tick(views(page).getByLabel('Share with the fleet'));
      await hands.press(views(page).getByRole('button', { name: 'Save' }));
      await expect(page).toHaveURL(/saved=/);
      await expect(page.getByRole('button', { name: `View: ${name}` })).toBeVisible();
      const saved = new URL(page.url()).searchParams.get('saved');
      await hands.pick(views(page).getByRole('button', { name: `Actions for “${name}”` }), 'Rename');
      await hands.write(views(page).getByLabel('New name'), renamed);
      await hands.press(views(page).getByRole('button', { name: 'Save' }).first());
      await expect(page.getByRole('button', { name: `View: ${renamed}` })).toBeVisible();

      const context = await browser.newContext({ baseURL: demo.app_url, storageState: await sessions.of('support') });
      const colleague = await context.newPage();
      await colleague.goto(`/fleet?saved=${saved}`);
      await expect(heads(colleague)).toHaveText(['Plate', 'Energy', 'Range']);
      await expect(colleague.getByRole('list', { name: 'Filters in use' })).toContainText('Energy: Below 30 %');
      await context.close();

      const actions = views(page).getByRole('button', { name: `Actions for “${renamed}”` });
      await hands.pick(actions, 'Delete');
      await expect(actions).toHaveCount(0);
      await hands.undo(`View “${renamed}” deleted`);
      await hands.press(page.getByRole('button', { name: 'Views' }));
      await expect(actions).toBeVisible();
      await hands.pick(actions, 'Delete');
      await expect(actions).toHaveCount(0);
    });

    test('a dispatcher chooses, moves and sizes columns, and goes back to the usual ones', async ({ page }) => {
      const hands = handsOf(page, way);
      await page.goto('/fleet?view=table&cols=plate,energy');
      await expect(heads(page)).toHaveText(['Plate', 'Energy']);
      await hands.press(page.getByRole('button', { name: 'Columns' }));
      const columns = page.getByRole('dialog', { name: 'Columns' });
      await hands.tick(columns.getByRole('checkbox', { name: 'VIN', exact: true }));
      await expect(heads(page)).toHaveText(['Plate', 'Energy', 'VIN']);
      await hands.press(columns.getByRole('button', { name: 'Move VIN to the left' }));
      await expect(heads(page)).toHaveText(['Plate', 'VIN', 'Energy']);
      await hands.write(columns.getByLabel('Width of VIN in pixels'), '240');
      await expect(page).toHaveURL(/cols=plate,vin\*240,energy/);
      await hands.tick(columns.getByRole('checkbox', { name: 'Energy', exact: true }));
      await expect(heads(page)).toHaveText(['Plate', 'VIN']);
      await hands.press(columns.getByRole('button', { name: 'Usual columns' }));
      await expect(page).not.toHaveURL(/cols=/);
    });

    test('a dispatcher finds a vehicle by anything, narrows by every filter, and takes the rest home as a file', async ({
      page,
      addCar,
      desk,
    }) => {
      const hands = handsOf(page, way);
      const car = await addCar();
      const [tag, depot] = [`yard-${car.plate.slice(-4)}`, `Dock ${car.plate.slice(-4)}`];
      const params = { vehicle_id: car.id };
      await setTags(desk.app, desk.actor, { params, query: {}, body: { tags: [tag] } });
      await updateCustomFields(desk.app, desk.actor, { params, query: {}, body: { depot } });
      await page.goto('/fleet');
      const one = page.getByText(/^1 of \d+ vehicles$/);
      const search = page.getByRole('searchbox', { name: 'Search vehicles' });
      for (const text of [car.plate, car.vin, car.unit.imei, car.id, tag, depot]) {
        await hands.write(search, text);
        await expect(one, text).toBeVisible();
        await expect(vehicles(page).getByRole('row', { name: car.plate })).toBeVisible();
      }
      const filters = page.getByRole('group', { name: 'Filters' });
      const in_use = page.getByRole('list', { name: 'Filters in use' }).getByRole('listitem');
      for (const name of ['Status', 'Energy', 'Rental', 'Operation']) {
        const button = filters.getByRole('button', { name: new RegExp(`^${name}`) });
        await hands.press(button);
        await hands.tick(
          page
            .getByRole('dialog', { name: `Filter by ${name.toLowerCase()}` })
            .getByRole('checkbox')
            .first(),
        );
        await expect(in_use.filter({ hasText: `${name}: ` })).toBeVisible();
        await hands.leave(button);
        await hands.press(in_use.getByRole('button', { name: new RegExp(`^Remove filter ${name}: `) }));
        await expect(in_use).toHaveCount(0);
      }
      const more = filters.getByRole('button', { name: /^More filters/ });
      await hands.press(more);
      const dialog = page.getByRole('dialog', { name: 'More filters' });
      for (const name of ['Freshness', 'Life', 'Model', 'Brand', 'Type', 'Unit brand', 'Capability', 'Tags', 'Custom field']) {
        await hands.press(dialog.getByRole('button', { name: new RegExp(`^${name}`) }));
        const choice = dialog.getByRole('group', { name, exact: true }).getByRole('checkbox').first();
        await hands.tick(choice);
        await expect(in_use.filter({ hasText: `${name}: ` })).toBeVisible();
        await hands.tick(choice);
        await expect(in_use).toHaveCount(0);
      }
      await hands.leave(more);
      await expect(page.locator('.maplibregl-ctrl-scale'), 'the map has gone to what was found').toHaveText(/^\d+\s?m$/);
      await hands.press(filters.getByRole('button', { name: 'In map view' }));
      await expect(in_use.filter({ hasText: 'In this map view' })).toBeVisible();
      await expect(one).toBeVisible();

      const [file] = await Promise.all([page.waitForEvent('download'), hands.press(page.getByRole('link', { name: 'Export CSV' }))]);
      const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\r\n');
      expect(lines).toHaveLength(2);
      expect(lines[1]).toContain(car.plate);
    });
  });
}

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
