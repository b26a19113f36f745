/** People come, take their second factor, change fleets and are sent away; presets change what they see. */
import type { Browser } from '@playwright/test';
import { Secret } from '#lib/domain/secret.ts';
import { codeAt } from '#server/auth/totp.ts';
import { type Hands, handsOf, ways } from './fixtures/hands.ts';
import type { DemoInstallation } from './fixtures/installation.ts';
import { expect, type Page, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

const password = 'violet harbour cranes at dawn';
const sheet = (page: Page) => page.getByRole('dialog');
const openAs = async (browser: Browser, demo: DemoInstallation) => {
  const context = await browser.newContext({ baseURL: demo.app_url, storageState: { cookies: [], origins: [] }, locale: 'en-GB' });
  return context.newPage();
};
const signIn = async (page: Page, hands: Hands, email: string) => {
  await hands.write(page.getByLabel('E-mail'), email);
  await hands.write(page.getByRole('textbox', { name: 'Password' }), password);
  await hands.press(page.getByRole('button', { name: 'Sign in', exact: true }));
};
/** Invites somebody on the page and gives the link that it shows. */
const invite = async (page: Page, hands: Hands, email: string, preset: string): Promise<string> => {
  await page.goto('/admin/users');
  await hands.press(page.getByRole('button', { name: 'Invite', exact: true }));
  await hands.write(sheet(page).getByLabel('E-mail'), email);
  await hands.choose(sheet(page).getByLabel('Preset'), preset);
  await hands.press(sheet(page).getByRole('button', { name: 'Make invitation' }));
  const copied = await sheet(page).getByRole('button', { name: 'Copy Link:' }).textContent();
  const link = /https?:\S+?\/invitation\/[\w-]{43}/.exec(copied ?? '')?.[0] ?? '';
  await hands.press(sheet(page).getByRole('button', { name: 'Done' }));
  await expect(page.getByRole('table', { name: 'Open invitations' })).toContainText(email);
  return link;
};
const accept = async (guest: Page, hands: Hands, link: string, name: string, email: string) => {
  await guest.goto(link);
  await hands.write(guest.getByLabel('Your name'), name);
  await hands.write(guest.getByRole('textbox', { name: 'Password' }), password);
  await hands.press(guest.getByRole('button', { name: 'Make my account' }));
  await expect(guest.getByText('Your account is ready.')).toBeVisible();
  await signIn(guest, hands, email);
  await guest.waitForURL('**/fleet');
};

for (const way of ways) {
  test.describe(`with the ${way}`, () => {
    test('invites a person, who sets up a second factor, signs in with it, and is signed out by the admin', async ({
      page,
      browser,
      demo,
      nextNumber,
    }) => {
      const number = nextNumber();
      const [name, email] = [`Guest ${number}`, `guest${number}@example.org`];
      const hands = handsOf(page, way);
      const link = await invite(page, hands, email, 'Support');
      const guest = await openAs(browser, demo);
      const own = handsOf(guest, way);
      await accept(guest, own, link, name, email);

      await guest.goto('/account');
      await own.press(guest.getByRole('button', { name: 'Set up second factor' }));
      await own.write(sheet(guest).getByRole('textbox', { name: 'Password' }), password);
      await own.press(sheet(guest).getByRole('button', { name: 'Continue' }));
      await expect(sheet(guest).getByRole('img', { name: 'Picture for the authenticator app' })).toBeVisible();
      const shown = await sheet(guest).getByRole('button', { name: 'Copy Key:' }).textContent();
      const seed = new Secret(/[A-Z2-7]{32}/.exec(shown ?? '')?.[0] ?? '');
      await own.write(sheet(guest).getByLabel('Code'), codeAt(seed, Date.now()));
      await own.press(sheet(guest).getByRole('button', { name: 'Switch on' }));
      const codes = sheet(guest).getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
      await expect(codes).toHaveCount(10);
      const recovery_code = (await codes.first().textContent()) ?? '';
      await own.press(sheet(guest).getByRole('button', { name: 'I have kept them' }));

      await own.pick(guest.getByRole('button', { name: `Account of ${name}` }), 'Sign out');
      await guest.waitForURL('**/login');
      await signIn(guest, own, email);
      await own.write(guest.getByLabel('Code'), '000000');
      await own.press(guest.getByRole('button', { name: 'Sign in', exact: true }));
      await expect(guest.getByText('This code is wrong, too old or used already.')).toBeVisible();
      await own.write(guest.getByLabel('Code'), recovery_code);
      await own.press(guest.getByRole('button', { name: 'Sign in', exact: true }));
      await guest.waitForURL('**/fleet');

      await page.goto('/admin/users');
      await expect(page.getByRole('row').filter({ hasText: email })).toContainText('On');
      await hands.pick(page.getByRole('button', { name: `More for ${name}` }), 'Sign-ins…');
      await hands.press(sheet(page).getByRole('button', { name: 'End' }));
      await expect(sheet(page)).toContainText('Signed in nowhere.');
      await guest.waitForURL('**/login?from=%2Ffleet');
      await guest.context().close();

      await hands.press(sheet(page).getByRole('button', { name: 'Close' }));
      await hands.pick(page.getByRole('button', { name: `More for ${name}` }), 'Remove…');
      await hands.press(page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: false }).last());
      await expect(page.getByRole('row').filter({ hasText: email })).toHaveCount(0);
    });

    test('changes a preset, and a button leaves the pages that are open', async ({ page, browser, demo, nextNumber }) => {
      const number = nextNumber();
      const [preset, name, email] = [`Desk ${number}`, `Reader ${number}`, `reader${number}@example.org`];
      const hands = handsOf(page, way);
      const grade = (area: string, label: string) =>
        hands.press(sheet(page).getByRole('radiogroup', { name: area, exact: true }).getByRole('radio', { name: label, exact: true }));
      await page.goto('/admin/presets');
      await hands.press(page.getByRole('button', { name: 'Add preset' }));
      await hands.write(sheet(page).getByLabel('Name'), preset);
      await grade('Vehicles', 'Read');
      await grade('Vehicle lifecycle', 'Write');
      await hands.press(sheet(page).getByRole('button', { name: 'Save' }));
      const reader = await openAs(browser, demo);
      await accept(reader, handsOf(reader, way), await invite(page, hands, email, preset), name, email);
      const add = reader.getByRole('link', { name: 'Add vehicle' });
      await reader.goto('/fleet?view=table');
      await expect(add).toBeVisible();

      await page.goto('/admin/presets');
      await hands.pick(page.getByRole('button', { name: `More for ${preset}` }), 'Edit…');
      await expect(sheet(page)).toContainText('1 person follows this preset');
      await grade('Vehicle lifecycle', 'None');
      await hands.press(sheet(page).getByRole('button', { name: 'Save' }));
      await expect(add).toHaveCount(0);
      await reader.context().close();

      await page.goto('/admin/audit-log');
      await expect(page.getByRole('row').filter({ hasText: 'preset.change' }).first()).toContainText('removed: vehicle-lifecycle');
    });
  });
}
