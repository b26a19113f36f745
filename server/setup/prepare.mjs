import { fileURLToPath } from 'node:url';
import { buildPages } from './build-pages.mjs';
import { copyAssets } from './copy-assets.mjs';
import { findNode } from './find-node.mjs';
import { installChromium } from './install-chromium.mjs';
import { installPackages } from './install-packages.mjs';

/**
 * Everything between a clone and the first start, each step only when it is due: packages, copied assets, with `--build` the pages,
 * with `--browser` a Chromium. Runs before node_modules exists and on the system's Node: plain JavaScript for Node 18 and later.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const wants = new Set(process.argv.slice(2));

try {
  await installPackages(root);
  const node = findNode(root);
  await copyAssets();
  if (wants.has('--browser')) await installChromium();
  if (wants.has('--build')) await buildPages(root, node);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
