import { test as base, expect } from '@playwright/test';
import { guardContext } from './fixtures/guard.ts';
import { type Installation, startInstallation } from './fixtures/installation.ts';

const test = base.extend<object, { empty: Installation }>({
  empty: [
    async ({ browserName: _ }, use, { workerIndex, project }) => {
      const installation = await startInstallation({ demo: false, name: `empty-${workerIndex}`, log_dir: project.outputDir });
      await use(installation);
      await installation.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const password = 'a lantern over quiet water';

test('a fresh installation is set up with the token from its console', async ({ empty, context, page }) => {
  const guard = guardContext(context, empty.app_url);
  guard.allow(/status of 401/);
  const [, token = ''] = /one-time token: ([\w-]+)/.exec(empty.readLog()) ?? [];
  expect(token, 'the console tells the token').not.toBe('');

  await page.goto(empty.app_url);
  await expect(page).toHaveURL(/\/set-up/);
  await page.getByLabel('One-time token').fill('not-the-token');
  await page.getByLabel('Fleet name').fill('Harbour Cars');
  await page.getByLabel('Your name').fill('Ana');
  await page.getByLabel('E-mail').fill('ana@harbour.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('short');
  await page.getByRole('button', { name: 'Set up the fleet' }).click();
  await expect(page.getByText(/at least 12 characters/i).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Set up the fleet' }).click();
  await expect(page.getByText('Not the token that the console shows.')).toBeVisible();
  await page.getByLabel('One-time token').fill(token);
  await page.getByRole('button', { name: 'Set up the fleet' }).click();

  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByText('The fleet is set up.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Demo/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Forgot the password?' }).click();
  await expect(page.getByRole('listitem'), 'without a mail server one learns whom to ask').toHaveCount(3);
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await page.getByRole('link', { name: 'Back to the sign-in' }).click();
  await page.getByLabel('E-mail').fill('ana@harbour.example');
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByText('No vehicles yet')).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Harbour Cars');
  await page.getByRole('link', { name: 'Add vehicle' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Add a vehicle' })).toBeVisible();
  await page.goto(`${empty.app_url}/set-up`);
  await expect(page, 'it can be done once').not.toHaveURL(/\/set-up/);
  expect(guard.faults()).toEqual([]);
});
