/** The gateway as far as a vendor's pushes go, or what it is compared with. */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { listModels } from '#lib/catalogue/catalogue.ts';
import { createBrandGuard } from '#server/adapters/brand-guard.ts';
import { segway_adapter } from '#server/adapters/segway/adapter.ts';
import type { App } from '#server/app.ts';
import { ensureKeys, readPrivateKey, readPublicKey } from '#server/auth/keys.ts';
import { loadConfig } from '#server/config.ts';
import { openDb } from '#server/db/connect.ts';
import { migrate } from '#server/db/migrate.ts';
import { createIngest } from '#server/gateway/ingest.ts';
import { createCredentialsVault } from '#server/gateway/open-credentials.ts';
import { createPushServer } from '#server/gateway/push-server.ts';
import { createLog } from '#server/log.ts';
import { seedCredentials } from '#server/seed/seed-credentials.ts';
import { seedActor, seedFleet } from '#server/seed/seed-fleet.ts';
import { addVehicleIn } from '#server/services/create-vehicle.ts';
import { write } from '#server/store/write.ts';
import { push_brand, push_client, push_secret, type ServerOptions, type ServerReady, type ServerUsage } from './messages.ts';

const options: ServerOptions = JSON.parse(process.argv[2] ?? '{}');
const day_ms = 86_400_000;

interface Running {
  url: string;
  countStored(): Promise<number>;
}

const startBare = (): Promise<Running> =>
  new Promise((resolve) => {
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      const message: { iotCode?: string } = JSON.parse(Buffer.concat(parts).toString('utf8'));
      response.writeHead(message.iotCode ? 200 : 400, { 'content-type': 'application/json' }).end('{"code":0}');
    });
    server.listen(0, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, countStored: async () => 0 }),
    );
  });

const startGateway = async (): Promise<Running> => {
  mkdirSync(options.data_dir, { recursive: true });
  const keys = join(options.data_dir, 'keys');
  ensureKeys(keys);
  const db = await openDb({ file: join(options.data_dir, 'bench.db'), url: options.database_url });
  await migrate(db);
  const log = createLog('bench', 'error');
  const app: App = { config: loadConfig({}), db, clock: Date.now, log, public_key: readPublicKey(keys) };
  const [model] = listModels(push_brand);
  if (!model) throw new Error('The catalogue has no model for this brand.');
  const push_path = await write(app, async (tx, emit, audit) => {
    const earlier = { ...app, clock: () => Date.now() - day_ms };
    const fleet_id = await seedFleet(app, tx, 'Bench');
    const values = { client_id: push_client, client_secret: push_secret, base_url: 'https://vendor.invalid', generation: '2' };
    const { ids, push_paths } = await seedCredentials(app, tx, fleet_id, [
      { brand: push_brand, values: { ...values, require_signature: 'true' } },
    ]);
    const credentials_id = ids.get(push_brand) ?? '';
    for (const id of options.unit_ids) {
      const telematics_unit = { id, brand: push_brand, setup: { vehicle_model_id: model.id }, authentication: { credentials_id } };
      await addVehicleIn(earlier, tx, emit, audit, seedActor(fleet_id), { telematics_unit });
    }
    return push_paths.get(push_brand) ?? '';
  });
  const guard = createBrandGuard();
  const { port } = await createPushServer({
    app,
    host: '127.0.0.1',
    port: 0,
    findAdapter: () => segway_adapter,
    vault: createCredentialsVault(app, readPrivateKey(keys), () => guard),
    ingest: createIngest(app),
    onPush: () => {},
    metrics: async () => '',
  });
  const countStored = async () => {
    const { states } = await db.read
      .selectFrom('events')
      .select((row) => row.fn.countAll<number>().as('states'))
      .where('type', '=', 'VehicleStateRecorded')
      .executeTakeFirstOrThrow();
    return Number(states);
  };
  return { url: `http://127.0.0.1:${port}${push_path}`, countStored };
};

const { url, countStored } = await (options.server === 'bare' ? startBare() : startGateway());
const used = process.cpuUsage();
process.on('message', async () => {
  const { user, system } = process.cpuUsage(used);
  process.send?.({ cpu_us: user + system, stored: await countStored() } satisfies ServerUsage);
});
process.send?.({ url } satisfies ServerReady);
