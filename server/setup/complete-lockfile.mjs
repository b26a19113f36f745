import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out because the registry in use does not carry them.
 * Without the entries `npm ci` calls the lockfile out of sync, on every platform. To run after `npm install <package>` against such a registry;
 * version-floor.test.ts fails when it is due. The entries carry no hash, since the package could not be read.
 */
const lockfile = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'wasm32', 'win32', 'windows'];
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32', 'loong64'];

const lock = JSON.parse(readFileSync(lockfile, 'utf8'));
const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue;
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}: ${version} is a range, so its entry cannot be written`);
    lock.packages[`node_modules/${name}`] = { version, ...readPlatform(name), ...(entry.dev && { dev: true }), optional: true };
    added.push(name);
  }
}
if (added.length > 0) {
  const root = lock.packages[''];
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
  lock.packages = { '': root, ...Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, 'en'))) };
  writeFileSync(lockfile, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added.length > 0 ? `added ${added.length}: ${added.join(', ')}` : 'the lockfile is complete');

/** Node's own look-up: the folder of the package, then each folder above it. */
function isLocked(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

/** Platform packages say in their name what they are for. */
function readPlatform(name) {
  const words = name.slice(name.indexOf('/') + 1).split('-');
  const os = systems.find((system) => system !== 'wasm32' && words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(libc && os === 'linux' && { libc: [libc] }),
    ...(os && { os: [os === 'windows' ? 'win32' : os] }),
  };
}
