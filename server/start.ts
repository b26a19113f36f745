import { fileURLToPath } from 'node:url';
import { type Config, extendEnvironment, loadConfig } from './config.ts';
import type { ChildSpec } from './supervisor/child.ts';
import { composeGreeting } from './supervisor/greeting.ts';
import { keepRunning, type Service } from './supervisor/keep-running.ts';
import { createLineWriter, type WriteLine } from './supervisor/log-line.ts';
import { runStep } from './supervisor/run-step.ts';
import { stopInOrder } from './supervisor/stop-in-order.ts';

/**
 * The entry of `npm start` and `npm run dev`: migrates, then keeps web, gateway and the demo's fake vendors running. With `--web` or `--gateway` one of
 * the two alone (`npm run start:web`, `npm run start:gateway`): for machines that share a database.
 */
const oldest_node = 24;
const started_at = performance.now();
const stopping = new AbortController();
const services: Service[] = [];
/** Undefined: all. */
const [only] = ['web', 'gateway'].filter((name) => process.argv.includes(`--${name}`));
let writeLine: WriteLine = createLineWriter('text', process.stdout);

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void shutDown(0));

void main();

async function main(): Promise<void> {
  try {
    refuseOldNode();
    const config = loadConfig();
    if (only && config.demo)
      throw new Error(`The demo runs as a whole, by "npm start". For ${only} alone set DATABASE_URL, or MOTORPOOL_DEMO to 0.`);
    writeLine = createLineWriter(config.log_format, process.stdout);
    await start(config);
  } catch (error) {
    if (!stopping.signal.aborted) writeLine('supervisor', error instanceof Error ? error.message : String(error));
    await shutDown(1);
  }
}

async function start(config: Config): Promise<void> {
  const env = extendEnvironment({ MOTORPOOL_DEMO: config.demo ? '1' : '0' });
  const entry = (name: string, path: string, ...args: string[]): ChildSpec => ({ name, file: locate(path), args, env });
  const mode = process.argv.includes('--dev') ? ['--dev'] : [];

  await runStep(entry('migrate', 'server/migrate.ts'), writeLine, stopping.signal);
  if (config.demo) await runStep(entry('seed', 'server/seed.ts', 'demo'), writeLine, stopping.signal);
  if (stopping.signal.aborted) return;

  if (config.demo) {
    const vendors = keepRunning(entry('demo', 'e2e/fakes/demo.ts'), { writeLine });
    services.push(vendors);
    await vendors.ready;
  }
  const all = [entry('gateway', 'server/gateway.ts'), entry('web', 'server/web.ts', ...mode)];
  const specs = all.filter(({ name }) => only === undefined || name === only);
  services.push(...specs.map((spec) => keepRunning(spec, { writeLine })));
  await Promise.all(services.map((service) => service.ready));
  if (config.log_format === 'json') writeLine('supervisor', 'ready');
  else process.stdout.write(composeGreeting(config, performance.now() - started_at, only));
}

/** web first, so that no new work comes in; the demo's vendors next; the gateway last, when it has nothing left to hear. */
async function shutDown(code: number): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  const order = ['web', 'demo', 'gateway'];
  const in_order = services.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  await stopInOrder(in_order, writeLine);
  process.exitCode = code;
}

function refuseOldNode(): void {
  if (Number.parseInt(process.versions.node, 10) >= oldest_node) return;
  throw new Error(
    `Motorpool needs Node ${oldest_node}, this is ${process.version}. Start it by "npm start", which brings its own Node; ` +
      'when npm was told to ignore install scripts, run "npm ci --ignore-scripts=false" once.',
  );
}

function locate(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
