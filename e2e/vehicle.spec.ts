/** The parts of a vehicle's page, used with the mouse and with the keyboard alone. */
import { handsOf, ways } from './fixtures/hands.ts';
import { startOwnUnit } from './fixtures/own-car.ts';
import { expect, type Page, test } from './fixtures/test.ts';

test.use({ person: 'support' });

const more = (page: Page) => page.getByRole('button', { name: 'More', exact: true });

for (const way of ways) {
  test.describe(`with the ${way}`, () => {
    test('looks at any time, follows a value, and finds who did it', async ({ page, addCar }) => {
      const hands = handsOf(page, way);
      const car = await addCar({ fuel_percent: 64 });
      await page.goto(`/vehicles/${car.id}`);
      const timeline = page.getByRole('region', { name: 'Timeline', exact: true });
      const entries = page.getByRole('region', { name: 'Timeline entries' });
      await expect(entries.getByRole('button', { name: 'Added', exact: false }).first()).toBeVisible();

      await hands.setTime(timeline.getByLabel(/^Jump to a time/), '2021-05-05T08:00');
      await hands.press(timeline.getByRole('button', { name: 'Jump', exact: true }));
      await expect(timeline.getByText('Nothing had happened by then')).toBeVisible();
      await expect(page).toHaveURL(/[?]at=2021-05-05T/);
      await expect(page.getByRole('region', { name: 'Map', exact: true })).toContainText('No position around');
      await hands.press(timeline.getByRole('button', { name: 'Back to live' }));
      await expect(page).not.toHaveURL(/at=/);

      await hands.press(timeline.getByRole('button', { name: /: [1-9]\d* events?$/ }).last());
      await expect(timeline.getByRole('button', { name: 'Whole day' })).toBeVisible();

      const history = page.getByRole('region', { name: 'History' });
      await expect(history.getByRole('img', { name: /highest 64/ })).toBeVisible();
      await hands.press(history.getByRole('radio', { name: '7 days' }));
      await expect(history.getByRole('img', { name: /highest 64/ })).toBeVisible();
      await hands.press(history.getByText(/^As a table/));
      await expect(history.getByRole('cell', { name: /^64/ }).first()).toBeVisible();
      await hands.choose(history.getByLabel('Property'), 'Speed');
      await expect(history.getByRole('img', { name: /^Speed: lowest 0/ })).toBeVisible();

      await hands.press(entries.getByRole('button', { name: 'Added', exact: false }).first());
      await hands.press(entries.getByRole('button', { name: /^Details/ }));
      const details = page.getByRole('dialog');
      await expect(details.getByRole('region', { name: 'Same flow' })).toContainText('through the API');
      await hands.press(details.getByRole('button', { name: 'Acknowledge' }));
      await expect(details).toContainText('Acknowledged by');
    });

    test('leaves a note, and shows a stranger where the vehicle is until the link is revoked', async ({ page, addCar, browser, demo }) => {
      const hands = handsOf(page, way);
      const car = await addCar();
      await page.goto(`/vehicles/${car.id}`);
      await hands.write(page.getByRole('textbox', { name: 'New note' }), 'Key holder sticks');
      await hands.press(page.getByRole('button', { name: 'Add note' }));
      const note = page.getByRole('list', { name: 'Notes' }).getByRole('listitem').filter({ hasText: 'Key holder sticks' });
      await expect(note).toContainText('Demo support');

      await hands.pick(more(page), 'Share position…');
      const dialog = page.getByRole('dialog');
      await hands.press(dialog.getByRole('button', { name: 'Make a link' }));
      const made = dialog.getByRole('button', { name: /Copy link/ });
      const url = (await made.textContent())?.match(/http\S+\/position\/[\w-]+/)?.[0] ?? '';

      const context = await browser.newContext({ baseURL: demo.app_url, storageState: { cookies: [], origins: [] } });
      const stranger = await context.newPage();
      await stranger.goto(url);
      await expect(stranger.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();
      await expect(stranger.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
      const html = await stranger.content();
      for (const secret of [car.vin, car.unit.imei, car.id]) expect(html).not.toContain(secret);

      await hands.press(dialog.getByRole('button', { name: 'Revoke' }));
      await expect(dialog.getByText('None.')).toBeVisible();
      await stranger.reload();
      await expect(stranger.getByText('This link does not work')).toBeVisible();
      await context.close();

      await hands.press(dialog.getByRole('button', { name: 'Close' }));
      await hands.press(note.getByRole('button', { name: 'Delete this note' }));
      await expect(page.getByText('No notes yet.')).toBeVisible();
    });

    test('changes the model of a vehicle and replaces its unit, and it keeps its history', async ({
      page,
      addCar,
      api,
      demo,
      nextNumber,
    }) => {
      const hands = handsOf(page, way);
      const car = await addCar();
      const unit = startOwnUnit(demo, nextNumber());
      await page.goto(`/vehicles/${car.id}`);
      await hands.pick(more(page), 'Change model…');
      const models = page.getByRole('dialog', { name: `Change the model of ${car.plate}` });
      await hands.write(models.getByRole('searchbox', { name: 'Find a model' }), 'Zoe');
      await hands.press(models.getByRole('radio', { name: /Zoe/ }).first());
      await expect(models).toContainText('It would lose:');
      await hands.press(models.getByRole('button', { name: 'Change model' }));
      await expect(page.getByText(`The model of ${car.plate} is changed`)).toBeVisible();

      await hands.pick(more(page), 'Replace unit…');
      const dialog = page.getByRole('dialog', { name: `Replace the unit of ${car.plate}` });
      await hands.write(dialog.getByRole('textbox', { name: /IMEI/ }), unit.imei);
      await hands.press(dialog.getByRole('button', { name: 'Continue' }));
      await hands.press(dialog.getByRole('button', { name: 'Replace unit' }));
      await expect(page.getByText(`${car.plate} has another unit`)).toBeVisible();
      expect((await api.getVehicle(car.id)).telematics_unit.id).toBe(unit.imei);
      await expect(page.getByRole('list', { name: 'Identity' })).toContainText(unit.imei);
      await expect(page.getByRole('region', { name: 'Timeline entries' })).toContainText('Added');
      unit.stop();
    });
  });
}
