import type { Page } from '@playwright/test';
import { addSecondFleet } from './fixtures/second-fleet.ts';
import { expect, test } from './fixtures/test.ts';

test.describe('an admin', () => {
  test.use({ person: 'admin' });

  const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
  const choose = async (page: Page, name: string, item: string) => {
    await page.getByRole('button', { name: `More for ${name}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const readSecret = async (page: Page) => {
    const dialog = page.getByRole('dialog');
    const [id, secret] = await Promise.all(
      ['Client id', 'Secret'].map((label) => dialog.getByRole('button', { name: `Copy ${label}:` }).textContent()),
    );
    const shown = { id: id?.split(':').at(-1)?.trim() ?? '', secret: secret?.split(':').at(-1)?.trim() ?? '' };
    await expect(dialog).toContainText(`curl -su '${shown.id}:${shown.secret}'`);
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    await expect(page.locator('body')).not.toContainText(shown.secret);
    return shown;
  };

  test('makes an API client, gives it a new secret and deletes it, and its tokens follow', async ({ page, demo, nextNumber }) => {
    const name = `Booking ${nextNumber()}`;
    const { api_url } = demo.access;
    const askToken = async ({ id, secret }: { id: string; secret: string }) => {
      const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
      const answer = await fetch(`${api_url}/auth/oauth/token?grant_type=client_credentials`, {
        method: 'POST',
        headers: { authorization },
      });
      return { status: answer.status, token: (await answer.json()).access_token };
    };
    const statusWith = async (token: string, path: string) =>
      (await fetch(`${api_url}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;

    await page.goto('/fleet');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('API clients');
    await page.getByRole('option', { name: 'API clients' }).click();
    await page.getByRole('button', { name: 'Add API client' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add API client' });
    await sheet.getByLabel('Name').fill('Demo API client');
    await sheet.getByRole('button', { name: 'Add API client' }).click();
    await expect(sheet).toContainText('This name is taken.');
    await sheet.getByLabel('Name').fill(name);
    await sheet.getByLabel('Start from a preset').selectOption('Support');
    const vehicles = sheet.getByRole('radiogroup', { name: 'Vehicles', exact: true });
    await expect(vehicles.getByRole('radio', { name: 'Read' })).toBeChecked();
    await vehicles.getByRole('radio', { name: 'Write' }).check();
    await expect(sheet.getByRole('radiogroup', { name: 'API clients' })).toHaveCount(0);
    await sheet.getByRole('button', { name: 'Add API client' }).click();
    await expect(page.getByRole('dialog', { name: `${name} is ready` })).toBeVisible();
    const first = await readSecret(page);
    await expect(rowOf(page, name)).toContainText(first.id);
    await expect(rowOf(page, name)).toContainText('never');

    const old = await askToken(first);
    expect(await statusWith(old.token, '/vehicles')).toBe(200);
    await choose(page, name, 'New secret…');
    const dialog = page.getByRole('dialog', { name: `New secret for ${name}` });
    await dialog.getByLabel('The old secret goes on working for').selectOption('1 more hour');
    await dialog.getByRole('button', { name: 'Make a new secret' }).click();
    const second = await readSecret(page);
    await expect(rowOf(page, name)).toContainText('Two secrets');
    expect([(await askToken(first)).status, (await askToken(second)).status]).toEqual([200, 200]);

    await choose(page, name, 'New secret…');
    await dialog.getByLabel('The old secret goes on working for').selectOption('Not at all: it ends at once');
    await dialog.getByRole('button', { name: 'Make a new secret' }).click();
    const third = await readSecret(page);
    expect((await askToken(second)).status).toBe(401);
    await expect.poll(() => statusWith(old.token, '/vehicles'), { timeout: 6_000 }).toBe(401);

    const { token } = await askToken(third);
    expect(await statusWith(token, '/tags')).toBe(200);
    await choose(page, name, 'Delete…');
    await page
      .getByRole('alertdialog', { name: `Delete ${name}?` })
      .getByRole('button', { name: 'Delete API client' })
      .click();
    await expect(rowOf(page, name)).toHaveCount(0);
    await expect.poll(() => statusWith(token, '/tags'), { timeout: 6_000 }).toBe(401);
    expect((await askToken(third)).status).toBe(401);
  });
});

test.describe('a person of two fleets', () => {
  test.use({ person: 'support' });

  test('changes between them, in every tab', async ({ page, context, demo }) => {
    await addSecondFleet(demo, 'support', 'Hafenflotte');
    await page.goto('/fleet');
    const banner = page.getByRole('banner');
    await expect(banner).toContainText('Motorpool Montevideo');
    const other = await context.newPage();
    await other.goto('/events');

    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitemradio', { name: 'Hafenflotte' }).click();
    await expect(banner).toContainText('Hafenflotte');
    await expect(banner.getByRole('status')).toHaveText('Live');
    await expect(page.getByText('MVD')).toHaveCount(0);
    await expect(other.getByRole('banner')).toContainText('Hafenflotte');

    await page.keyboard.press('Control+k');
    await page.keyboard.type('Montevideo');
    await page.getByRole('option', { name: 'Fleet: Motorpool Montevideo' }).click();
    await expect(banner).toContainText('Motorpool Montevideo');
    await expect(page.getByText(/^\d+ of \d+ vehicles$|^\d+ vehicles$/).first()).toBeVisible();
  });
});
