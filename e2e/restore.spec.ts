import { whileHeld } from './fixtures/command-hold.ts';
import { expect, test } from './fixtures/test.ts';

const notice = 'A backup was restored: commands are on hold.';

test.describe('an administrator', () => {
  test.use({ person: 'admin' });
  test('reads on every page that a backup was restored, and lets commands go out again', async ({ page, demo }) => {
    await whileHeld(demo, async () => {
      for (const path of ['/archive', '/fleet']) {
        await page.goto(path);
        await expect(page.getByText(notice)).toBeVisible();
      }
      await expect(page.getByText(/What happened after .* is not known here/)).toBeVisible();
      await page.getByRole('button', { name: 'Let commands go out' }).click();
      await expect(page.getByText(notice)).toHaveCount(0);
      await page.goto('/archive');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText(notice)).toHaveCount(0);
    });
  });
});

test.describe('someone who manages nobody', () => {
  test.use({ person: 'support' });
  test('is told who can', async ({ page, demo }) => {
    await whileHeld(demo, async () => {
      await page.goto('/fleet');
      await expect(page.getByText('Someone who manages users can let them go out again.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Let commands go out' })).toHaveCount(0);
    });
  });
});
