/** What a desk needs beside the screen: paper, files, and pages that stay useful when a part of them fails. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { personOf } from './fixtures/sessions.ts';
import { expect, test } from './fixtures/test.ts';

test.describe('signed in', () => {
  test.use({ person: 'staff' });

  test('a vehicle on paper has its facts and nothing to click', async ({ page, addCar }) => {
    const car = await addCar();
    await page.goto(`/vehicles/${car.id}`);
    const state = page.getByRole('region', { name: 'State', exact: true });
    await expect(state).toContainText('64 %');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.getByRole('banner')).toBeHidden();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
    for (const name of ['Unlock', 'Add tag', 'Save', 'Add note', 'Jump'])
      await expect(page.getByRole('button', { name, exact: true })).toBeHidden();
    for (const text of [car.plate, car.vin, car.unit.imei])
      await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
    await expect(state).toBeVisible();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'paper is white').toBe('rgb(255, 255, 255)');
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });

  test('what is exported holds no live formula, and comes back whole', async ({ page, addCar, api }) => {
    const car = await addCar();
    const formula = '=HYPERLINK("https://example.org","x")';
    await page.goto(`/vehicles/${car.id}`);
    const data = page.getByRole('region', { name: 'Master data' });
    await data.getByLabel('Name', { exact: true }).fill(formula);
    await data.getByLabel('Remark').fill('@SUM(1+1)');
    await data.getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => (await api.getVehicle(car.id)).master_data.custom_name).toBe(formula);
    await page.goto(`/fleet?view=table&cols=plate,name,vin&q=${encodeURIComponent(car.plate)}`);
    await expect(page.getByText(/^1 of \d+ vehicles$/)).toBeVisible();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()]);
    const [row, ...others] = parse(readFileSync(await file.path(), 'utf8'), { columns: true, bom: true }) as Record<string, string>[];
    expect(others).toEqual([]);
    expect(row?.license_plate).toBe(car.plate);
    expect(row?.custom_name).toBe(`'${formula}`);
    expect(Object.values(row ?? {}).filter((cell) => /^[=+\-@\t\r\0]/.test(cell))).toEqual([]);
  });

  test('a part of a page fails by itself, and says what to quote', async ({ page, addCar, guard }) => {
    guard.allow(/TypeError|status of 503|Cannot read|undefined/);
    const car = await addCar();
    const notes = '**/api/v1/vehicles/*/notes';
    await page.route(notes, (route) => route.fulfill({ json: { items: [{ id: 'x' }] } }));
    await page.route('**/api/v1/vehicles/*/state-history*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        json: {
          type: '/problems/service-unavailable',
          title: 'Temporarily unavailable',
          status: 503,
          detail: 'Try again in a moment.',
          flow_id: '7d1d7c1c-0000-4000-8000-000000000000',
        },
      }),
    );
    await page.goto(`/vehicles/${car.id}`);
    const failed = page.getByRole('alert').filter({ hasText: 'This part of the page failed' });
    await expect(failed).toContainText('It lies with Motorpool');
    await expect(failed.getByRole('button', { name: /^Copy flow id/ })).toContainText(/[0-9a-f]{8}-[0-9a-f-]{27}/);
    await expect(page.getByRole('region', { name: 'History' }).getByRole('alert')).toContainText('7d1d7c1c-0000-4000-8000-000000000000');
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Steps' })).toContainText(/proved by/);

    await page.unroute(notes);
    await page.reload();
    await expect(page.getByText('No notes yet.')).toBeVisible();
    await expect(failed).toHaveCount(0);
  });
});

test('who forgot the password is told the same, whoever he is', async ({ page, demo }) => {
  for (const email of ['nobody@example.org', personOf(demo, 'support').email]) {
    await page.goto('/login');
    await page.getByRole('link', { name: 'Forgot the password?' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Forgot the password?' })).toBeVisible();
    await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await expect(page.getByText(`If ${email} belongs to an account, a mail with a link is on its way.`)).toBeVisible();
  }
  await page.getByRole('link', { name: 'Back to the sign-in' }).click();
  await expect(page.getByRole('button', { name: /^Demo staff/ })).toBeVisible();
});
