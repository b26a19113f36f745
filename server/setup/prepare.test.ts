import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const setup_dir = fileURLToPath(new URL('.', import.meta.url));

/** A clone in miniature: the real scripts, and an `npm` and a `next` that write down that they were called. */
function makeClone() {
  const root = mkdtempSync(join(tmpdir(), 'motorpool-clone-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(setup_dir, join(root, 'server', 'setup'), { recursive: true });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const writeLockfile = (version: string): void =>
    write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/zod': { version } } }));
  write('server/setup/copy-assets.mjs', 'export const copyAssets = async () => 0;');
  write('app/page.tsx', 'one');
  writeLockfile('1.0.0');
  write(
    'fake-next',
    "const fs = require('node:fs'); fs.mkdirSync('.next', { recursive: true }); fs.appendFileSync('calls', 'next ' + process.argv[2] + '\\n');",
  );
  write(
    'bin/npm',
    `#!/bin/sh
echo "npm $1" >> "${root}/calls"
echo "npm warn EBADENGINE noise" >&2
[ -f "${root}/npm-fails" ] && { echo "no such package" >&2; exit 1; }
mkdir -p "${root}/node_modules/next/dist/bin" && cp "${root}/fake-next" "${root}/node_modules/next/dist/bin/next"
cp "${root}/package-lock.json" "${root}/node_modules/.package-lock.json"
echo "added 200 packages in 5s"
`,
  );
  chmodSync(join(root, 'bin', 'npm'), 0o755);
  const prepare = (...args: string[]) => {
    const env = { ...process.env, PATH: `${join(root, 'bin')}:/usr/bin:/bin` };
    const result = spawnSync(process.execPath, [join(root, 'server', 'setup', 'prepare.mjs'), ...args], { encoding: 'utf8', env });
    return { status: result.status, output: result.stdout + result.stderr };
  };
  const takeCalls = (): string[] => {
    const path = join(root, 'calls');
    if (!existsSync(path)) return [];
    const calls = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    rmSync(path);
    return calls;
  };
  return { root, write, writeLockfile, prepare, takeCalls };
}

it('installs and builds on the first start, hides the noise, and does nothing on the second', () => {
  const { prepare, takeCalls } = makeClone();
  const first = prepare('--build');
  expect(first).toMatchObject({ status: 0 });
  expect(first.output).toContain('added 200 packages');
  expect(first.output).not.toContain('EBADENGINE');
  expect(takeCalls()).toEqual(['npm ci', 'next build']);
  expect(prepare('--build')).toEqual({ status: 0, output: '' });
  expect(takeCalls()).toEqual([]);
});

it('installs again when the lockfile has changed, and builds again when a source has, but not for a test', () => {
  const { root, prepare, takeCalls, writeLockfile, write } = makeClone();
  prepare('--build');
  takeCalls();
  writeLockfile('1.0.1');
  prepare();
  expect(takeCalls()).toEqual(['npm ci']);
  prepare('--build');
  takeCalls();
  write('app/page.test.tsx', 'a test');
  prepare('--build');
  expect(takeCalls()).toEqual([]);
  appendFileSync(join(root, 'app', 'page.tsx'), 'two');
  prepare('--build');
  expect(takeCalls()).toEqual(['next build']);
});

it('takes an installation over that was made by hand and agrees with the lockfile', () => {
  const { root, prepare, takeCalls, write, writeLockfile } = makeClone();
  write('node_modules/.package-lock.json', readFileSync(join(root, 'package-lock.json'), 'utf8'));
  expect(prepare().status).toBe(0);
  writeLockfile('2.0.0');
  expect(takeCalls()).toEqual([]);
  prepare();
  expect(takeCalls()).toEqual(['npm ci']);
});

it('says what npm said when npm fails, and starts over next time', () => {
  const { root, prepare, takeCalls, write } = makeClone();
  write('npm-fails', '');
  const failed = prepare();
  expect(failed.status).toBe(1);
  expect(failed.output).toContain('no such package');
  rmSync(join(root, 'npm-fails'));
  expect(prepare().status).toBe(0);
  expect(takeCalls()).toEqual(['npm ci', 'npm ci']);
});

it('builds again after a build that failed, even when the sources went back', () => {
  const { root, prepare, takeCalls, write } = makeClone();
  prepare('--build');
  takeCalls();
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const working = readFileSync(next, 'utf8');
  writeFileSync(next, `console.error('type error in page'); process.exit(1);`);
  write('app/page.tsx', 'broken');
  expect(prepare('--build')).toMatchObject({ status: 1, output: expect.stringContaining('type error in page') });
  writeFileSync(next, working);
  write('app/page.tsx', 'one');
  prepare('--build');
  expect(takeCalls()).toEqual(['next build']);
});
