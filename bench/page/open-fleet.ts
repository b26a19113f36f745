import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { extendEnvironment } from '#server/config.ts';
import type { AccessFile } from '#server/seed/access-file.ts';
import { chromium_options } from '../../e2e/fixtures/chromium.ts';
import { type Installation, startInstallation } from '../../e2e/fixtures/installation.ts';
import { type LiveFeed, startLiveFeed } from './live-feed.ts';

export interface OpenFleet {
  installation: Installation;
  browser: Browser;
  feed: LiveFeed;
  /** Signed in, and on no page of the fleet yet. */
  page: Page;
  close: () => Promise<void>;
}

const root = join(import.meta.dirname, '../..');

const fillFleet = (vehicles: number) => (data_dir: string) => {
  const env = extendEnvironment({ MOTORPOOL_DATA: data_dir, DATABASE_URL: '', MOTORPOOL_DEMO: '0', LOG_LEVEL: 'error' });
  execFileSync(process.execPath, ['server/seed.ts', 'bench', '--vehicles', String(vehicles)], { cwd: root, env });
};

/** An installation with a fleet of this size, and a browser that is signed in and hears of its vehicles what the feed tells. */
export const openFleet = async (vehicles: number, fill = fillFleet(vehicles)): Promise<OpenFleet> => {
  const installation = await startInstallation({
    demo: false,
    name: `bench-${vehicles}`,
    log_dir: mkdtempSync(join(tmpdir(), 'motorpool-bench-')),
    prepare: fill,
  });
  const feed = await startLiveFeed(installation.app_url);
  const browser = await chromium.launch(chromium_options);
  const close = async () => {
    await browser.close();
    await feed.stop();
    await installation.stop();
  };
  try {
    const access: AccessFile = JSON.parse(readFileSync(join(installation.data_dir, 'bench-access.json'), 'utf8'));
    const [person] = access.people;
    if (!person) throw new Error('The fleet has nobody to sign in.');
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${installation.app_url}/login`);
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/fleet');
    await page.goto('about:blank');
    return { installation, browser, feed, page, close };
  } catch (error) {
    await close();
    throw error;
  }
};
