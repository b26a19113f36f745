/**
 * Promise P1: what was acknowledged is never lost, however the gateway dies. Units over TCP and a vendor's pushes over HTTP send without pause while
 * gateway after gateway is killed; afterwards every acknowledged record must be in the log, and none twice, though units send again what they were not
 * told is stored. The broken variant acknowledges before COMMIT.
 */
import { describe, expect, it } from 'vitest';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import { type Acknowledged, checkIntegrity, countLost } from './acknowledged.fixture.ts';
import { imeiOf, seedProofFleet } from './fleet.fixture.ts';
import type { GatewayOrder, GatewayReady } from './gateway-process.fixture.ts';
import { type DatabaseName, databases, makePlace } from './place.fixture.ts';
import { createStarter, waitAtRandom } from './processes.fixture.ts';
import { createPushSender, push_credentials } from './push-sender.fixture.ts';
import { createRecordSender } from './record-sender.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';

const connections = 16;
/** 200 together; `MOTORPOOL_PROOF_KILLS` asks for as many on each database. */
const kills_each = Number(process.env.MOTORPOOL_PROOF_KILLS ?? 100);
const kills: Record<DatabaseName, number> = { SQLite: kills_each, PostgreSQL: kills_each };
const push_kills: Record<DatabaseName, number> = { SQLite: 20, PostgreSQL: 10 };
const control_kills = 6;
/** Two free cores need a tenth of it. */
const most_ms = 900_000;
/** Younger than the limit for history, and never from the future however many records are made. */
const first_ms = Date.now() - 12 * 3_600_000;

const unit_ids = Array.from({ length: connections }, (_, number) => imeiOf(number));

const killUnderRecords = async (database: DatabaseName, variant: GatewayOrder['variant'], times: number) => {
  const { settings, app } = await makePlace(database);
  const [model] = teltonika_models;
  const fleet = await seedProofFleet(app, [{ brand: model?.telematics_brand ?? '', unit_ids }]);
  const random = startRandom(`${database}, ${variant}`);
  let acknowledged = 0;
  let first_of_life = Promise.withResolvers<void>();
  const senders = unit_ids.map((unit_id) =>
    createRecordSender(unit_id, first_ms, (records) => {
      acknowledged += records;
      first_of_life.resolve();
    }),
  );
  const gateways = createStarter<GatewayOrder, GatewayReady>('./gateway-process.fixture.ts');
  for (let killed = 0; killed < times; killed += 1) {
    const gateway = await gateways.start({ settings, variant, units_port: 0 });
    first_of_life = Promise.withResolvers();
    for (const sender of senders) sender.connect(gateway.ready.units_port);
    await first_of_life.promise;
    await waitAtRandom(random);
    await gateway.kill();
  }
  for (const sender of senders) sender.stop();
  const told = senders.flatMap((sender) => sender.acknowledged.map((packet): Acknowledged => ({ ...packet, unit_id: sender.unit_id })));
  const { lost, twice } = await countLost(app, fleet, told);
  tell(`${database}, ${variant}: ${times} kills, ${acknowledged} records acknowledged, ${lost} of them lost, ${twice} stored twice`);
  return { app, lost, twice, acknowledged };
};

const killUnderPushes = async (database: DatabaseName, times: number) => {
  const { settings, app } = await makePlace(database);
  const fleet = await seedProofFleet(app, [{ ...push_credentials, unit_ids }]);
  const push_path = fleet.push_paths.get(push_credentials.brand) ?? '';
  const random = startRandom(`${database}, pushes`);
  const senders = unit_ids.map((unit_id) => createPushSender(unit_id, first_ms));
  const gateways = createStarter<GatewayOrder, GatewayReady>('./gateway-process.fixture.ts');
  for (let killed = 0; killed < times; killed += 1) {
    const gateway = await gateways.start({ settings, variant: 'real' });
    const url = `http://127.0.0.1:${gateway.ready.push_port}${push_path}`;
    const first = Promise.race(senders.map((sender) => sender.untilAcknowledged()));
    const sending = senders.map((sender) => sender.sendUntilBroken(url));
    await first;
    await waitAtRandom(random);
    await gateway.kill();
    await Promise.all(sending);
  }
  const told = senders.flatMap((sender) => sender.acknowledged);
  const { lost } = await countLost(app, fleet, told);
  tell(`${database}, pushes: ${times} kills, ${told.length} pushes answered with 200, ${lost} of them lost`);
  return { app, lost, acknowledged: told.length };
};

describe.each(databases)('on %s', (database) => {
  it(`${kills[database]} kills lose no record that a unit was told is stored, and store none twice`, { timeout: most_ms }, async () => {
    const { app, lost, twice, acknowledged } = await killUnderRecords(database, 'real', kills[database]);
    expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
    expect(acknowledged).toBeGreaterThan(kills[database] * connections);
    expect(await checkIntegrity(app)).toBe('ok');
  });

  it(`${push_kills[database]} kills lose no push that was answered with 200`, { timeout: most_ms }, async () => {
    const { app, lost, acknowledged } = await killUnderPushes(database, push_kills[database]);
    expect(lost).toBe(0);
    expect(acknowledged).toBeGreaterThan(push_kills[database]);
    expect(await checkIntegrity(app)).toBe('ok');
  });

  it('a gateway that acknowledges before COMMIT is noticed', async () => {
    const { lost } = await killUnderRecords(database, 'acknowledge_first', control_kills);
    expect(lost).toBeGreaterThan(0);
  });
});
