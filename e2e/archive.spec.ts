/** What leaves the fleet comes back, with another unit where its own serves elsewhere by now, or goes for good with a receipt. */
import { handsOf, ways } from './fixtures/hands.ts';
import { own_car_model, startOwnUnit } from './fixtures/own-car.ts';
import { expect, type Page, test } from './fixtures/test.ts';

const rowOf = (page: Page, plate: string) => page.getByRole('row', { name: new RegExp(plate) });

for (const way of ways) {
  test.describe(`with the ${way}`, () => {
    test.describe('support', () => {
      test.use({ person: 'support' });

      test('archives a parked vehicle and brings it back, with another unit once its own serves elsewhere', async ({
        page,
        addCar,
        api,
        demo,
        nextNumber,
      }) => {
        const hands = handsOf(page, way);
        const car = await addCar();
        await page.goto(`/vehicles/${car.id}`);
        await hands.pick(page.getByRole('button', { name: 'More', exact: true }), 'Archive vehicle…');
        const dialog = page.getByRole('alertdialog', { name: `Archive ${car.plate}?` });
        await expect(dialog).toContainText('kept for 90 days');
        await hands.press(dialog.getByRole('button', { name: 'Archive vehicle' }));
        const banner = page.getByRole('region', { name: 'Archived' });
        await expect(banner).toContainText('90 days left');
        await expect(page.getByText('An archived vehicle takes no commands.')).toBeVisible();

        await hands.press(banner.getByRole('link', { name: 'Restore in the archive' }));
        await hands.write(page.getByRole('searchbox', { name: 'Search the archive' }), car.plate);
        await expect(page.getByRole('row')).toHaveCount(2);
        await expect(rowOf(page, car.plate)).toContainText('90 days');
        await hands.press(page.getByRole('button', { name: `Restore ${car.plate}` }));
        await expect(page.getByText(`${car.plate} is back in the fleet`)).toBeVisible();
        await expect(rowOf(page, car.plate)).toHaveCount(0);
        expect((await api.getVehicle(car.id)).archived_at).toBeUndefined();
        await hands.undo(`${car.plate} is back in the fleet`);
        await expect(rowOf(page, car.plate)).toHaveCount(1);

        const heir = await api.addVehicle({
          telematics_unit: { id: car.unit.imei, brand: 'TELTONIKA', setup: { vehicle_model_id: own_car_model } },
          master_data: { license_plate: `HEIR ${nextNumber()}` },
        });
        await hands.press(page.getByRole('button', { name: `Restore ${car.plate}` }));
        const refused = page.getByRole('alert').filter({ hasText: `${car.plate} was not restored.` });
        await expect(refused).toContainText(`Its unit ${car.unit.imei} serves another vehicle now.`);
        await expect(refused.getByRole('link', { name: heir.master_data.license_plate ?? '' })).toBeVisible();

        const unit = startOwnUnit(demo, nextNumber());
        await hands.press(refused.getByRole('button', { name: 'Restore with another unit…' }));
        const other = page.getByRole('dialog', { name: `Restore ${car.plate} with another unit` });
        await hands.write(other.getByRole('textbox', { name: /IMEI/ }), unit.imei);
        await hands.press(other.getByRole('button', { name: 'Continue' }));
        await hands.press(other.getByRole('button', { name: 'Restore vehicle' }));
        // Nothing behind a dialog has a role, so that no row would be found before it is done.
        await expect(other).toBeHidden();
        await expect(rowOf(page, car.plate)).toHaveCount(0);
        const back = await api.getVehicle(car.id);
        expect([back.archived_at, back.telematics_unit.id]).toEqual([undefined, unit.imei]);
        unit.stop();
      });
    });

    test.describe('an admin', () => {
      test.use({ person: 'admin' });

      test('removes a vehicle for good, and keeps the receipt', async ({ page, addCar, api }) => {
        const hands = handsOf(page, way);
        const car = await addCar();
        await page.goto(`/vehicles/${car.id}`);
        await hands.pick(page.getByRole('button', { name: 'More', exact: true }), 'Archive vehicle…');
        await hands.press(page.getByRole('alertdialog').getByRole('button', { name: 'Archive vehicle' }));
        await hands.press(page.getByRole('region', { name: 'Archived' }).getByRole('link', { name: 'Restore in the archive' }));

        await hands.press(page.getByRole('button', { name: `Remove… ${car.plate}` }));
        const question = page.getByRole('alertdialog', { name: `Remove ${car.plate} for good?` });
        await hands.write(question.getByRole('textbox'), 'another one');
        await hands.press(question.getByRole('button', { name: 'Remove for good' }));
        await expect(question).toContainText(`This is not ${car.plate}.`);
        await hands.write(question.getByRole('textbox'), car.plate);
        await hands.press(question.getByRole('button', { name: 'Remove for good' }));
        const receipt = page.getByRole('region', { name: 'Receipt' });
        await expect(receipt).toContainText(/1 vehicle erased on .* by Demo admin/);
        await expect(receipt).toContainText(car.id);
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          hands.press(receipt.getByRole('button', { name: 'Save the receipt' })),
        ]);
        expect(file.suggestedFilename()).toMatch(/^receipt-.*\.csv$/);
        await expect(rowOf(page, car.plate)).toHaveCount(0);
        await expect(api.getVehicle(car.id)).rejects.toThrow();
      });
    });
  });
}
