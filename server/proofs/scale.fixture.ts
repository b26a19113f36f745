/** Several web processes and gateways as real processes on one PostgreSQL, with units, a vendor's cloud, programs and readers at work on them. */
import { onTestFinished } from 'vitest';
import { createOkaiUnit } from '../../e2e/fakes/okai/unit.ts';
import { createTeltonikaUnit } from '../../e2e/fakes/teltonika/unit.ts';
import { startCloud } from './actuators.fixture.ts';
import { startBalancer } from './balancer.fixture.ts';
import { imeiOf, type ProofVehicle, seedProofFleet, type WantedVehicles } from './fleet.fixture.ts';
import type { GatewayOrder, GatewayReady } from './gateway-process.fixture.ts';
import { makePlace } from './place.fixture.ts';
import { createStarter, type Running } from './processes.fixture.ts';
import { createRecordSender } from './record-sender.fixture.ts';
import { giveToken } from './token.fixture.ts';
import { unitState } from './unit-state.fixture.ts';
import type { WebOrder, WebReady } from './web-process.fixture.ts';

export const gateway_names = ['g1', 'g2', 'g3'] as const;
const [first_brand, second_brand] = ['TELTONIKA', 'OKAI'];
const scooterOf = (number: number) => `86807004320${String(number).padStart(4, '0')}`;
const passwordOf = (unit_id: string) => `Kj${unit_id.slice(-4)}x`;
const wiring = { output: 1, active_means: 'driving_disabled' } as const;

/** Some seconds after an alarm was made to sound it is made silent again, which is no order of anybody's. */
const silencing = /^GTALM,0,/;
const ordersOf = (actuations: readonly { at: string; text: string }[]) =>
  actuations.filter(({ text }) => !silencing.test(text)).map(({ at }) => at);

export interface ScaleSize {
  /** Units that are commanded, of each TCP brand. */
  units: number;
  /** Units that send records as fast as they may. */
  senders: number;
  cloud_vehicles: number;
}

/** Something that is told what to do, and counts what it was told. */
export interface Target {
  vehicle: ProofVehicle;
  commands: readonly string[];
  /** When it did what it was told. */
  listOrders(): string[];
}

export const startScale = async ({ units, senders, cloud_vehicles }: ScaleSize, lease_ms?: 'never') => {
  const { settings, app } = await makePlace('PostgreSQL');
  const cloud = await startCloud(cloud_vehicles);
  const numbers = Array.from({ length: units }, (_, number) => number);
  const cars = numbers.map((number) => imeiOf(number));
  const recorders = Array.from({ length: senders }, (_, number) => imeiOf(1_000 + number));
  const scooters = numbers.map(scooterOf);
  const wanted: WantedVehicles[] = [
    cloud.wanted,
    { brand: first_brand, unit_ids: [...cars, ...recorders] },
    { brand: second_brand, unit_ids: scooters, passwordOf },
  ];
  const fleet = await seedProofFleet(app, wanted);
  const token = await giveToken(app, fleet.fleet_id);
  const balancer = await startBalancer([first_brand, second_brand]);

  const gateways = createStarter<GatewayOrder, GatewayReady>('./gateway-process.fixture.ts', gateway_names.length);
  const webs = createStarter<WebOrder, WebReady>('./web-process.fixture.ts', 2);
  const running = new Map<string, Running<GatewayReady>>();
  let over = false;
  onTestFinished(() => {
    over = true;
  });
  const startGateway = async (name: string) => {
    const gateway = await gateways.start({
      settings,
      variant: 'real',
      units_port: 0,
      more_brands: [second_brand],
      name,
      ...(lease_ms && { lease_ms }),
    });
    running.set(name, gateway);
    // Put out of office, it ends; whoever supervises it starts it anew.
    gateway.process.once('exit', (code) => {
      if (code === 3 && !over) void startGateway(name);
    });
    const { push_port, listener_ports: ports } = gateway.ready;
    balancer.put(name, { push_port, ports });
  };
  await Promise.all(gateway_names.map(startGateway));
  const web_processes: Running<WebReady>[] = await Promise.all(
    [0, 1].map(() => webs.start({ settings, port: 0, variant: 'real' as const })),
  );

  const openPort = (brand: string) => balancer.ports[brand] ?? 0;
  const unit_options = { host: '127.0.0.1', reconnect_after_ms: 200 };
  const car_units = cars.map((imei) =>
    createTeltonikaUnit({ ...unit_options, imei, port: openPort(first_brand), state: unitState(), wiring }),
  );
  const scooter_units = scooters.map((imei) => {
    const state = { ...unitState(), battery_percent: 80 };
    return createOkaiUnit({ ...unit_options, imei, port: openPort(second_brand), state, password: passwordOf(imei), server_ack: true });
  });
  for (const unit of [...car_units, ...scooter_units]) {
    unit.start();
    onTestFinished(() => unit.stop());
  }
  /** A command that was under way when its gateway died may be open for half a minute more: who measures needs vehicles of his own. */
  const targetOf = (vehicle: ProofVehicle): Target[] => {
    const car = car_units.find(({ imei }) => imei === vehicle.unit_id);
    if (car) return [{ vehicle, commands: ['unlock-central-lock'], listOrders: () => car.actuations.map(({ at }) => at) }];
    const scooter = scooter_units.find(({ imei }) => imei === vehicle.unit_id);
    if (scooter) return [{ vehicle, commands: ['draw-attention'], listOrders: () => ordersOf(scooter.actuations) }];
    if (vehicle.brand !== cloud.wanted.brand) return [];
    return [{ vehicle, commands: ['unlock-central-lock'], listOrders: () => cloud.listOrdersOf(vehicle.unit_id) }];
  };

  const targets = fleet.vehicles.flatMap(targetOf);

  return {
    app,
    fleet,
    token,
    cars: car_units,
    scooters: scooter_units,
    targets,
    probes: targets.filter((_, number) => number % 2 === 0),
    commanded: targets.filter((_, number) => number % 2 === 1),
    recorders,
    openPort: () => openPort(first_brand),
    gateway: (name: string) => running.get(name),
    startGateway,
    web: (number: number) => web_processes[number % 2],
    webPort: (number: number) => web_processes[number % 2]?.ready.port ?? 0,
    killWeb: async (number: number) => web_processes[number]?.kill(),
    /** At the port that it had. */
    restartWeb: async (number: number) => {
      const port = web_processes[number]?.ready.port ?? 0;
      web_processes[number] = await webs.start({ settings, port, variant: 'real' });
    },
  };
};
export type Scale = Awaited<ReturnType<typeof startScale>>;

const sender_pause_ms = 500;

/** Units that send records again and again, and come back to whatever gateway takes them. Tells how long each waited for an acknowledgement at most. */
export const startSenders = ({ recorders, openPort }: Scale, first_ms: number) => {
  let stopped = false;
  const senders = recorders.map((unit_id) => {
    let last_ms = performance.now();
    let longest_ms = 0;
    const note = () => {
      longest_ms = Math.max(longest_ms, performance.now() - last_ms);
      last_ms = performance.now();
    };
    const end = () => {
      note();
      sender.stop();
    };
    const again = () => {
      if (!stopped) setTimeout(() => !stopped && sender.connect(openPort()), 200);
    };
    const sender = createRecordSender(unit_id, first_ms, note, { pause_ms: sender_pause_ms, in_flight: 1, onClose: again });
    sender.connect(openPort());
    return { sender, end, longest: () => longest_ms };
  });
  const stop = () => {
    if (stopped) return;
    stopped = true;
    for (const { end } of senders) end();
  };
  onTestFinished(stop);
  return {
    stop,
    /** Until they were stopped. */
    longestWait: () => Math.max(...senders.map(({ longest }) => longest())),
    acknowledged: () => senders.flatMap(({ sender }) => sender.acknowledged.map((packet) => ({ ...packet, unit_id: sender.unit_id }))),
  };
};
