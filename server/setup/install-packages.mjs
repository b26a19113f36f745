import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { computeFingerprint } from './fingerprint.mjs';
import { runQuietly } from './run-quietly.mjs';

/**
 * Brings node_modules to what package-lock.json says, by `npm ci`, and only when it is not so already. An installation that was made by hand
 * and agrees with the lockfile is taken over. npm runs on the system's Node, since it replaces the one in node_modules.
 */
export async function installPackages(root) {
  const marker = join(root, 'node_modules', '.motorpool-lock');
  const lock_hash = computeFingerprint(root, { sources: ['package-lock.json'] });
  if (readIfThere(marker) === lock_hash) return;
  if (!agreesWithLockfile(root)) {
    const reason = existsSync(join(root, 'node_modules')) ? 'the lockfile has changed' : 'first start';
    await runQuietly(`Installing packages (${reason})`, 'npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=dev'], {
      cwd: root,
      env: { ...process.env, PATH: withoutOwnBinaries(root) },
      shell: process.platform === 'win32',
      summarise: (output) => output.match(/added \d+ packages/)?.[0] ?? '',
    });
  }
  writeFileSync(marker, lock_hash);
}

/** npm keeps what it has installed in node_modules/.package-lock.json, in the form of the lockfile. */
function agreesWithLockfile(root) {
  const installed = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const have = JSON.parse(installed).packages;
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(want).every(([path, entry]) => {
    if (path === '') return true;
    return have[path] ? have[path].version === entry.version : entry.optional || entry.peer;
  });
}

function withoutOwnBinaries(root) {
  const own = join(root, 'node_modules');
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(own))
    .join(delimiter);
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
