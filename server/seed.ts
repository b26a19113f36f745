/** `node server/seed.ts demo | empty | bench [--vehicles N]`: makes the named data set in an empty database; a demo that is there stays as it is. */
import { existsSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type App, createApp } from './app.ts';
import { ensureKeys } from './auth/keys.ts';
import { dataPaths, loadConfig } from './config.ts';
import { migrate } from './db/migrate.ts';
import { seedBench } from './seed/bench.ts';
import { seedDemo } from './seed/demo.ts';
import { listFleets } from './store/access.ts';

const most_vehicles = 1_000_000;

const readArguments = () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { vehicles: { type: 'string' } } });
  const vehicles = values.vehicles === undefined ? undefined : Number(values.vehicles);
  if (vehicles !== undefined && !(Number.isInteger(vehicles) && vehicles > 0 && vehicles <= most_vehicles)) {
    throw new Error(`--vehicles takes a whole number from 1 to ${most_vehicles}.`);
  }
  return { scenario: positionals[0], vehicles };
};

const makeScenario: Record<string, (app: App, vehicles: number | undefined) => Promise<void>> = {
  demo: seedDemo,
  bench: (app, vehicles = 1000) => seedBench(app, vehicles),
  /** Tables and keys only: the first visitor sets the installation up. */
  empty: async () => {},
};

const main = async (): Promise<void> => {
  const { scenario = '', vehicles } = readArguments();
  const make = makeScenario[scenario];
  if (!make) throw new Error(`Name a scenario: ${Object.keys(makeScenario).join(', ')}.`);
  const config = loadConfig();
  const paths = dataPaths(config.data_dir);
  mkdirSync(config.data_dir, { recursive: true, mode: 0o700 });
  ensureKeys(paths.keys);
  const app = await createApp(config, 'seed');
  try {
    await migrate(app.db);
    const occupied = (await listFleets(app.db.read)).length > 0;
    if (occupied && scenario === 'demo' && existsSync(paths.demo)) return;
    if (occupied) throw new Error('The database holds a fleet already; a scenario needs an empty one.');
    const began_ms = performance.now();
    await make(app, vehicles);
    console.log(`Scenario ${scenario} is there (${((performance.now() - began_ms) / 1000).toFixed(1)} s).`);
  } finally {
    await app.db.close();
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
