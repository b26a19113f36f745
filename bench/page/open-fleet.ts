import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromium_options } from '../../e2e/fixtures/chromium.ts';
import { type Installation, startInstallation } from '../../e2e/fixtures/installation.ts';
import { fillFleet, signInToSeeded } from '../../e2e/fixtures/seeded-fleet.ts';
import { type LiveFeed, startLiveFeed } from './live-feed.ts';

export interface OpenFleet {
  installation: Installation;
  browser: Browser;
  feed: LiveFeed;
  /** Signed in, and on no page of the fleet yet. */
  page: Page;
  close: () => Promise<void>;
}

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
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const page = await context.newPage();
    await signInToSeeded(page, installation);
    await page.goto('about:blank');
    return { installation, browser, feed, page, close };
  } catch (error) {
    await close();
    throw error;
  }
};
