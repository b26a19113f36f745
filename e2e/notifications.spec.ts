/** A person has himself told of something, is told in the inbox and by mail, and reads it; a stranger asks for a new password. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataPaths } from '#server/config.ts';
import { handsOf, ways } from './fixtures/hands.ts';
import type { DemoInstallation } from './fixtures/installation.ts';
import { expect, type Page, test } from './fixtures/test.ts';

const sheet = (page: Page) => page.getByRole('dialog');
/** What the demo's mail server was given, newest last. */
const mailsOf = ({ data_dir }: DemoInstallation): string[] => {
  const folder = dataPaths(data_dir).demo_mails;
  return existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    : [];
};
const limit = { timeout: 60_000 };

for (const way of ways) {
  test.describe(`with the ${way}`, () => {
    test.use({ person: 'admin' });

    test('makes a notification, tries its mail, is told by the bell and reads the inbox', async ({ page, demo, nextNumber, addCar }) => {
      const hands = handsOf(page, way);
      const [name, address] = [`Arrivals ${nextNumber()}`, `arrivals${nextNumber()}@example.org`];
      await page.goto('/admin/notifications');
      await hands.press(page.getByRole('button', { name: 'Add notification' }));
      await hands.write(sheet(page).getByLabel('Name'), name);
      await hands.press(sheet(page).locator('summary').filter({ hasText: 'Edits' }));
      await hands.tick(sheet(page).getByRole('checkbox', { name: 'Vehicle added' }));
      await hands.write(sheet(page).getByLabel('By mail'), address);
      await hands.press(sheet(page).getByRole('button', { name: 'Add notification' }));
      const row = page.getByRole('row').filter({ hasText: name });
      await expect(row).toContainText('Vehicle added');

      await hands.pick(page.getByRole('button', { name: `More for ${name}` }), 'Tests and deliveries…');
      await hands.press(sheet(page).getByRole('button', { name: 'Test: E-mail' }));
      await expect(sheet(page).getByRole('listitem').filter({ hasText: address }).first()).toContainText('Delivered', limit);
      expect(mailsOf(demo).some((mail) => mail.includes(`To: ${address}`) && mail.includes('Test: Vehicle added'))).toBe(true);
      await hands.press(sheet(page).getByRole('button', { name: 'Close' }));

      const { plate } = await addCar();
      await expect(page.getByRole('link', { name: /^Inbox: \d+ not read/ })).toBeVisible(limit);
      await hands.press(page.getByRole('link', { name: /^Inbox:/ }));
      await expect(
        page
          .getByRole('list', { name: 'Inbox' })
          .getByRole('link', { name: new RegExp(plate) })
          .first(),
      ).toBeVisible(limit);
      await hands.press(page.getByRole('button', { name: 'Mark all as read' }));
      await expect(page.getByText('Everything is read.')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Inbox', exact: true })).toBeVisible();
      await expect.poll(() => mailsOf(demo).some((mail) => mail.includes(`To: ${address}`) && mail.includes(plate)), limit).toBe(true);

      await page.goto('/admin/notifications');
      await hands.pick(page.getByRole('button', { name: `More for ${name}` }), 'Delete…');
      await hands.press(page.getByRole('alertdialog').getByRole('button', { name: 'Delete notification' }));
      await expect(row).toHaveCount(0);
    });
  });
}

test.describe('a stranger', () => {
  test.use({ person: undefined });

  test('who forgot the password is told the same whoever he is, and gets a link where there is an account', async ({ page, demo }) => {
    const [known] = demo.access.people.filter(({ preset }) => preset === 'Operations Specialist');
    for (const email of ['nobody@example.org', known?.email ?? '']) {
      await page.goto('/forgot-password');
      await page.getByLabel('E-mail').fill(email);
      await page.getByRole('button', { name: 'Mail me a link' }).click();
      await expect(page.getByText(`If ${email} belongs to an account, a mail with a link is on its way.`)).toBeVisible();
    }
    const linkTo = (email: string) =>
      mailsOf(demo)
        .findLast((mail) => mail.includes(`To: ${email}`))
        ?.match(/http\S+\/password-reset\/\S+/)?.[0];
    await expect.poll(() => linkTo(known?.email ?? ''), limit).toBeDefined();
    expect(linkTo('nobody@example.org')).toBeUndefined();
    await page.goto(linkTo(known?.email ?? '') ?? '');
    await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
  });
});
