import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { measurePageScripts } from './fixtures/page-scripts.ts';

/** Promised are 190 kB, the map apart; what is left below that is for what the page has yet to learn. */
const most_bytes = 187_000;

test('the fleet page loads little JavaScript before anything is asked of it', () => {
  const bytes = measurePageScripts(join(import.meta.dirname, '..'), '(fleet)/fleet/page');
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(most_bytes);
});
