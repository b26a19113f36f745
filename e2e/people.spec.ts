import type { Browser, Page } from '@playwright/test';
import { Secret } from '#lib/domain/secret.ts';
import { codeAt } from '#server/auth/totp.ts';
import type { DemoInstallation } from './fixtures/installation.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

const password = 'violet harbour cranes at dawn';
const sheet = (page: Page) => page.getByRole('dialog');
const choose = async (page: Page, name: string, item: string) => {
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const openAs = async (browser: Browser, demo: DemoInstallation) => {
  const context = await browser.newContext({ baseURL: demo.app_url, storageState: { cookies: [], origins: [] }, locale: 'en-GB' });
  return context.newPage();
};
const signIn = async (page: Page, email: string) => {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};
/** Invites somebody on the page and gives the link that it shows. */
const invite = async (page: Page, email: string, preset: string): Promise<string> => {
  await page.goto('/admin/users');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await sheet(page).getByLabel('E-mail').fill(email);
  await sheet(page).getByLabel('Preset').selectOption({ label: preset });
  await sheet(page).getByRole('button', { name: 'Make invitation' }).click();
  const copied = await sheet(page).getByRole('button', { name: 'Copy Link:' }).textContent();
  const link = /https?:\S+?\/invitation\/[\w-]{43}/.exec(copied ?? '')?.[0] ?? '';
  await sheet(page).getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('table', { name: 'Open invitations' })).toContainText(email);
  return link;
};
const accept = async (guest: Page, link: string, name: string, email: string) => {
  await guest.goto(link);
  await guest.getByLabel('Your name').fill(name);
  await guest.getByRole('textbox', { name: 'Password' }).fill(password);
  await guest.getByRole('button', { name: 'Make my account' }).click();
  await expect(guest.getByText('Your account is ready.')).toBeVisible();
  await signIn(guest, email);
  await guest.waitForURL('**/fleet');
};

test('invites a person, who sets up a second factor, signs in with it, and is signed out by the admin', async ({
  page,
  browser,
  demo,
  nextNumber,
}) => {
  const number = nextNumber();
  const [name, email] = [`Guest ${number}`, `guest${number}@example.org`];
  const link = await invite(page, email, 'Support');
  const guest = await openAs(browser, demo);
  await accept(guest, link, name, email);

  await guest.goto('/account');
  await guest.getByRole('button', { name: 'Set up second factor' }).click();
  await sheet(guest).getByRole('textbox', { name: 'Password' }).fill(password);
  await sheet(guest).getByRole('button', { name: 'Continue' }).click();
  await expect(sheet(guest).getByRole('img', { name: 'Picture for the authenticator app' })).toBeVisible();
  const shown = await sheet(guest).getByRole('button', { name: 'Copy Key:' }).textContent();
  const seed = new Secret(/[A-Z2-7]{32}/.exec(shown ?? '')?.[0] ?? '');
  await sheet(guest).getByLabel('Code').fill(codeAt(seed, Date.now()));
  await sheet(guest).getByRole('button', { name: 'Switch on' }).click();
  const codes = sheet(guest).getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recovery_code = (await codes.first().textContent()) ?? '';
  await sheet(guest).getByRole('button', { name: 'I have kept them' }).click();

  await guest.getByRole('button', { name: `Account of ${name}` }).click();
  await guest.getByRole('menuitem', { name: 'Sign out' }).click();
  await guest.waitForURL('**/login');
  await signIn(guest, email);
  await guest.getByLabel('Code').fill('000000');
  await guest.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(guest.getByText('This code is wrong, too old or used already.')).toBeVisible();
  await guest.getByLabel('Code').fill(recovery_code);
  await guest.getByRole('button', { name: 'Sign in', exact: true }).click();
  await guest.waitForURL('**/fleet');

  await page.goto('/admin/users');
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('On');
  await choose(page, name, 'Sign-ins…');
  await sheet(page).getByRole('button', { name: 'End' }).click();
  await expect(sheet(page)).toContainText('Signed in nowhere.');
  await guest.waitForURL('**/login?from=%2Ffleet', { timeout: 10_000 });
  await guest.context().close();
});

test('changes a preset, and a button leaves the pages that are open', async ({ page, browser, demo, nextNumber }) => {
  const number = nextNumber();
  const [preset, name, email] = [`Desk ${number}`, `Reader ${number}`, `reader${number}@example.org`];
  const grade = (area: string, label: string) =>
    sheet(page).getByRole('radiogroup', { name: area, exact: true }).getByText(label, { exact: true });
  await page.goto('/admin/presets');
  await page.getByRole('button', { name: 'Add preset' }).click();
  await sheet(page).getByLabel('Name').fill(preset);
  await grade('Vehicles', 'Read').click();
  await grade('Vehicle lifecycle', 'Write').click();
  await sheet(page).getByRole('button', { name: 'Save' }).click();
  const reader = await openAs(browser, demo);
  await accept(reader, await invite(page, email, preset), name, email);
  const add = reader.getByRole('link', { name: 'Add vehicle' });
  await reader.goto('/fleet?view=table');
  await expect(add).toBeVisible();

  await page.goto('/admin/presets');
  await choose(page, preset, 'Edit…');
  await expect(sheet(page)).toContainText('1 person follows this preset');
  await grade('Vehicle lifecycle', 'None').click();
  await sheet(page).getByRole('button', { name: 'Save' }).click();
  await expect(add).toHaveCount(0, { timeout: 10_000 });
  await reader.context().close();

  await page.goto('/admin/audit-log');
  await expect(page.getByRole('row').filter({ hasText: 'preset.change' }).first()).toContainText('removed: vehicle-lifecycle');
});
