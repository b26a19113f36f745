import type { Page } from '@playwright/test';
import { expect, expectLive, test } from './fixtures/test.ts';

const vehicles = (page: Page) => page.getByRole('grid', { name: 'Vehicles' });
const rung = (page: Page, name: string) => page.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: name });
const glance = (page: Page) => page.getByRole('region', { name: 'At a glance' });

test('the demo button signs a dispatcher in, and the fleet page shows the whole fleet', async ({ page, api }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/login/);
  await page.getByRole('button', { name: /^Demo staff/ }).click();
  await expect(page).toHaveURL(/\/fleet$/);
  await expectLive(page);
  const { columns } = await api.getSnapshot();
  expect(columns.id.length).toBeGreaterThanOrEqual(300);
  await expect(page.getByText(`${columns.id.length} vehicles`)).toBeVisible();
  await expect(vehicles(page)).toHaveAttribute('aria-rowcount', String(columns.id.length + 1));
});

test.describe('signed in', () => {
  test.use({ person: 'staff' });

  test('search, filter and selection are in the address and survive a reload', async ({ page, api }) => {
    const wanted = (await api.listVehicles()).find(({ master_data }) => master_data.license_plate?.startsWith('S'));
    const plate = wanted?.master_data.license_plate ?? '';
    await page.goto('/fleet?view=table');

    const search = page.getByRole('searchbox', { name: 'Search vehicles' });
    await search.fill(plate.replace(' ', '').toLowerCase());
    await expect(page.getByText(/^1 of \d+ vehicles$/)).toBeVisible();
    await expect(vehicles(page).getByRole('row', { name: plate })).toBeVisible();
    await page.getByRole('button', { name: 'Clear search' }).click();

    await page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: 'Energy' }).click();
    await page
      .getByRole('dialog', { name: 'Filter by energy' })
      .getByRole('checkbox', { name: /Below 15 %/ })
      .check();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/energy=below-15/);
    const low = page.getByText(/^\d+ of \d+ vehicles$/);
    await expect(low).toBeVisible();

    const first = vehicles(page).getByRole('row').nth(1);
    await first.getByRole('gridcell').nth(1).click();
    const card = page.getByRole('region', { name: /^Selected vehicle / });
    await expect(card).toBeVisible();
    await expect(page).toHaveURL(/sel=/);
    const selected = await card.getAttribute('aria-label');
    await expect(first).toHaveAttribute('aria-selected', 'true');

    await page.reload();
    await expect(page).toHaveURL(/energy=below-15.*sel=|sel=.*energy=below-15/);
    await expect(page.getByRole('region', { name: selected ?? '' })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('Energy: Below 15 %');
    await expect(low).toBeVisible();
    await card.getByRole('link', { name: 'Open' }).click();
    await expect(page).toHaveURL(/\/vehicles\//);
  });

  test('the map goes to the vehicle that is selected in the list', async ({ page, api }) => {
    const { columns } = await api.getSnapshot();
    await page.goto('/fleet');
    const scale = page.locator('.maplibregl-ctrl-scale');
    await expect(scale).toHaveText(/km$/);
    const plate = columns.license_plate.find((text, index) => text && columns.lat[index] !== null);
    await page.getByRole('searchbox', { name: 'Search vehicles' }).fill(plate ?? '');
    await page.getByRole('searchbox', { name: 'Search vehicles' }).press('Enter');
    await expect(page.getByRole('region', { name: `Selected vehicle ${plate}` })).toBeVisible();
    await expect(scale, 'the map is close enough to show streets').toHaveText(/^\d+\s?m$/);
  });

  test('unlocks a vehicle and sees it confirmed step by step', async ({ page, addCar, api }) => {
    const car = await addCar();
    const seen = Promise.withResolvers<void>();
    car.unit.faults = { answers_after: seen.promise };
    await page.goto('/fleet?view=table');
    await page.getByRole('searchbox', { name: 'Search vehicles' }).fill(car.plate);
    await vehicles(page).getByRole('link', { name: car.plate }).click();
    await expect(page.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();
    await expect(glance(page)).toContainText(/Locked\?\s*Locked/);

    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(rung(page, 'Requested')).toHaveText(/\d\d:\d\d:\d\d/);
    await expect(rung(page, 'Sent')).toHaveText(/\d\d:\d\d:\d\d/);
    await expect(rung(page, 'Confirmed by the vehicle')).toHaveText(/not reached|waiting/);
    await expect(page.getByText('is still running. A vehicle takes one command at a time.')).toBeVisible();
    await expect(glance(page), 'nothing is shown before the vehicle says it').toContainText(/Locked\?\s*Locked/);
    seen.resolve();

    await expect(rung(page, 'Accepted by the vendor')).toHaveText(/\d\d:\d\d:\d\d/);
    await expect(rung(page, 'Confirmed by the vehicle')).toHaveText(/\d\d:\d\d:\d\d.*proved by the vehicle’s state/);
    await expect(page.getByRole('region', { name: 'Latest command: Unlock central lock' }).getByRole('status').first()).toHaveText(
      'Confirmed',
    );
    await expect(glance(page)).toContainText(/Locked\?\s*Unlocked/);
    await expect(page.getByRole('region', { name: 'Access', exact: true })).toContainText('Unlocked');
    const timeline = page.getByRole('region', { name: 'Timeline entries' });
    await expect(timeline.getByRole('button', { name: 'Unlock central lock: Confirmed' })).toBeVisible();
    await expect(timeline.getByRole('button', { name: 'Central lock: Locked → Unlocked' })).toBeVisible();
    expect(car.unit.actuations.map(({ text }) => text)).toEqual(['lvcanopenalldoors']);
    expect((await api.listCommands(car.id)).map(({ status }) => status)).toEqual(['SUCCEEDED']);
  });

  test('a moving vehicle is not locked, and the page says why and what to quote', async ({ page, addCar, api }) => {
    const car = await addCar({ speed: 38, ignition: true, locked: false });
    await page.goto(`/vehicles/${car.id}`);
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText('The vehicle is moving at 38 km/h. This command is refused while it moves.');
    await dialog.getByRole('button', { name: 'Lock', exact: true }).click();

    const ladder = page.getByRole('region', { name: 'Latest command: Lock central lock' });
    await expect(ladder).toContainText('Vehicle state forbids this');
    await expect(ladder).toContainText('It lies with the vehicle or its unit.');
    await expect(ladder.getByRole('button', { name: /^Copy flow id/ })).toBeVisible();
    await expect(rung(page, 'Sent')).toHaveText(/nothing was sent/);
    const [command] = await api.listCommands(car.id);
    expect(command?.problem_type).toBe('/problems/vehicle/conflicting-state');
    expect(car.unit.received.filter(({ text }) => text.startsWith('lvcan'))).toEqual([]);

    const [about] = await Promise.all([page.waitForEvent('popup'), ladder.getByRole('link', { name: 'About this problem' }).click()]);
    await expect(about.getByRole('heading', { level: 1 })).toContainText('Vehicle state forbids this');
  });
});
