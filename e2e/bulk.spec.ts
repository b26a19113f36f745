/** One act for several vehicles: each gets what it can take, each says what became of it, and a slip is taken back. */
import { readFileSync } from 'node:fs';
import { updateCustomFields } from '#server/services/vehicles.ts';
import { type Hands, handsOf, type Way, ways } from './fixtures/hands.ts';
import { expect, expectLive, type Page, test } from './fixtures/test.ts';

const vehicles = (page: Page) => page.getByRole('grid', { name: 'Vehicles' });
const bulk = (page: Page) => page.getByRole('region', { name: 'Bulk actions' });
const resultOf = (page: Page, label: string) =>
  page.getByRole('dialog').getByRole('list', { name: 'Result per vehicle' }).getByRole('listitem').filter({ hasText: label });

test.use({ person: 'staff' });

/** Finds each by its id and marks it, with what else is marked. */
const markAll = async (page: Page, way: Way, hands: Hands, wanted: readonly { id: string; plate: string }[]) => {
  for (const [index, { id, plate }] of wanted.entries()) {
    await hands.write(page.getByRole('searchbox', { name: 'Search vehicles' }), id);
    await expect(page.getByText(/^1 of \d+ vehicles$/)).toBeVisible();
    await expect(vehicles(page).getByRole('row', { name: plate })).toBeVisible();
    if (way === 'mouse') {
      await vehicles(page)
        .getByRole('checkbox', { name: `Select ${plate}` })
        .check();
    } else {
      await page.keyboard.press('ArrowDown');
      await expect(vehicles(page)).toBeFocused();
      await page.keyboard.press('Shift+Space');
    }
    await expect(bulk(page).getByRole('status')).toContainText(`${index + 1} selected`);
  }
};

for (const way of ways) {
  test.describe(`with the ${way}`, () => {
    test('a command goes to exactly those of a mixed selection that are ready, and each outcome arrives by itself', async ({
      page,
      addCar,
      api,
    }) => {
      const hands = handsOf(page, way);
      const ready = [await addCar({ locked: false }), await addCar({ locked: false })];
      const moving = await addCar({ locked: false, speed: 38, ignition: true });
      const moped = (await api.listVehicles('telematics_brand=NIU')).find(
        ({ capabilities }) => !capabilities.commands.includes('LOCK_CENTRAL_LOCK'),
      );
      const lacking = { id: moped?.id ?? '', plate: moped?.master_data.license_plate ?? moped?.id ?? '' };
      await page.goto('/fleet?view=table');
      await expectLive(page);
      await markAll(page, way, hands, [...ready, moving, lacking]);
      await expect(bulk(page).getByRole('status')).toHaveText('4 selected3 of them not in the list');

      await hands.press(bulk(page).getByRole('button', { name: 'Command…' }));
      const dialog = page.getByRole('dialog');
      await hands.choose(dialog.getByLabel('Command'), 'Lock central lock');
      await hands.press(dialog.getByRole('button', { name: 'Make the plan' }));
      await expect(dialog.getByRole('status').first()).toHaveText('2 ready, 1 moving, 1 lacks it');
      await expect(dialog.getByText(moving.plate)).toBeVisible();
      for (const car of ready) expect(car.unit.state.locked, 'a plan sends nothing').toBe(false);

      await hands.press(dialog.getByRole('button', { name: 'Send to 2 vehicles' }));
      for (const { plate } of ready) await expect(resultOf(page, plate)).toContainText('Confirmed');
      await expect(resultOf(page, moving.plate)).toContainText('Not sent: Moving');
      await expect(resultOf(page, lacking.plate)).toContainText('Not sent: Lacks this command');
      await expect(dialog.getByRole('status').first()).toHaveText('2 confirmed');
      expect([...ready, moving].map(({ unit }) => unit.state.locked)).toEqual([true, true, false]);
      for (const { id } of ready) expect((await api.listCommands(id)).map(({ status }) => status)).toEqual(['SUCCEEDED']);
      expect(await api.listCommands(moving.id)).toEqual([]);

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        hands.press(dialog.getByRole('button', { name: 'Save as CSV' })),
      ]);
      const lines = readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\r\n');
      expect(lines).toHaveLength(5);
      expect(lines).toContain(`${moving.plate},${moving.id},Not sent: Moving,`);
    });

    test('tags, a field and the status of several vehicles are changed and taken back, but for what somebody changed since', async ({
      page,
      addCar,
      api,
      desk,
    }) => {
      const hands = handsOf(page, way);
      const cars = [await addCar(), await addCar()] as const;
      const stored = () => Promise.all(cars.map(({ id }) => api.getVehicle(id)));
      await page.goto('/fleet?view=table');
      await markAll(page, way, hands, cars);

      await hands.press(bulk(page).getByRole('button', { name: 'Tags…' }));
      const dialog = page.getByRole('dialog');
      await hands.press(dialog.getByRole('button', { name: 'Apply' }));
      await expect(dialog.getByRole('alert')).toHaveText('Fill in what is to change.');
      await hands.write(dialog.getByLabel('Tags to add'), 'night shift, winter');
      await hands.press(dialog.getByRole('button', { name: 'Apply' }));
      await expect(dialog.getByRole('status').first()).toHaveText('2 of 2 done');
      for (const { plate } of cars) await expect(resultOf(page, plate)).toContainText('Done');
      expect((await stored()).map(({ tags }) => tags)).toEqual([
        ['night shift', 'winter'],
        ['night shift', 'winter'],
      ]);
      await hands.press(dialog.getByRole('button', { name: 'Close' }));
      await hands.undo('Tags of 2 vehicles changed');
      await expect(page.getByText('2 vehicles are as they were')).toBeVisible();
      expect((await stored()).map(({ tags }) => tags)).toEqual([[], []]);

      await hands.press(bulk(page).getByRole('button', { name: 'Operation status…' }));
      await hands.choose(dialog.getByLabel('Operation status'), 'Garage');
      await hands.press(dialog.getByRole('button', { name: 'Apply' }));
      await expect(dialog.getByRole('status').first()).toHaveText('2 of 2 done');
      await hands.press(dialog.getByRole('button', { name: 'Close' }));
      await hands.undo('Operation status of 2 vehicles changed');
      await expect
        .poll(async () => (await stored()).map(({ operation_status }) => operation_status.value))
        .toEqual(['OPERATING', 'OPERATING']);

      await hands.press(bulk(page).getByRole('button', { name: 'Custom fields…' }));
      await hands.write(dialog.getByLabel('Field'), 'depot');
      await hands.write(dialog.getByLabel('Value'), 'North');
      await hands.press(dialog.getByRole('button', { name: 'Apply' }));
      await expect(dialog.getByRole('status').first()).toHaveText('2 of 2 done');
      await updateCustomFields(desk.app, desk.actor, { params: { vehicle_id: cars[1].id }, query: {}, body: { depot: 'South' } });
      await hands.press(dialog.getByRole('button', { name: 'Close' }));
      await hands.undo('Custom fields of 2 vehicles changed');
      await expect(page.getByText('1 vehicle is as it was')).toBeVisible();
      await expect(page.getByText('1 was changed since and stays as it is.')).toBeVisible();
      expect((await stored()).map(({ custom_fields }) => custom_fields)).toEqual([{}, { depot: 'South' }]);

      await hands.press(bulk(page).getByRole('button', { name: 'Archive…' }));
      await hands.press(dialog.getByRole('button', { name: 'Archive' }));
      await expect(dialog.getByRole('status').first()).toHaveText('2 of 2 done');
      await hands.press(dialog.getByRole('button', { name: 'Close' }));
      await expect(bulk(page), 'what is archived is selected no more').toHaveCount(0);
      expect((await api.listArchived()).map(({ id }) => id)).toEqual(expect.arrayContaining(cars.map(({ id }) => id)));
    });
  });
}

test('all that is found is selected by one stroke, and the focus comes back to where the dialog was opened', async ({
  page,
  addCar,
  api,
}) => {
  const car = await addCar();
  await page.goto('/fleet?view=table');
  await expectLive(page);
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
  const hands = handsOf(page, 'keyboard');
  await hands.press(wanted);
  const dialog = page.getByRole('dialog', { name: 'Set the operation status of 1 vehicle' });
  await expect(dialog.getByLabel('Operation status')).toBeFocused();
  await hands.choose(dialog.getByLabel('Operation status'), 'Garage');
  await press('Enter');
  await hands.press(dialog.getByRole('button', { name: 'Apply' }));
  await expect(resultOf(page, car.plate)).toContainText('Done');
  await press('Escape');
  await expect(wanted).toBeFocused();
  expect((await api.getVehicle(car.id)).operation_status.value).toBe('GARAGE');
});
