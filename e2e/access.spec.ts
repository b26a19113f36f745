import { type Hands, handsOf, ways } from './fixtures/hands.ts';
import { addSecondFleet } from './fixtures/second-fleet.ts';
import { expect, expectLive, type Page, test } from './fixtures/test.ts';

test.describe('an admin', () => {
  test.use({ person: 'admin' });

  const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
  const readSecret = async (page: Page, hands: Hands) => {
    const dialog = page.getByRole('dialog');
    const [id, secret] = await Promise.all(
      ['Client id', 'Secret'].map((label) => dialog.getByRole('button', { name: `Copy ${label}:` }).textContent()),
    );
    const shown = { id: id?.split(':').at(-1)?.trim() ?? '', secret: secret?.split(':').at(-1)?.trim() ?? '' };
    await expect(dialog).toContainText(`curl -su '${shown.id}:${shown.secret}'`);
    await hands.press(dialog.getByRole('button', { name: 'I have copied it' }));
    await expect(page.locator('body')).not.toContainText(shown.secret);
    return shown;
  };

  for (const way of ways) {
    test(`makes an API client, gives it a new secret and deletes it, and its tokens follow, with the ${way}`, async ({
      page,
      demo,
      nextNumber,
    }) => {
      const hands = handsOf(page, way);
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

      await page.goto('/health');
      await expectLive(page);
      await hands.goTo('API clients');
      await hands.press(page.getByRole('button', { name: 'Add API client' }));
      const sheet = page.getByRole('dialog', { name: 'Add API client' });
      await hands.write(sheet.getByLabel('Name'), 'Demo API client');
      await hands.press(sheet.getByRole('button', { name: 'Add API client' }));
      await expect(sheet).toContainText('This name is taken.');
      await hands.write(sheet.getByLabel('Name'), name);
      await hands.choose(sheet.getByLabel('Start from a preset'), 'Support', 'forgets');
      const vehicles = sheet.getByRole('radiogroup', { name: 'Vehicles', exact: true });
      await expect(vehicles.getByRole('radio', { name: 'Read' })).toBeChecked();
      await hands.press(vehicles.getByRole('radio', { name: 'Write' }));
      await expect(sheet.getByRole('radiogroup', { name: 'API clients' })).toHaveCount(0);
      await hands.press(sheet.getByRole('button', { name: 'Add API client' }));
      await expect(page.getByRole('dialog', { name: `${name} is ready` })).toBeVisible();
      const first = await readSecret(page, hands);
      await expect(rowOf(page, name)).toContainText(first.id);
      await expect(rowOf(page, name)).toContainText('never');

      const old = await askToken(first);
      expect(await statusWith(old.token, '/vehicles')).toBe(200);
      await hands.pick(page.getByRole('button', { name: `More for ${name}` }), 'New secret…');
      const dialog = page.getByRole('dialog', { name: `New secret for ${name}` });
      await hands.choose(dialog.getByLabel('The old secret goes on working for'), '1 more hour');
      await hands.press(dialog.getByRole('button', { name: 'Make a new secret' }));
      const second = await readSecret(page, hands);
      await expect(rowOf(page, name)).toContainText('Two secrets');
      expect([(await askToken(first)).status, (await askToken(second)).status]).toEqual([200, 200]);

      await hands.pick(page.getByRole('button', { name: `More for ${name}` }), 'New secret…');
      await hands.choose(dialog.getByLabel('The old secret goes on working for'), 'Not at all: it ends at once');
      await hands.press(dialog.getByRole('button', { name: 'Make a new secret' }));
      const third = await readSecret(page, hands);
      expect((await askToken(second)).status).toBe(401);
      await expect.poll(() => statusWith(old.token, '/vehicles'), { timeout: 60_000 }).toBe(401);

      const { token } = await askToken(third);
      expect(await statusWith(token, '/tags')).toBe(200);
      await hands.pick(page.getByRole('button', { name: `More for ${name}` }), 'Delete…');
      await hands.press(page.getByRole('alertdialog', { name: `Delete ${name}?` }).getByRole('button', { name: 'Delete API client' }));
      await expect(rowOf(page, name)).toHaveCount(0);
      await expect.poll(() => statusWith(token, '/tags'), { timeout: 60_000 }).toBe(401);
      expect((await askToken(third)).status).toBe(401);
    });
  }
});

test.describe('a person of two fleets', () => {
  test.use({ person: 'support' });

  for (const way of ways) {
    test(`changes between them, in every tab, with the ${way}`, async ({ page, context, demo }) => {
      const hands = handsOf(page, way);
      await addSecondFleet(demo, 'support', 'Hafenflotte');
      await page.goto('/fleet?view=table');
      const banner = page.getByRole('banner');
      await expect(banner).toContainText('Motorpool Montevideo');
      const other = await context.newPage();
      await other.goto('/events');

      await hands.pick(page.getByRole('button', { name: /^Account of/ }), 'Hafenflotte');
      await expect(banner).toContainText('Hafenflotte');
      await expect(banner.getByRole('status')).toHaveText('Live');
      await expect(page.getByText('MVD')).toHaveCount(0);
      await expect(other.getByRole('banner')).toContainText('Hafenflotte');

      await hands.goTo('Fleet: Motorpool Montevideo');
      await expect(banner).toContainText('Motorpool Montevideo');
      await expect(page.getByText(/^\d+ of \d+ vehicles$|^\d+ vehicles$/).first()).toBeVisible();
    });
  }
});
