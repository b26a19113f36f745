/** The gateway as far as ingest goes: real listener, real adapter, and the real store or none. */
import { listModels } from '#lib/catalogue/catalogue.ts';
import { stateOfRecord } from '#lib/domain/state-record.ts';
import { teltonika_adapter } from '#server/adapters/teltonika/adapter.ts';
import { createIngest } from '#server/gateway/ingest.ts';
import { multiplyFleet } from '#server/seed/multiply-fleet.ts';
import { seedActor, seedFleet } from '#server/seed/seed-fleet.ts';
import { addVehicleIn } from '#server/services/create-vehicle.ts';
import { write } from '#server/store/write.ts';
import { openBenchApp } from '../open-app.ts';
import { listenForUnits } from './listen.ts';
import { benchImei, type GatewayOptions, type GatewayUsage } from './messages.ts';

const options: GatewayOptions = JSON.parse(process.argv[2] ?? '{}');
const { brand } = teltonika_adapter;
const [model] = listModels(brand);
if (!model) throw new Error('The catalogue has no model for this brand.');

const app = await openBenchApp(options);
const { db } = app;

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
const port = await listenForUnits(
  model,
  options.store === 'real' ? (reports) => ingest.store(reports.map((report) => ({ report }))) : async () => {},
);

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
process.send?.({ port });
