import type { Page } from '@playwright/test';
import { startOwnCloud } from './fixtures/own-cloud.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

const setup = (page: Page) => page.getByRole('region', { name: 'Setup', exact: true });
const rung = (page: Page, name: string) => page.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: name });
/** The page looks for news of a setup by itself. */
const look = { timeout: 30_000 };

test('a car that its maker connects: taken in, unlocked by a dispatcher, let go with the archive', async ({
  page,
  browser,
  sessions,
  demo,
  nextNumber,
}) => {
  const number = nextNumber();
  const plate = `MBZ ${1000 + number}`;
  const name = `Cars ${number}`;
  const cloud = await startOwnCloud(number);
  cloud.control.holds.services = true;
  const goOn = page.getByRole('button', { name: 'Continue' });

  await page.goto('/admin/oem-credentials');
  await page.getByRole('button', { name: 'Add credentials' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add credentials' });
  await sheet.getByLabel('Brand').selectOption({ label: 'Mercedes-Benz' });
  await sheet.getByLabel('Name', { exact: true }).fill(name);
  const { client_id, client_secret, token_url, base_url, kafka_bootstrap } = cloud.credentials;
  const values = {
    'Client id': client_id,
    'Client secret': client_secret,
    'Token address': token_url,
    'API address': base_url,
    'Kafka address': kafka_bootstrap,
  };
  for (const [label, value] of Object.entries(values)) await sheet.getByRole('textbox', { name: label }).fill(value);
  await sheet.getByRole('button', { name: 'Verify' }).click();
  await expect(sheet).toContainText('accepts these credentials');
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`${name} is saved`)).toBeVisible();

  await page.goto('/vehicles/new');
  await page.getByRole('radio', { name: /Mercedes-Benz/ }).check();
  await goOn.click();
  await page.getByRole('radio', { name: new RegExp(name) }).check();
  await goOn.click();
  await page.getByRole('textbox', { name: 'VIN' }).fill(cloud.vin);
  await goOn.click();
  await page.getByRole('radio', { name: /A-Class/ }).check();
  await goOn.click();
  await page.getByLabel('Licence plate').fill(plate);
  await goOn.click();
  await page.getByRole('button', { name: 'Add vehicle' }).click();
  await expect(page.getByRole('heading', { name: `${plate} is in the fleet` })).toBeVisible();
  await expect(setup(page)).toContainText('Setup in progress.');
  await expect(setup(page)).toContainText('0 of 4 services are active. The car must be reached and started once.', look);
  await page.getByRole('link', { name: 'Open the vehicle' }).click();
  await expect(setup(page)).toContainText('Until it is done the vehicle takes no commands.');
  cloud.control.release();
  await expect(setup(page)).toContainText('The setup is done.', look);
  cloud.control.setState(cloud.vin, { locked: true });

  const desk = await browser.newContext({ baseURL: demo.app_url, storageState: await sessions.of('staff') });
  const dispatcher = await desk.newPage();
  await dispatcher.goto(page.url());
  const glance = dispatcher.getByRole('region', { name: 'At a glance' });
  await expect(glance).toContainText(/Locked\?\s*Locked/, look);
  cloud.control.plan('late');
  await dispatcher.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(rung(dispatcher, 'Accepted by the vendor')).toHaveText(/\d\d:\d\d:\d\d/);
  await expect(rung(dispatcher, 'Confirmed by the vehicle')).toHaveText(/not reached|waiting/);
  await expect(glance, 'nothing is shown before the car says it').toContainText(/Locked\?\s*Locked/);
  cloud.control.release();
  await expect(rung(dispatcher, 'Confirmed by the vehicle')).toHaveText(/\d\d:\d\d:\d\d/);
  await expect(glance).toContainText(/Locked\?\s*Unlocked/);
  expect(cloud.control.actuations.map(({ command }) => command)).toEqual(['doors-unlock']);
  await desk.close();

  expect(cloud.control.isRegistered(cloud.vin)).toBe(true);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Archive vehicle…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Archive vehicle' }).click();
  await expect(page.getByRole('region', { name: 'Archived' })).toBeVisible();
  await expect.poll(() => cloud.control.isRegistered(cloud.vin), look).toBe(false);
  expect(cloud.control.requests.some(({ method, path }) => method === 'DELETE' && path === '/api/v1/accounts/vehicles')).toBe(true);
  await cloud.close();
});
