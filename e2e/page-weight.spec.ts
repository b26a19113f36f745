import { join } from 'node:path';
import { snapshot_media_type } from '#lib/contract/snapshot/media-type.ts';
import { measurePageScripts } from './fixtures/page-scripts.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'staff' });

/** Promised are 190 kB, the map apart; what is left below that is for what the page has yet to learn. */
const most_bytes = 188_000;

test('the fleet page loads little JavaScript before anything is asked of it, and the fleet once, as bytes', async ({ page }) => {
  const bytes = measurePageScripts(join(import.meta.dirname, '..'), '(fleet)/fleet/page');
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(most_bytes);

  const snapshots: (string | null)[] = [];
  page.on('response', async (answer) => {
    if (answer.url().includes('/fleet-snapshot')) snapshots.push(await answer.headerValue('content-type'));
  });
  await page.goto('/fleet');
  await expect(page.getByRole('grid', { name: 'Vehicles' }).getByRole('row').nth(3)).toBeVisible();
  expect(snapshots).toEqual([snapshot_media_type]);
});
