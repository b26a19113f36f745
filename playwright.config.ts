import { defineConfig } from '@playwright/test';
import { chromium_options } from './e2e/fixtures/chromium.ts';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  // Each has an installation of its own. One alone leaves two cores idle for half of the time: journeys wait for answers and for what units report.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // In CI a journey that fails is tried once more, in a new installation; one that then passes is named at the end of the run.
  retries: process.env.CI ? 1 : 0,
  // Generous: they are waited for by what fails alone, and a machine may be busy.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    // Without its film strip, for which every frame would be read back from a software GPU. In CI it is for the second try alone: it copies the page
    // before and after every key.
    trace: { mode: process.env.CI ? 'on-first-retry' : 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    actionTimeout: 45_000,
    navigationTimeout: 60_000,
    // Pages are drawn and put together by the processor, which is quicker at it than at playing a GPU: the map alone has that.
    launchOptions: { ...chromium_options, args: [...chromium_options.args, '--disable-gpu-rasterization', '--disable-gpu-compositing'] },
  },
});
