/** The gateway as far as ingest goes: real listener, real adapter, and the real store or none. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { listModels } from '#lib/catalogue/catalogue.ts';
import { stateOfRecord } from '#lib/domain/state-record.ts';
import { teltonika_adapter } from '#server/adapters/teltonika/adapter.ts';
import type { App } from '#server/app.ts';
import { ensureKeys, readPublicKey } from '#server/auth/keys.ts';
import { loadConfig } from '#server/config.ts';
import { openDb } from '#server/db/connect.ts';
import { migrate } from '#server/db/migrate.ts';
import { createIngest } from '#server/gateway/ingest.ts';
import { createTcpListener } from '#server/gateway/tcp-listener.ts';
import { createLog } from '#server/log.ts';
import { multiplyFleet } from '#server/seed/multiply-fleet.ts';
import { seedActor, seedFleet } from '#server/seed/seed-fleet.ts';
import { addVehicleIn } from '#server/services/create-vehicle.ts';
import { write } from '#server/store/write.ts';
import { benchImei, type GatewayOptions, type GatewayUsage } from './messages.ts';

const options: GatewayOptions = JSON.parse(process.argv[2] ?? '{}');
const { brand } = teltonika_adapter;
const [model] = listModels(brand);
if (!model) throw new Error('The catalogue has no model for this brand.');

mkdirSync(options.data_dir, { recursive: true });
ensureKeys(join(options.data_dir, 'keys'));
const db = await openDb({ file: join(options.data_dir, 'bench.db'), url: options.database_url });
await migrate(db);
const log = createLog('bench', 'error');
const app: App = { config: loadConfig({}), db, clock: Date.now, log, public_key: readPublicKey(join(options.data_dir, 'keys')) };

if (options.store === 'real') {
  // What the load sends is measured from yesterday on.
  const earlier = { ...app, clock: () => Date.now() - 2 * 86_400_000 };
  const fleet_id = await write(app, async (tx, emit, audit) => {
    const fleet_id = await seedFleet(app, tx, 'Bench');
    const telematics_unit = { id: benchImei(0), brand, setup: { vehicle_model_id: model.id } };
    await addVehicleIn(earlier, tx, emit, audit, seedActor(fleet_id), { telematics_unit });
    return fleet_id;
  });
  await multiplyFleet(app, fleet_id, options.vehicles);
}

const ingest = createIngest(app);
const listener = await createTcpListener({
  adapter: teltonika_adapter,
  host: '127.0.0.1',
  port: 0,
  identify: async (unit_id) => ({ unit_id, model, settings: {} }),
  store: options.store === 'real' ? (reports) => ingest.store(reports.map((report) => ({ report }))) : async () => {},
  settle: () => {},
  noteSeen: () => {},
  onConnected: () => {},
  onDisconnected: () => {},
  clock: Date.now,
  random: Math.random,
  log: { info: () => {}, warn: (fields, message) => log.error(fields, message) },
  limits: {
    max_connects_per_minute_and_address: 10_000_000,
    max_unidentified_per_address: 10_000,
    quiet_ms: 0,
    offline_grace_ms: 3_600_000,
  },
});

/** Measured values in the log, not acknowledgements: a record counts when its position is there. */
let counted_before = 0;
const countStored = async (): Promise<number> => {
  if (options.store === 'null') return 0;
  const rows = await db.read.selectFrom('events').select('data').where('type', '=', 'VehicleStateRecorded').execute();
  const all = rows.filter(({ data }) => stateOfRecord(JSON.parse(data)).position !== undefined).length;
  const stored = all - counted_before;
  counted_before = all;
  return stored;
};

let used = process.cpuUsage();
process.on('message', async (message) => {
  if (message === 'start') used = process.cpuUsage();
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage(used);
  const usage: GatewayUsage = { cpu_us: user + system, stored: await countStored() };
  process.send?.(usage);
});
process.send?.({ port: listener.port });
