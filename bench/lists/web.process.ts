/** The API of the web process without the pages: real listener, real sign-in, a fleet of the wanted size. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { VehicleFilter } from '#lib/contract/vehicles.ts';
import type { App } from '#server/app.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { newToken } from '#server/ids.ts';
import { createApiListener } from '#server/rest/api-listener.ts';
import { seedBench } from '#server/seed/bench.ts';
import { seedActor } from '#server/seed/seed-fleet.ts';
import { listVehicles } from '#server/services/vehicle-lists.ts';
import { createVehicleMemory } from '#server/services/vehicle-memory.ts';
import { toVehicle } from '#server/services/vehicle-view.ts';
import { insertApiToken } from '#server/store/api-clients.ts';
import { listVehicleEntries } from '#server/store/vehicle-list.ts';
import { listVehicleRows } from '#server/store/vehicles.ts';
import { createStreamHub } from '#server/streams/sse.ts';
import { openBenchApp } from '../open-app.ts';
import type { SampleVehicle, Usage, WebOptions, WebQuestion, WebReady } from './messages.ts';

const options: WebOptions = JSON.parse(process.argv[2] ?? '{}');
const day_ms = 86_400_000;
const most_samples = 5000;

const openApp = async (): Promise<App> => {
  // Counted as ever, and never reached.
  const app = await openBenchApp(options, { API_REQUESTS_PER_MINUTE: '1000000000' });
  await seedBench(app, options.vehicles);
  // What PostgreSQL does by itself within a minute of such a load; SQLite needs no figures to choose by.
  if (app.db.dialect.name === 'postgres') await sql`VACUUM ANALYZE`.execute(app.db.write);
  return app;
};

const makeToken = async (app: App): Promise<{ fleet_id: string; token: string }> => {
  const client = await app.db.read.selectFrom('api_clients').selectAll().executeTakeFirstOrThrow();
  const token = newToken();
  const now = app.clock();
  await insertApiToken(app.db.write, {
    token_hash: tokenHash(token),
    secret_hash: client.secret_hash,
    client_id: client.id,
    fleet_id: client.fleet_id,
    permissions: client.permissions,
    created_at: new Date(now).toISOString(),
    expires_at: new Date(now + day_ms).toISOString(),
  });
  return { fleet_id: client.fleet_id, token };
};

/** Spread over the whole fleet. */
const pickSamples = async (app: App): Promise<SampleVehicle[]> => {
  const rows = await app.db.read
    .selectFrom('vehicles')
    .innerJoin('latest_states', 'latest_states.vehicle_id', 'vehicles.id')
    .select(['vehicles.id', 'vehicles.license_plate', 'vehicles.tags', 'latest_states.lat', 'latest_states.lon'])
    .where('latest_states.lat', 'is not', null)
    .execute();
  const step = Math.max(1, Math.floor(rows.length / most_samples));
  return rows
    .filter((_, index) => index % step === 0)
    .map(({ id, license_plate, tags, lat, lon }) => ({ id, license_plate, tags: JSON.parse(tags), lat: lat ?? 0, lon: lon ?? 0 }));
};

const opened = await openApp();
const app: App = { ...opened, memory: createVehicleMemory(opened.db) };
const { fleet_id, token } = await makeToken(app);
const server = createServer(createApiListener(app, createStreamHub(app)).answer);

const query = VehicleFilter.parse({});
const makePage = {
  texts: async () => listVehicles(app, seedActor(fleet_id), { params: {}, query, body: undefined }),
  objects: async () => {
    const page = { ...query, archived: false };
    const entries = await listVehicleEntries(app.db.read, app.db.dialect, fleet_id, page);
    const shown = entries.slice(0, query.limit).map(({ id }) => id);
    const rows = await listVehicleRows(app.db.read, app.db.dialect, fleet_id, shown);
    const by_id = new Map(rows.map((row) => [row.id, row]));
    return JSON.stringify({ items: shown.flatMap((id) => by_id.get(id) ?? []).map(toVehicle) });
  },
};

const cpuOf = async (work: () => Promise<unknown>): Promise<Usage> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu_us: user + system };
};

process.on('message', async (question: WebQuestion) => {
  if (question.ask === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu_us: user + system } satisfies Usage);
    return;
  }
  const { by, times } = question;
  const usage = await cpuOf(async () => {
    for (let count = 0; count < times; count += 1) await makePage[by]();
  });
  process.send?.(usage);
});
const samples = await pickSamples(app);
server.listen(0, '127.0.0.1', () => {
  const ready: WebReady = { port: (server.address() as AddressInfo).port, token, samples };
  process.send?.(ready);
});
