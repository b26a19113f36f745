/** A gateway with vehicles of several brands, each of whose vendors can fall ill: for the proof and the benchmark of promise P10. */
import type { CredentialsCheck } from '#lib/contract/credentials.ts';
import { permissions } from '#lib/domain/access.ts';
import { type BrandGuard, createBrandGuard } from '#server/adapters/brand-guard.ts';
import { adapters } from '#server/adapters/registry.ts';
import type { App } from '#server/app.ts';
import { readPrivateKey } from '#server/auth/keys.ts';
import { dataPaths } from '#server/config.ts';
import { type GatewayParts, startGateway } from '#server/gateway/gateway.ts';
import { newFlowId } from '#server/ids.ts';
import { testCredentials } from '#server/services/credentials.ts';
import { runCommand } from '#server/services/run-command.ts';
import { listAllCredentials } from '#server/store/credentials.ts';
import { createCloudboxxFake } from '../../e2e/fakes/cloudboxx/fake.ts';
import { createFakeVehicle } from '../../e2e/fakes/fake-vehicle.ts';
import { createMercedesBenzCloud } from '../../e2e/fakes/mercedes-benz/cloud.ts';
import { createNiuFake } from '../../e2e/fakes/niu/fake.ts';
import { createSegwayFake } from '../../e2e/fakes/segway/fake.ts';
import { createTeltonikaUnit } from '../../e2e/fakes/teltonika/unit.ts';
import { imeiOf, seedProofFleet, type WantedVehicles } from './fleet.fixture.ts';
import { createIllVendor, type IllVendor } from './ill-vendor.fixture.ts';
import { unitState } from './unit-state.fixture.ts';

const clock = Date.now;
const client = { client_id: 'proof', client_secret: 'proof-secret' };
const vehiclesOf = (unit_ids: readonly string[]) => unit_ids.map((id) => createFakeVehicle(id, { updated_at: clock() }));
const numbered = (count: number, prefix: string, digits: number) =>
  Array.from({ length: count }, (_, number) => `${prefix}${String(number).padStart(digits, '0')}`);

interface Cloud {
  wanted: WantedVehicles;
  /** That its vehicles obey; none where a result needs the vendor's log. */
  command?: string;
  ill: IllVendor;
  close(): Promise<void>;
}

const startClouds = async (count: number): Promise<Cloud[]> => {
  const ids = {
    CLOUDBOXX: numbered(count, '00', 14),
    NIU: numbered(count, 'NIUP', 12),
    SEGWAY: numbered(count, '868200', 9),
    MERCEDES_BENZ: ['W1KFTCARB00000001'],
  };
  const cloudboxx = createCloudboxxFake({ clock, vehicles: vehiclesOf(ids.CLOUDBOXX), api_keys: ['proof-key'] });
  const niu = createNiuFake({ clock, vehicles: vehiclesOf(ids.NIU), ...client });
  const segway = createSegwayFake({ clock, vehicles: vehiclesOf(ids.SEGWAY), ...client });
  const mercedes = createMercedesBenzCloud({ clock, vehicles: vehiclesOf(ids.MERCEDES_BENZ), ...client, registered: ids.MERCEDES_BENZ });
  const put = async (
    brand: keyof typeof ids,
    fake: { close(): Promise<void>; control: Parameters<typeof createIllVendor>[1] },
    base_url: string,
    values: Record<string, string>,
    command?: string,
  ): Promise<Cloud> => {
    const ill = await createIllVendor(base_url, fake.control);
    const credentials = ill.reach({ base_url, ...values });
    const close = async () => {
      await ill.close();
      await fake.close();
    };
    return { wanted: { brand, unit_ids: ids[brand], credentials }, ill, close, ...(command && { command }) };
  };
  const mercedes_values = await mercedes.listen();
  return Promise.all([
    put('CLOUDBOXX', cloudboxx, await cloudboxx.listen(), { api_key: 'proof-key' }, 'unlock-central-lock'),
    put('NIU', niu, await niu.listen(), client, 'enable-driving'),
    put('SEGWAY', segway, await segway.listen(), client, 'enable-driving'),
    put('MERCEDES_BENZ', mercedes, mercedes_values.base_url, mercedes_values),
  ]);
};

/** A brand's cloud, as the proof sees it from outside and the gateway from inside. */
export interface BrandCloud {
  vendor: IllVendor;
  /** Asks it whether it takes the credentials. */
  check(): Promise<CredentialsCheck['status']>;
  guard(): BrandGuard;
  /** Its credentials are left alone for now, since it asked for that. */
  isPaused(): boolean;
}

export interface Brand {
  name: string;
  /** Work of a usual day; rejects when it goes wrong. */
  work(): Promise<void>;
  cloud?: BrandCloud;
}

/** Asks the cloud so often, an answer permitting, until it is stopped, and looks after each answer. */
export const pester = ({ check }: BrandCloud, look: () => void = () => {}, every_ms = 20) => {
  const statuses = new Set<string>();
  let stopped = false;
  const asking = (async () => {
    while (!stopped) {
      const next = performance.now() + every_ms;
      statuses.add(await check());
      look();
      await new Promise((resolve) => setTimeout(resolve, Math.max(1, next - performance.now())));
    }
  })();
  return {
    statuses,
    stop: async () => {
      stopped = true;
      await asking;
    },
  };
};

/** Starts everything in this process, over real sockets. `createGuard`: what keeps brands apart. */
export const startBrands = async (
  app: App,
  createGuard: NonNullable<GatewayParts['createGuard']> = (_brand, options) => createBrandGuard(options),
  vehicles_per_brand = 2,
) => {
  const guards = new Map<string, BrandGuard>();
  const clouds = await startClouds(vehicles_per_brand);
  const imeis = Array.from({ length: vehicles_per_brand }, (_, number) => imeiOf(number));
  const { fleet_id, vehicles } = await seedProofFleet(app, [
    ...clouds.map(({ wanted }) => wanted),
    { brand: 'TELTONIKA', unit_ids: imeis },
  ]);
  const gateway = await startGateway({
    app,
    private_key: readPrivateKey(dataPaths(app.config.data_dir).keys),
    adapters,
    push: { host: '127.0.0.1', port: 0 },
    listeners: [{ brand: 'TELTONIKA', host: '127.0.0.1', port: 0 }],
    allow_private_addresses: true,
    createGuard: (brand, options) => {
      const guard = createGuard(brand, options);
      guards.set(brand, guard);
      return guard;
    },
    onDeposed: () => {},
  });
  const wiring = { output: 1, active_means: 'driving_disabled' } as const;
  const port = gateway.listener_ports.TELTONIKA ?? 0;
  const units = imeis.map((imei) => createTeltonikaUnit({ imei, host: '127.0.0.1', port, state: unitState(), wiring }));
  for (const unit of units) unit.start();

  const actor = () => ({ type: 'SYSTEM', id: 'proof', name: 'Proof', fleet_id, permissions, flow_id: newFlowId() }) as const;
  const credentials = new Map((await listAllCredentials(app.db.read)).map(({ brand, id }) => [brand, id]));
  const check = async (brand: string) => {
    const params = { brand, credentials_id: credentials.get(brand) ?? '' };
    return (await testCredentials(app, actor(), { params, query: {}, body: undefined })).status;
  };
  const command = async (brand: string, name: string) => {
    const own = vehicles.filter((vehicle) => vehicle.brand === brand);
    await Promise.all(
      own.map(({ vehicle_id }) => runCommand(app, actor(), { params: { vehicle_id, command: name }, query: {}, body: {} })),
    );
  };

  const guardOf = (brand: string): BrandGuard => {
    const guard = guards.get(brand);
    if (!guard) throw new Error(`${brand} has not been called yet.`);
    return guard;
  };

  const brands: Brand[] = clouds.map(({ wanted: { brand }, command: name, ill }) => ({
    name: brand,
    work: async () => {
      if (name) return command(brand, name);
      const status = await check(brand);
      if (status !== 'VALID') throw new Error(`Its credentials are ${status}.`);
    },
    cloud: {
      vendor: ill,
      check: () => check(brand),
      guard: () => guardOf(brand),
      isPaused: () => guardOf(brand).credentialsFigures(`${credentials.get(brand)}/1`)?.paused_until_ms !== undefined,
    },
  }));
  brands.push({ name: 'TELTONIKA', work: () => command('TELTONIKA', 'unlock-central-lock') });
  return {
    brands,
    areUnitsOnline: () => units.every(({ online }) => online),
    stop: async () => {
      for (const unit of units) unit.stop();
      await gateway.stop();
      await Promise.all(clouds.map(({ close }) => close()));
    },
  };
};
