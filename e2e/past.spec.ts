import type { Page } from '@playwright/test';
import { expect, expectLive, test } from './fixtures/test.ts';

test.use({ person: 'staff' });

const minute_ms = 60_000;
const row = (page: Page, plate: string) => page.getByRole('grid', { name: 'Vehicles' }).getByRole('row', { name: plate });
const past = (page: Page) => page.getByRole('region', { name: 'The past' });

test('a dispatcher looks at an earlier moment, plays it forward, and comes back to now', async ({ page, addCar, api }) => {
  test.setTimeout(180_000);
  const car = await addCar({ fuel_percent: 64 });
  const before = new Date().toISOString();
  const energyOf = async () => (await api.getState(car.id)).state_of_charge_or_fuel_level_in_percent?.value;
  await expect.poll(energyOf).toBe(64);
  await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(before) + 1_500);
  car.unit.state.fuel_percent = 23;
  car.unit.record();
  await expect.poll(energyOf).toBe(23);

  await page.goto(`/fleet?q=${encodeURIComponent(car.plate)}&sel=${car.id}`);
  await expectLive(page);
  await expect(row(page, car.plate)).toContainText('23');
  const card = page.getByRole('region', { name: `Selected vehicle ${car.plate}` });
  await expect(card.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible();
  await expect(past(page)).toHaveCount(0);

  await page.goto(`/fleet?q=${encodeURIComponent(car.plate)}&sel=${car.id}&at=${before}`);
  await expect(past(page).getByRole('time')).toBeVisible();
  await expect(row(page, car.plate)).toContainText('64');
  await expect(card).toBeVisible();
  await expect(card.getByRole('button', { name: 'Unlock', exact: true }), 'nothing can be done to the past').toHaveCount(0);
  await expect(page.getByRole('checkbox', { name: /^Mark/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Export CSV' })).toHaveCount(0);

  // As slow as life, the past stays as far behind as it is.
  await past(page).getByRole('radio', { name: '1×' }).check({ force: true });
  await past(page).getByRole('button', { name: 'Play' }).click();
  await expect(row(page, car.plate), 'what happened next is told').toContainText('23', { timeout: 60_000 });
  await expect(past(page)).toBeVisible();
  await past(page).getByRole('radio', { name: '300×' }).click({ force: true });
  await expect(past(page), 'the past has come up to the present').toHaveCount(0, { timeout: 60_000 });
  await expect(page).not.toHaveURL(/at=/);
  await expect(card.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible();
});

test('the past is reached from the page, moved through by keys, and kept by the address', async ({ page, addCar }) => {
  test.setTimeout(120_000);
  const car = await addCar();
  await page.goto(`/fleet?view=table&q=${encodeURIComponent(car.plate)}`);
  await expectLive(page);
  await expect(row(page, car.plate)).toBeVisible();
  await page.getByRole('button', { name: 'Look back' }).click();
  await expect(page).toHaveURL(/at=20/);
  await expect(page.getByRole('button', { name: 'Look back' })).toHaveCount(0);
  await expect(page.getByText('No vehicle matches'), 'the log begins before it was added').toBeVisible();

  const slider = past(page).getByRole('slider', { name: 'Moment shown' });
  await slider.focus();
  const moment = past(page).getByRole('time');
  const shownAt = async () => Date.parse((await moment.getAttribute('datetime')) ?? '');
  const first = await shownAt();
  await slider.press('End');
  await expect.poll(shownAt).toBeGreaterThan(first);
  const near = await shownAt();
  await past(page).getByRole('button', { name: 'One minute back' }).click();
  await expect.poll(shownAt).toBeLessThan(near);
  // Or to where the log begins.
  const shown_ms = await shownAt();
  expect(near - shown_ms).toBeLessThanOrEqual(minute_ms);
  const shown = new Date(shown_ms).toISOString();
  await expect(page).toHaveURL((url) => Date.parse(url.searchParams.get('at') ?? '') <= shown_ms);

  await page.reload();
  await expect(moment).toHaveAttribute('datetime', shown);
  await past(page).getByRole('button', { name: 'Back to now' }).click();
  await expect(past(page)).toHaveCount(0);
  await expect(row(page, car.plate)).toBeVisible();
});
