import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { VehicleFilter } from '#lib/contract/vehicles.ts';
import { mayBeOfClients } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import { createIngest } from '#server/gateway/ingest.ts';
import { markSilentVehicles } from '#server/gateway/life-status.ts';
import { listVehicleEntries } from '#server/store/vehicle-list.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { operationSamples } from '#server/test/operation-samples.fixture.ts';
import { joinText } from './call.ts';
import { getVehicle, listArchivedVehicles, listVehicles } from './vehicle-lists.ts';
import { createVehicleMemory, type VehicleMemory } from './vehicle-memory.ts';

const day_ms = 86_400_000;
const longest_wait_ms = 60_000;
/** On a machine that does much else. */
const generous_ms = 300_000;

const untilCurrent = async (memory: VehicleMemory) => {
  const until = performance.now() + longest_wait_ms;
  while (!memory.isCurrent()) {
    if (performance.now() > until) throw new Error('The memory does not become current.');
    await new Promise(setImmediate);
  }
};

/** All that is told of the fleet's vehicles: the lists of all of them, and the newest one by itself. */
const lookAt = async (app: App, { actor, fleet_id }: TestFleet): Promise<string[]> => {
  const whole = { params: {}, query: VehicleFilter.parse({ limit: '1000' }), body: undefined };
  const archive = { ...whole, query: { limit: 1000 } };
  const seen = [joinText(await listVehicles(app, actor, whole)), joinText(await listArchivedVehicles(app, actor, archive))];
  for (const archived of [false, true]) {
    const entries = await listVehicleEntries(app.db.read, app.db.dialect, fleet_id, { limit: 1, sort: '-created_at', archived });
    for (const { id } of entries)
      seen.push(joinText(await getVehicle(app, actor, { params: { vehicle_id: id }, query: {}, body: undefined })));
  }
  return seen;
};

describeOnBothDatabases('the memory of vehicles', (makeApp) => {
  const remembering = async () => {
    const test = await makeApp();
    const { memory: _, ...plain } = test.app;
    const memory = createVehicleMemory(test.app.db);
    return { test: { ...test, app: { ...plain, memory } } satisfies TestApp, plain, memory, fleet: await makeFleet(test) };
  };
  type Remembering = Awaited<ReturnType<typeof remembering>>;

  /** Whether the memory says what the database says: at once, and when it has had the time to hear of everything. */
  const isTrue = async ({ test, plain, memory, fleet }: Remembering): Promise<boolean> => {
    const asked_at_once = await lookAt(test.app, fleet);
    const true_ones = await lookAt(plain, fleet);
    await untilCurrent(memory);
    const asked_later = await lookAt(test.app, fleet);
    return [asked_at_once, asked_later].every((seen) => JSON.stringify(seen) === JSON.stringify(true_ones));
  };
  /** Two turns also make the lists. What was looked at before needs one. */
  const fill = async ({ test, memory, fleet }: Remembering, turns = 2) => {
    for (let turn = 0; turn < turns; turn += 1) {
      await untilCurrent(memory);
      await lookAt(test.app, fleet);
    }
    expect(memory.bounds().every(({ used, bound }) => used > 0 && used < bound)).toBe(true);
  };

  it('is true after every operation', { timeout: generous_ms }, async () => {
    const its = await remembering();
    const { test, fleet } = its;
    const api = createApi(test);
    const gateway = await startScriptedGateway(test);
    try {
      await fleet.addVehicle();
      const samples = operationSamples(test, fleet, await fleet.addCredentials());
      const client = await fleet.addClient();
      const writes = (Object.entries(operations) as [OperationId, Operation][]).filter(([, { method }]) => method !== 'GET');
      for (const [id, { method, permission, of_people }] of writes) {
        const { path, body } = await samples[id]();
        await fill(its, 1);
        const by_person = of_people || (permission && permission !== 'any' && !mayBeOfClients(permission));
        const { status } = await api.call(by_person ? fleet.personWho(permission) : client, method, path, { body });
        expect(status, id).toBeLessThan(500);
        expect(await isTrue(its), `${id} (${status})`).toBe(true);
      }
    } finally {
      await gateway.stop();
    }
  });

  /** What changes vehicles beside the operations. */
  const hands: Record<string, (its: Remembering, vehicle_id: string, unit: { id: string; brand: string }) => Promise<unknown>> = {
    'a report': async ({ test }, _, { brand, id }) => {
      const received_at = new Date(test.clock.now()).toISOString();
      const properties = { mileage_in_kilometers: { timestamp: received_at, value: 7 } };
      await createIngest(test.app).store([{ report: { brand, unit_id: id, received_at, contact_at: received_at, properties } }]);
    },
    'a contact that tells nothing else': async ({ test }, _, { brand, id }) => {
      test.clock.advance(1_000);
      const received_at = new Date(test.clock.now()).toISOString();
      await createIngest(test.app).store([{ report: { brand, unit_id: id, received_at, contact_at: received_at, properties: {} } }]);
    },
    'a long silence': async ({ test }) => {
      test.clock.advance(3 * day_ms);
      await markSilentVehicles(test.app);
    },
    'another process': async ({ test }, vehicle_id) => {
      const other = await test.restart();
      await other.app.db.write.updateTable('vehicles').set({ remark: 'by another' }).where('id', '=', vehicle_id).execute();
    },
    'another process that moves it to the archive': async ({ test }, vehicle_id) => {
      const other = await test.restart();
      const archived_at = new Date(test.clock.now()).toISOString();
      await other.app.db.write.updateTable('vehicles').set({ archived_at }).where('id', '=', vehicle_id).execute();
    },
    'a statement that removes it': async ({ test }, vehicle_id) => {
      await test.app.db.write.deleteFrom('vehicles').where('id', '=', vehicle_id).execute();
      test.app.db.nudge();
    },
    'a new vehicle': ({ fleet }) => fleet.addVehicle(),
  };
  /** Beside the operations nobody waits for the answer of a write, so the memory may be late, by as much as it says. */
  const isTrueInTime = async (its: Remembering): Promise<boolean> => {
    its.test.app.db.nudge();
    return isTrue(its);
  };

  it('is true after whatever else changes a vehicle', async () => {
    const its = await remembering();
    for (const [name, change] of Object.entries(hands)) {
      const { id, telematics_unit } = await its.fleet.addVehicle();
      await fill(its);
      await change(its, id, telematics_unit);
      expect(await isTrueInTime(its), name).toBe(true);
    }
  });

  const triggers = {
    'vehicle_changed_%': 'another process',
    'vehicle_contact_%': 'a contact that tells nothing else',
    'vehicle_removed_%': 'a statement that removes it',
    'vehicle_added_%': 'a new vehicle',
  } as const;
  it.each(Object.entries(triggers))('would be seen to be untrue without the trigger %s', async (trigger, name) => {
    const its = await remembering();
    const { id, telematics_unit } = await its.fleet.addVehicle();
    // ONLINE already: else the first contact changes the row too.
    await hands['a report']?.(its, id, telematics_unit);
    const { db } = its.test.app;
    const kind = trigger.replace('_%', '');
    const drops =
      db.dialect.name === 'sqlite'
        ? [`DROP TRIGGER ${kind}_noted`]
        : [kind, ...(kind === 'vehicle_changed' ? ['vehicle_given_back'] : [])].map(
            (one) => `DROP TRIGGER ${one}_told ON ${one === 'vehicle_contact' ? 'latest_states' : 'vehicles'}`,
          );
    for (const drop of drops) await sql.raw(drop).execute(db.write);
    await fill(its);
    await hands[name]?.(its, id, telematics_unit);
    expect(await isTrueInTime(its)).toBe(false);
  });

  it('shows a partner what is shared with him, as long as it is', async () => {
    const its = await remembering();
    const { test, fleet } = its;
    const partner = await makeFleet(test);
    const { id } = await fleet.addVehicle();
    const share = async (partner_fleet_id: string | null) => {
      await test.app.db.write.updateTable('vehicles').set({ partner_fleet_id }).where('id', '=', id).execute();
      test.app.db.nudge();
    };
    const both = [its, { ...its, fleet: partner }];
    for (const partner_fleet_id of [null, partner.fleet_id, null, partner.fleet_id]) {
      await share(partner_fleet_id);
      for (const one of both) expect(await isTrue(one)).toBe(true);
      await untilCurrent(its.memory);
      for (const one of both) await lookAt(test.app, one.fleet);
      const asked = { params: { vehicle_id: id }, query: {}, body: undefined };
      const seen = await getVehicle(test.app, partner.actor, asked).then(joinText, () => undefined);
      expect(seen !== undefined).toBe(partner_fleet_id !== null);
    }
    await test.app.db.write.deleteFrom('vehicles').where('id', '=', id).execute();
    test.app.db.nudge();
    for (const one of both) expect(await isTrue(one)).toBe(true);
  });

  it('trusts nothing while nobody listens, and forgets what it may have missed', async () => {
    const its = await remembering();
    const { test, memory, plain, fleet } = its;
    const { db } = test.app;
    if (db.dialect.name === 'sqlite') return;
    const { id } = await fleet.addVehicle();
    const other = await test.restart();
    for (let turn = 0; turn < 3; turn += 1) {
      await fill(its);
      expect(memory.find(fleet.fleet_id, id)).toBeDefined();
      const ended = await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND query IN ('SELECT 1', 'LISTEN motorpool_vehicles')`.execute(
        other.app.db.write,
      );
      expect(ended.rows.length).toBeGreaterThan(0);
      const until = performance.now() + longest_wait_ms;
      while (memory.find(fleet.fleet_id, id) && performance.now() < until) await new Promise(setImmediate);
      expect(memory.isCurrent()).toBe(false);
      await other.app.db.write
        .updateTable('vehicles')
        .set({ remark: `missed ${turn}` })
        .where('id', '=', id)
        .execute();
      await untilCurrent(memory);
      expect(await lookAt(test.app, fleet)).toEqual(await lookAt(plain, fleet));
    }
  });

  it('remembers nothing that changed while it was read', async () => {
    const { memory, fleet, test } = await remembering();
    const { id } = await fleet.addVehicle();
    const changeMeanwhile = async () => {
      await test.app.db.write.updateTable('vehicles').set({ remark: 'meanwhile' }).where('id', '=', id).execute();
      test.app.db.nudge();
      await untilCurrent(memory);
      return [{ id, revision: 1, text: '"read before"' }];
    };
    await untilCurrent(memory);
    const [read] = await memory.load(fleet.fleet_id, changeMeanwhile);
    expect(read?.mark.current).toBe(false);
    expect(memory.find(fleet.fleet_id, id)).toBeUndefined();
    const [kept] = await memory.load(fleet.fleet_id, async () => [{ id, revision: 1, text: '"ä"' }]);
    expect([kept?.content.toString(), kept?.mark.current]).toEqual(['"ä"', true]);
    expect(memory.find(fleet.fleet_id, id)).toBe(kept);
    expect(memory.find('OTHER', id)).toBeUndefined();
  });

  it('gives up the mark of what it has no room for, since nobody would tell of it any more', async () => {
    const test = await makeApp();
    const fleet = await makeFleet(test);
    const memory = createVehicleMemory(test.app.db, 10_000);
    await untilCurrent(memory);
    const read = async () => Array.from({ length: 100 }, (_, index) => ({ id: `V${index}`, revision: 1, text: 'x'.repeat(500) }));
    const texts = await memory.load(fleet.fleet_id, read);
    const held = texts.filter(({ id }) => memory.find(fleet.fleet_id, id));
    expect(held.length).toBeGreaterThan(0);
    expect(texts.filter(({ mark }) => mark.current)).toEqual(held);
  });
});
