import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { computeFingerprint } from './fingerprint.mjs';
import { runQuietly } from './run-quietly.mjs';

const made_from = {
  sources: [
    'app',
    'components',
    'lib',
    'server',
    'package-lock.json',
    'next.config.js',
    'postcss.config.mjs',
    'proxy.ts',
    'instrumentation.ts',
    'tsconfig.json',
  ],
  assets: ['public'],
  ignore: (file) => /[.](test|fixture)[.]tsx?$/.test(file),
};

/** `next build`, when anything that the pages are made from has changed since the last one. */
export async function buildPages(root, node) {
  const marker = join(root, '.next', 'motorpool-build');
  const fingerprint = computeFingerprint(root, made_from);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint) return;
  const title = existsSync(marker) ? 'Building the pages (sources have changed)' : 'Building the pages';
  rmSync(marker, { force: true });
  await runQuietly(title, node, [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
  writeFileSync(marker, fingerprint);
}
