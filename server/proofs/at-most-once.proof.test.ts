/**
 * Promises P4 and P5: a command reaches its vehicle at most once, whatever dies, repeats or breaks on the way, and what we say of its outcome is true.
 * Vehicles count what they do. Programs ask with a key, several times at once; gateways are killed and overlap; the vendor's cloud breaks orders
 * before and after acting, units keep silent. One command per vehicle, so that each deed has one cause. The broken variant sends first and marks afterwards.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { App } from '#server/app.ts';
import { listCommandsByStatus } from '#server/store/commands.ts';
import type { Random } from '../../e2e/fakes/world/random.ts';
import { type Actuators, startCloud, startUnits } from './actuators.fixture.ts';
import { readCommands, requestForAll } from './commands.fixture.ts';
import { type ProofFleet, type ProofVehicle, seedProofFleet } from './fleet.fixture.ts';
import type { GatewayOrder, GatewayReady } from './gateway-process.fixture.ts';
import { type DatabaseName, databases, makePlace } from './place.fixture.ts';
import { createStarter, type Starter, waitAtRandom } from './processes.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';

type Gateways = Starter<GatewayOrder, GatewayReady>;

const kills: Record<DatabaseName, number> = { SQLite: 60, PostgreSQL: 20 };
/** The control ends as soon as a command was carried out twice. */
const most_control_kills = 60;
const asked_per_life = 8;
const overlap_share = 0.3;
/** Every so many lives a gateway has this many units before it is asked. */
const [lives_with_units, units_awaited] = [4, 10];
const settle_limit_ms = 60_000;
const open_statuses = ['REQUESTED', 'DISPATCHING', 'ACCEPTED'] as const;

type Requests = ReturnType<typeof requestForAll>;

/** Asks for a few commands, spread over the life of a gateway. */
const askAround = async (requests: Requests, count: number, pause_ms: number) => {
  for (let asked = 0; asked < count; asked += 2) {
    await requests.takeSome(2);
    await wait(pause_ms);
  }
};

type Cloud = Awaited<ReturnType<typeof startCloud>>;
type Units = Awaited<ReturnType<typeof startUnits>>;

/** A gateway is at work when its first order has left; on a busy machine that takes a while. */
const untilAtWork = (cloud: Cloud, orders_before: number): Promise<void> =>
  vi.waitFor(() => expect(cloud.countOrders()).toBeGreaterThan(orders_before), { timeout: 3_000, interval: 5 }).catch(() => {});

/** Units dial in within the limits for one address. Where lives are short, most orders to them would fail for want of a connection. */
const untilUnitsAreThere = (units: Units): Promise<void> =>
  vi.waitFor(() => expect(units.countOnline()).toBeGreaterThan(units_awaited), { timeout: 5_000, interval: 10 }).catch(() => {});

/** One life of a gateway, sometimes with a second one that takes over while the first is still at work. Gives the number of kills. */
const liveOnce = async (
  gateways: Gateways,
  order: GatewayOrder,
  requests: Requests,
  { cloud, units }: { cloud: Cloud; units?: Units },
  random: Random,
): Promise<number> => {
  const orders_before = cloud.countOrders();
  const gateway = await gateways.start(order);
  if (units) await untilUnitsAreThere(units);
  const asking = askAround(requests, asked_per_life, 15);
  if (random() < overlap_share && order.variant === 'real') {
    const { units_port: _, ...without_units } = order;
    const successor = await gateways.start(without_units);
    await waitAtRandom(random);
    await gateway.kill();
    await waitAtRandom(random);
    await successor.kill();
    await asking;
    return 2;
  }
  await untilAtWork(cloud, orders_before);
  await waitAtRandom(random);
  await gateway.kill();
  await asking;
  return 1;
};

const untilAllEnded = (app: App) =>
  vi.waitFor(async () => expect(await listCommandsByStatus(app.db.read, open_statuses)).toEqual([]), {
    timeout: settle_limit_ms,
    interval: 200,
  });

interface Finding {
  vehicle: ProofVehicle;
  status: string;
  /** Commands of the vehicle, all made by one key. */
  commands: number;
  most_acts: number;
  by_answer: boolean;
}

const findOut = async (app: App, fleet: ProofFleet, requests: Requests, actuators: readonly Actuators[]): Promise<Finding[]> => {
  const rows = await readCommands(app, fleet.vehicles);
  return requests.requested.map(({ vehicle, told_ids }) => {
    const [row, ...others] = rows.get(vehicle.vehicle_id) ?? [];
    const acts = actuators.find(({ wanted }) => wanted.brand === vehicle.brand)?.countActs(vehicle.unit_id) ?? [];
    return {
      vehicle,
      status: row?.status ?? 'none',
      commands: Math.max(told_ids.size, others.length + 1),
      most_acts: Math.max(0, ...acts),
      by_answer: row?.settled_by === 'ANSWER',
    };
  });
};

const describeFindings = (findings: readonly Finding[]): string => {
  const statuses = [...Map.groupBy(findings, ({ status }) => status)].map(([status, { length }]) => `${length} ${status}`);
  return `${findings.length} commands (${statuses.sort().join(', ')}), ${findings.filter(({ most_acts }) => most_acts > 0).length} carried out`;
};

describe.each(databases)('on %s', (database) => {
  it(`${kills[database]} kills, overlaps, repeats and faults make no vehicle act twice, and no outcome is untrue`, {
    timeout: 600_000,
  }, async () => {
    const { settings, app } = await makePlace(database);
    const random = startRandom(`${database}, commands`);
    const cloud = await startCloud(kills[database] * asked_per_life);
    const units = await startUnits(kills[database] * 2, random);
    const fleet = await seedProofFleet(app, [cloud.wanted, units.wanted]);
    const commandsOf = ({ brand }: ProofVehicle) => (brand === cloud.wanted.brand ? cloud : units).commands;
    const shuffled = fleet.vehicles.map((vehicle) => ({ vehicle, order: random() })).sort((a, b) => a.order - b.order);
    const vehicles = shuffled.map(({ vehicle }) => vehicle);
    const requests = requestForAll(app, fleet.fleet_id, vehicles, random, commandsOf);
    const gateways = createStarter<GatewayOrder, GatewayReady>('./gateway-process.fixture.ts');
    const order: GatewayOrder = { settings, variant: 'real', units_port: units.port };

    let killed = 0;
    for (let life = 0; killed < kills[database]; life += 1) {
      cloud.spoilNext(random, asked_per_life);
      killed += await liveOnce(gateways, order, requests, life % lives_with_units === 0 ? { cloud, units } : { cloud }, random);
    }
    cloud.heal();
    await gateways.start(order);
    await untilAllEnded(app);

    const findings = await findOut(app, fleet, requests, [cloud, units]);
    tell(`${database}, commands: ${killed} kills, ${describeFindings(findings)}`);
    for (const { brand } of [cloud.wanted, units.wanted])
      tell(`${brand}: ${describeFindings(findings.filter(({ vehicle }) => vehicle.brand === brand))}`);
    expect(findings.filter(({ most_acts }) => most_acts > 1)).toEqual([]);
    expect(findings.filter(({ commands }) => commands !== 1)).toEqual([]);
    expect(findings.filter(({ status, by_answer, most_acts }) => status === 'SUCCEEDED' && by_answer && most_acts !== 1)).toEqual([]);
    const unsent = ['FAILED', 'EXPIRED', 'REJECTED'];
    expect(findings.filter(({ status, most_acts }) => unsent.includes(status) && most_acts > 0)).toEqual([]);
    for (const { brand } of [cloud.wanted, units.wanted]) {
      expect(findings.filter(({ vehicle, most_acts }) => vehicle.brand === brand && most_acts === 1).length).toBeGreaterThan(0);
    }
    expect(findings.some(({ status }) => status === 'UNKNOWN')).toBe(true);
  });

  it('a gateway that sends first and marks afterwards is noticed', { timeout: 600_000 }, async () => {
    const { settings, app } = await makePlace(database);
    const random = startRandom(`${database}, send first`);
    const cloud = await startCloud(most_control_kills * asked_per_life);
    const fleet = await seedProofFleet(app, [cloud.wanted]);
    const requests = requestForAll(app, fleet.fleet_id, fleet.vehicles, random, () => cloud.commands);
    const gateways = createStarter<GatewayOrder, GatewayReady>('./gateway-process.fixture.ts');
    const findRepeated = async () => (await findOut(app, fleet, requests, [cloud])).filter(({ most_acts }) => most_acts > 1);
    let killed = 0;
    while (killed < most_control_kills && (await findRepeated()).length === 0) {
      cloud.spoilNext(random, asked_per_life);
      killed += await liveOnce(gateways, { settings, variant: 'send_first' }, requests, { cloud }, random);
    }
    const repeated = await findRepeated();
    tell(
      `${database}, send first: ${killed} kills, ${repeated.length} of ${requests.requested.length} commands carried out more than once`,
    );
    expect(repeated.length).toBeGreaterThan(0);
  });
});
