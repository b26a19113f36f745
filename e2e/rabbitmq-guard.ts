import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { takeFreePorts } from './fixtures/ports.ts';

/**
 * The process that owns a throw-away RabbitMQ. Its argument is the server's start script. It reports `{ url, management_url }` to its parent, takes the
 * orders `kill` (SIGKILL, no farewell), `shut_down` (SIGTERM, as an operator's), `start`, `freeze` and `thaw`, and answers each. When the parent goes
 * away, however it died, the broker and its files go too. Erlang's port mapper is one of its own, so whatever else of Erlang runs on the machine is not
 * met.
 */
const [, , server_script = ''] = process.argv;
const home = mkdtempSync(join(tmpdir(), 'motorpool-rabbitmq-'));
const password = randomBytes(12).toString('hex');
const start_limit_ms = 90_000;
const [amqp_port = 0, management_port = 0, mapper_port = 0, peer_port = 0] = await takeFreePorts(4);
const management_url = `http://motorpool:${password}@127.0.0.1:${management_port}`;
const addresses = { url: `amqp://motorpool:${password}@127.0.0.1:${amqp_port}`, management_url };
let mapper: ChildProcess | undefined;
let broker: ChildProcess | undefined;

/** Durable as an operator's; statistics come each second in place of each five. */
const settings = `listeners.tcp.1 = 127.0.0.1:${amqp_port}
management.tcp.ip = 127.0.0.1
management.tcp.port = ${management_port}
collect_statistics_interval = 1000
default_user = motorpool
default_pass = ${password}
default_user_tags.administrator = true
log.console = true
log.console.level = error
log.file = false
disk_free_limit.absolute = 50MB
`;

const environment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  LANG: 'C.UTF-8',
  HOME: home,
  RABBITMQ_NODENAME: `motorpool-${process.pid}@localhost`,
  RABBITMQ_DIST_PORT: `${peer_port}`,
  ERL_EPMD_PORT: `${mapper_port}`,
  ERL_EPMD_ADDRESS: '127.0.0.1',
  RABBITMQ_MNESIA_BASE: join(home, 'data'),
  RABBITMQ_LOG_BASE: join(home, 'log'),
  RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
  RABBITMQ_ADVANCED_CONFIG_FILE: join(home, 'none.config'),
  RABBITMQ_CONF_ENV_FILE: join(home, 'none.conf'),
  RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
  RABBITMQ_PID_FILE: join(home, 'pid'),
  // Idle schedulers that spin would take the processor from the test.
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-start_epmd false +sbwt none +sbwtdcpu none +sbwtdio none',
});

const isRunning = (child: ChildProcess | undefined): child is ChildProcess & { pid: number } =>
  child?.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** The script, the Erlang machine and what it started are one process group. */
const signal = (name: NodeJS.Signals) => {
  if (isRunning(broker)) process.kill(-broker.pid, name);
};

const isReady = (): Promise<boolean> =>
  fetch(`http://127.0.0.1:${management_port}/api/health/checks/port-listener/${amqp_port}`, {
    headers: { authorization: `Basic ${btoa(`motorpool:${password}`)}` },
    signal: AbortSignal.timeout(2_000),
  }).then(
    ({ ok }) => ok,
    () => false,
  );

async function start(): Promise<void> {
  const log: string[] = [];
  const child = spawn(server_script, [], {
    env: environment() as NodeJS.ProcessEnv,
    cwd: home,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => log.push(chunk));
  broker = child;
  const give_up_at = performance.now() + start_limit_ms;
  while (!(await isReady())) {
    if (!isRunning(child) || performance.now() > give_up_at) throw new Error(`RabbitMQ did not start:\n${log.join('').slice(-4000)}`);
    await pause(50);
  }
}

async function end(by: NodeJS.Signals): Promise<void> {
  const running = broker;
  if (!isRunning(running)) return;
  const exited = once(running, 'close');
  signal(by);
  await exited;
}

const kill = () => end('SIGKILL');

async function stop(code = 0): Promise<void> {
  await kill();
  mapper?.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  process.exit(code);
}

const orders: Record<string, () => Promise<void> | void> = {
  kill,
  shut_down: () => end('SIGTERM'),
  start,
  freeze: () => signal('SIGSTOP'),
  thaw: () => signal('SIGCONT'),
};

process.on('disconnect', () => void stop());
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => {});
process.on('message', (order) => {
  Promise.resolve(orders[String(order)]?.()).then(
    () => process.send?.({ done: order }),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      void stop(1);
    },
  );
});

try {
  if (!existsSync(server_script)) throw new Error(`There is no ${server_script}.`);
  for (const folder of ['data', 'log']) mkdirSync(join(home, folder));
  writeFileSync(join(home, 'rabbitmq.conf'), settings, { mode: 0o600 });
  writeFileSync(join(home, 'enabled_plugins'), '[rabbitmq_management].\n');
  mapper = spawn('epmd', ['-port', `${mapper_port}`, '-address', '127.0.0.1'], { stdio: 'ignore' });
  mapper.on('error', () => {});
  await start();
  process.send?.(addresses);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}
