import { judge } from './fixtures/judge.ts';
import { personOf } from './fixtures/sessions.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ locale: 'de-DE' });

test('a German signs in, finds a vehicle and locks it without an English word', async ({ page, addCar, demo, guard }) => {
  guard.allow(/status of 401/);
  const car = await addCar({ locked: false });
  const { email, password } = personOf(demo, 'staff');
  await page.goto('/login?from=%2Ffleet%3Fview%3Dtable');
  await expect(page).toHaveTitle('Anmelden · Motorpool');
  await page.getByLabel('E-Mail').fill(email);
  await page.getByRole('textbox', { name: 'Passwort' }).fill('falsch');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'E-Mail oder Passwort ist falsch.' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Passwort' }).fill(password);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();

  await page.getByRole('searchbox', { name: 'Fahrzeuge suchen' }).fill(car.plate);
  await expect(page.getByText(/^1 von \d+ Fahrzeugen$/)).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Kennzeichen' })).toBeVisible();
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: `Ausgewähltes Fahrzeug ${car.plate}` });
  expect(await judge(page)).toEqual([]);
  await card.getByRole('link', { name: 'Öffnen' }).click();

  await expect(page.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();
  await expect(page).toHaveTitle('Fahrzeug · Motorpool');
  await page.getByRole('button', { name: 'Verriegeln', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Schritte' })).toContainText(/belegt/);
  expect(car.unit.state.locked).toBe(true);
  await expect(page.getByRole('region', { name: 'Einträge des Verlaufs' })).toContainText('Zentralverriegelung schließen: Bestätigt');
  expect(await judge(page)).toEqual([]);
});

test.describe('signed in', () => {
  test.use({ person: 'admin' });

  test('changes the language of every page, and back', async ({ page }) => {
    await page.goto('/archive');
    await expect(page.getByRole('heading', { level: 1, name: 'Archiv' })).toBeVisible();
    await page.getByRole('button', { name: /^Konto von/ }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Archive' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.goto('/vehicles/new');
    await expect(page).toHaveTitle('Add a vehicle · Motorpool');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Fahrzeug hinzufügen' })).toBeVisible();
  });
});
