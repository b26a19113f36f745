import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const long_lived = `
  process.on('SIGTERM', () => { console.log('leaves'); process.exit(0); });
  console.log('runs', process.argv.slice(2).join(' '), process.env.MOTORPOOL_DEMO);
  process.send?.({ type: 'ready' });
  setInterval(() => {}, 1000);
`;

/** The module and all of ours that it imports, from the top of the house. */
const listModules = (path: string, found = new Set<string>()): Set<string> => {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, named = ''] of readFileSync(join(root, path), 'utf8').matchAll(/from '((?:#|\.)[^']+)'/g))
    listModules(named.startsWith('#') ? named.slice(1) : join(dirname(path), named), found);
  return found;
};

/** The real supervisor in a house whose rooms are tiny programs. */
function startHouse(args: string[], settings: Record<string, string>, programs: Record<string, string> = {}) {
  const house = mkdtempSync(join(tmpdir(), 'motorpool-house-'));
  // A child is given the leash by its path.
  for (const path of ['package.json', ...listModules('server/start.ts'), ...listModules('server/supervisor/leash.ts')])
    cpSync(join(root, path), join(house, path));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  const files: Record<string, string> = {
    'server/migrate.ts': `console.log('done');`,
    'server/seed.ts': `console.log('done', process.argv[2]);`,
    'server/gateway.ts': long_lived,
    'server/web.ts': long_lived,
    'e2e/fakes/demo.ts': long_lived,
    ...programs,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const unset = { HOST: '', PORT: '3000', APP_URL: '', DATABASE_URL: '', MOTORPOOL_DEMO: '' };
  const env = { ...process.env, ...unset, HOST: '127.0.0.1', MOTORPOOL_DATA: join(house, 'data'), ...settings };
  const supervisor: ChildProcess = spawn(process.execPath, [join(house, 'server', 'start.ts'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(supervisor, 'exit');
  onTestFinished(async () => {
    supervisor.kill('SIGKILL');
    await exited;
    rmSync(house, { recursive: true, force: true });
  });
  let output = '';
  supervisor.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return { supervisor, exited, read: () => output };
}

const wait = { timeout: 50_000, interval: 20 };
const listOrder = (output: string, pattern: RegExp): string[] => [...output.matchAll(pattern)].map(([, name]) => name ?? '');

it('migrates, seeds the demo, starts everything, says where, and stops web first and the gateway last', async () => {
  const { supervisor, exited, read } = startHouse(['--dev'], {});
  await vi.waitFor(() => expect(read()).toContain('Motorpool is running'), wait);
  expect(listOrder(read(), /^\S+ (\w+) .*\bdone\b/gm)).toEqual(['migrate', 'seed']);
  expect(listOrder(read(), /^\S+ (\w+) .*\bruns\b.* 1$/gm).sort()).toEqual(['demo', 'gateway', 'web']);
  expect(read()).toMatch(/ web .*runs --dev/);
  expect(read()).toContain('demo-access.json');
  supervisor.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  expect(listOrder(read(), /^\S+ (\w+) .*\bleaves\b/gm)).toEqual(['web', 'demo', 'gateway']);
});

it('leaves the demo out of an installation that has settings of its own', async () => {
  const { supervisor, exited, read } = startHouse([], { APP_URL: 'https://fleet.example' });
  await vi.waitFor(() => expect(read()).toContain('https://fleet.example/api/v1'), wait);
  expect(read()).not.toMatch(/seed|demo/);
  supervisor.kill('SIGINT');
  expect(await exited).toEqual([0, null]);
});

it('starts web or gateway alone, each after the migration, and says so', async () => {
  const settings = { DATABASE_URL: 'postgres://fleet.example/motorpool' };
  for (const [name, other] of [
    ['web', 'gateway'],
    ['gateway', 'web'],
  ]) {
    const { supervisor, exited, read } = startHouse([`--${name}`], settings);
    await vi.waitFor(() => expect(read()).toContain(`Motorpool's ${name} is running`), wait);
    expect(listOrder(read(), /^\S+ (\w+) .*\b(?:done|runs)\b/gm)).toEqual(['migrate', name]);
    expect(read()).not.toMatch(new RegExp(` ${other} .*runs`));
    supervisor.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  }
});

it('refuses one part of a demo, which runs as a whole', async () => {
  const { exited, read } = startHouse(['--web'], {});
  expect(await exited).toEqual([1, null]);
  expect(read()).toContain('npm start');
});

it('does not start on a database that cannot be migrated', async () => {
  const { exited, read } = startHouse([], {}, { 'server/migrate.ts': `console.error('disk full'); process.exit(1);` });
  expect(await exited).toEqual([1, null]);
  expect(read()).toMatch(/migrate .*disk full/);
  expect(read()).not.toContain('runs');
});

it('says which setting it cannot read', async () => {
  const { exited, read } = startHouse([], { PORT: 'many' });
  expect(await exited).toEqual([1, null]);
  expect(read()).toContain('PORT');
});
