import { existsSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { runQuietly } from './run-quietly.mjs';

/** Makes sure that a Chromium is there for the end-to-end tests; on Debian as root it is installed, elsewhere the message says what to do. */
export async function installChromium() {
  if (findChromium()) return;
  const may_install = process.getuid?.() === 0 && existsSync('/etc/debian_version') && !process.env.CHROMIUM_PATH;
  if (may_install) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runQuietly('Reading the package lists', 'apt-get', ['update'], { env });
    await runQuietly('Installing Chromium', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  }
  if (findChromium()) return;
  throw new Error(
    'The end-to-end tests need a Chromium and found none: install the package "chromium" (or Google Chrome), or name one in CHROMIUM_PATH.\n' +
      'The other tests run without it: npm run check.',
  );
}
