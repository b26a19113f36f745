/** Several web processes and gateways as real processes on one PostgreSQL, with units, a vendor's cloud, programs and readers at work on them. */
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { api_path } from '#lib/contract/api-path.ts';
import { createOkaiUnit } from '../../e2e/fakes/okai/unit.ts';
import { createTeltonikaUnit } from '../../e2e/fakes/teltonika/unit.ts';
import { pick, type Random } from '../../e2e/fakes/world/random.ts';
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
  /** How often it did what it was told. */
  countOrders(): number;
}

export const startScale = async (lease_ms: number | 'never', { units, senders, cloud_vehicles }: ScaleSize) => {
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
    const gateway = await gateways.start({ settings, variant: 'real', units_port: 0, more_brands: [second_brand], name, lease_ms });
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
    if (car) return [{ vehicle, commands: ['unlock-central-lock'], countOrders: () => car.actuations.length }];
    const scooter = scooter_units.find(({ imei }) => imei === vehicle.unit_id);
    if (scooter) return [{ vehicle, commands: ['draw-attention'], countOrders: () => scooter.actuations.length }];
    if (vehicle.brand !== cloud.wanted.brand) return [];
    return [{ vehicle, commands: ['unlock-central-lock'], countOrders: () => cloud.countOrdersOf(vehicle.unit_id) }];
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
    restartWeb: async (number: number) => {
      const port = web_processes[number]?.ready.port ?? 0;
      await web_processes[number]?.kill();
      web_processes[number] = await webs.start({ settings, port, variant: 'real' });
    },
  };
};
export type Scale = Awaited<ReturnType<typeof startScale>>;

/** Units that send records without pause, and come back to whatever gateway takes them. Tells how long each waited for an acknowledgement at most. */
export const startSenders = ({ recorders, openPort }: Scale, first_ms: number) => {
  let stopped = false;
  const senders = recorders.map((unit_id) => {
    let last_ms = performance.now();
    let longest_ms = 0;
    const note = () => {
      longest_ms = Math.max(longest_ms, performance.now() - last_ms);
      last_ms = performance.now();
    };
    const again = () => {
      if (!stopped) setTimeout(() => !stopped && sender.connect(openPort()), 200);
    };
    const sender = createRecordSender(unit_id, first_ms, note, { pause_ms: 100, in_flight: 2, onClose: again });
    sender.connect(openPort());
    return { sender, longest: () => Math.max(longest_ms, performance.now() - last_ms) };
  });
  const stop = () => {
    stopped = true;
    for (const { sender } of senders) sender.stop();
  };
  onTestFinished(stop);
  return {
    stop,
    longestWait: () => Math.max(...senders.map(({ longest }) => longest())),
    acknowledged: () => senders.flatMap(({ sender }) => sender.acknowledged.map((packet) => ({ ...packet, unit_id: sender.unit_id }))),
  };
};

const ask_again_ms = 100;
const answer_limit_ms = 40_000;

export interface Asked {
  vehicle_id: string;
  /** Command ids that answers named: one key, one command. */
  told: Set<string>;
  status: number;
}

/** Asks for a command by REST with one key, at one web process and then the other, until somebody says what became of it. */
export const runByKey = async ({ webPort, token }: Scale, target: Target, key: string, first_web: number): Promise<Asked> => {
  const { vehicle_id } = target.vehicle;
  const [command = ''] = target.commands;
  const told = new Set<string>();
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${webPort(first_web + attempt)}${api_path}/vehicles/${vehicle_id}/commands/${command}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(answer_limit_ms),
    }).catch(() => undefined);
    const text = await answer?.text().catch(() => undefined);
    if (!answer || text === undefined) {
      await wait(ask_again_ms);
      continue;
    }
    const body = JSON.parse(text) as { command_id?: string; id?: string };
    const id = body.command_id ?? body.id;
    if (id) told.add(id);
    // Still running under this key; a refusal that is kept for the key comes marked.
    if (answer.status !== 409 || answer.headers.get('idempotent-replayed') === 'true') return { vehicle_id, told, status: answer.status };
    await wait(ask_again_ms);
  }
  return { vehicle_id, told, status: 0 };
};

/** Programs that command vehicle after vehicle, one command of a vehicle at a time. */
export const startPrograms = (scale: Scale, random: Random, lanes: number) => {
  let stopped = false;
  let asked = 0;
  const answers: Asked[] = [];
  const busy = new Set<Target>();
  const work = async (lane: number) => {
    while (!stopped) {
      const free = scale.commanded.filter((target) => !busy.has(target));
      if (free.length === 0) {
        await wait(ask_again_ms);
        continue;
      }
      const target = pick(random, free);
      busy.add(target);
      asked += 1;
      answers.push(await runByKey(scale, target, `scale-${asked}`, lane));
      busy.delete(target);
    }
  };
  const working = Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
  return {
    answers,
    stop: async () => {
      stopped = true;
      await working;
    },
  };
};

export interface Service {
  served_ms: number;
  /** Of whatever took longest, what it was told. */
  slowest: string;
}

/** How long it takes from now until each of the vehicles for it carries out a command, asked again as long as it fails. */
export const measureService = async (scale: Scale, limit_ms: number): Promise<Service> => {
  const began_ms = performance.now();
  let slowest = '';
  const untilServed = async (target: Target): Promise<void> => {
    const told: string[] = [];
    for (let attempt = 0; performance.now() - began_ms < limit_ms; attempt += 1) {
      const { status } = await runByKey(scale, target, `probe-${target.vehicle.vehicle_id}-${began_ms}-${attempt}`, attempt);
      told.push(`${status} at ${((performance.now() - began_ms) / 1000).toFixed(1)} s`);
      slowest = `${target.vehicle.brand} ${target.vehicle.unit_id}: ${told.slice(-8).join(', ')}`;
      if (status === 200) return;
      await wait(ask_again_ms);
    }
  };
  await Promise.all(scale.probes.map(untilServed));
  return { served_ms: performance.now() - began_ms, slowest };
};
