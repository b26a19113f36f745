import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandPlan } from '#lib/contract/command-plans.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { AdapterFailure } from '#server/adapters/port.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { requestCommand } from './commands.ts';

describeOnBothDatabases('command plans', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let credentials_id: string;
  const manager = () => fleet.people['Fleet Manager'];
  const change = (id: string, columns: object) => test.app.db.write.updateTable('vehicles').set(columns).where('id', '=', id).execute();
  const addMoped = async (more: object = {}) => {
    const vehicle = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id, undefined, ['top_case']), ...more });
    await change(vehicle.id, { life_status: 'ONLINE' });
    return vehicle;
  };
  const addMopeds = (count: number) => Promise.all(Array.from({ length: count }, () => addMoped()));
  const idsOf = (vehicles: readonly Vehicle[]) => vehicles.map(({ id }) => id);
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    credentials_id = await fleet.addCredentials();
  });
  const post = (body: object, caller = manager()) => api.call(caller, 'POST', '/command-plans', { body });
  const plan = async (vehicle_ids: string[], command = 'unlock-top-case'): Promise<CommandPlan> => {
    const answer = await post({ command, vehicle_ids });
    expect(answer.status, answer.text).toBe(201);
    return answer.json;
  };
  const run = (id: string, body?: object, caller = manager()) => api.call(caller, 'POST', `/command-plans/${id}/run`, { body });
  const read = async (id: string): Promise<CommandPlan> => (await api.call(manager(), 'GET', `/command-plans/${id}`)).json;
  const verdictsOf = ({ items }: CommandPlan) => Object.fromEntries(items.map(({ vehicle_id, verdict }) => [vehicle_id, verdict]));
  const setState = (id: string, values: Record<string, unknown>) => {
    const timestamp = new Date(test.clock.now()).toISOString();
    const state = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, timestamp }]));
    return test.app.db.write
      .updateTable('latest_states')
      .set({ state: JSON.stringify(state) })
      .where('vehicle_id', '=', id)
      .execute();
  };

  describe('before they are run', () => {
    it('judge each vehicle by the first that speaks against it, in the order they were named', async () => {
      const [ready, moving, offline, busy, unfinished] = await addMopeds(5);
      const car = await fleet.addVehicle();
      if (!ready || !moving || !offline || !busy || !unfinished) throw new Error('no vehicles');
      await setState(moving.id, { speed_in_kilometers_per_hour: 12 });
      for (const id of [offline.id, unfinished.id]) await change(id, { life_status: 'OFFLINE' });
      await change(unfinished.id, { setup_status: 'FAILED' });
      await requestCommand(test.app, fleet.actor, { params: { vehicle_id: busy.id, command: 'draw-attention' }, query: {}, body: {} });
      const ids = idsOf([offline, busy, ready, car, unfinished, moving]);
      const made = await plan([...ids, ready.id], 'lock-top-case');
      expect(made.items).toEqual([
        { vehicle_id: offline.id, verdict: 'OFFLINE' },
        { vehicle_id: busy.id, verdict: 'BUSY' },
        { vehicle_id: ready.id, verdict: 'READY' },
        { vehicle_id: car.id, verdict: 'NOT_SUPPORTED' },
        { vehicle_id: unfinished.id, verdict: 'NOT_ALLOWED' },
        { vehicle_id: moving.id, verdict: 'MOVING' },
      ]);
      expect(made).toMatchObject({ command: 'LOCK_TOP_CASE' });
      expect(Date.parse(made.expires_at) - test.clock.now()).toBe(600_000);
      expect(await read(made.id)).toEqual(made);
      expect(verdictsOf(await plan([moving.id], 'UNLOCK_TOP_CASE'))).toEqual({ [moving.id]: 'READY' });
    });

    it('take the filters of the list in place of ids', async () => {
      const [one, two] = [await addMoped({ tags: ['night', 'a'] }), await addMoped({ tags: ['night'] })];
      const other = await makeFleet(test);
      await other.addVehicle({ tags: ['night'] });
      const made = (await post({ command: 'unlock-top-case', filter: { tags: ['night'], vehicle_type: 'MOPED' } })).json;
      expect(Object.keys(verdictsOf(made)).sort()).toEqual(idsOf([one, two]).sort());
      expect((await post({ command: 'unlock-top-case', filter: { tags: ['nobody'] } })).json.items).toEqual([]);
    });

    it('name the vehicles that are missing, of another fleet or archived', async () => {
      const [good, archived] = await addMopeds(2);
      const foreign = await (await makeFleet(test)).addVehicle();
      if (!good || !archived) throw new Error('no vehicles');
      await change(archived.id, { archived_at: '2030-06-10T06:00:00.000Z' });
      const answer = await post({ command: 'unlock-top-case', vehicle_ids: [good.id, '0000Z', foreign.id, archived.id] });
      expect([answer.status, answer.json.type]).toEqual([400, '/problems/referenced-resource-not-found']);
      expect(answer.json.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
        '/vehicle_ids/1',
        '/vehicle_ids/2',
        '/vehicle_ids/3',
      ]);
      expect(answer.text).toContain(archived.id);
    });

    it.each([
      ['neither ids nor filter', { command: 'unlock-top-case' }],
      ['both', { command: 'unlock-top-case', vehicle_ids: ['JQ7RP'], filter: {} }],
      ['no vehicle', { command: 'unlock-top-case', vehicle_ids: [] }],
      ['too many', { command: 'unlock-top-case', vehicle_ids: Array.from({ length: 1001 }, (_, index) => `V${index}`) }],
      ['an unknown command', { command: 'self-destruct', vehicle_ids: ['JQ7RP'] }],
      ['an unknown filter', { command: 'unlock-top-case', filter: { tag: ['a'] } }],
    ])('are not made of %s', async (_, body) => {
      expect(await post(body)).toMatchObject({ status: 400, json: { type: '/problems/validation-error' } });
    });

    it('take the permission of their command', async () => {
      const [vehicle] = idsOf(await addMopeds(1));
      const body = { command: 'suspend-sim', vehicle_ids: [vehicle] };
      expect((await post(body, fleet.people['Operations Specialist'])).json.type).toBe('/problems/missing-permissions');
      const made = await post(body);
      expect(made.json.items).toEqual([{ vehicle_id: vehicle, verdict: 'NOT_SUPPORTED' }]);
      expect((await run(made.json.id, {}, fleet.people.Support)).json.type).toBe('/problems/missing-permissions');
    });

    it('belong to their fleet', async () => {
      const { id } = await plan(idsOf(await addMopeds(1)));
      const stranger = (await makeFleet(test)).people['Fleet Manager'];
      expect((await run(id, {}, stranger)).status).toBe(404);
      expect((await api.call(stranger, 'GET', `/command-plans/${id}`)).status).toBe(404);
      expect(await run(id, {}, fleet.people.Support)).toMatchObject({ status: 202 });
    });

    it('immobilise only with a reason', async () => {
      const { id } = await plan(idsOf(await addMopeds(1)), 'disable-driving');
      for (const body of [{}, { reason: ' ' }]) {
        const { status, json } = await run(id, body);
        expect([status, json.errors[0].pointer]).toEqual([400, '/reason']);
      }
      expect((await run(id, { reason: 'stolen' })).json).toMatchObject({ reason: 'stolen', items: [{ status: 'REQUESTED' }] });
    });

    it('are void after ten minutes; what a run has not sent by then never is', async () => {
      const [early, late] = [await plan(idsOf(await addMopeds(1))), await plan(idsOf(await addMopeds(1)))];
      test.clock.advance(599_999);
      expect((await run(early.id)).status).toBe(202);
      test.clock.advance(1);
      expect(await run(late.id)).toMatchObject({ status: 409, json: { type: '/problems/conflicting-resource' } });
      expect((await run(early.id)).status).toBe(202);
      test.clock.advance(600_000);
      expect((await read(early.id)).items).toMatchObject([{ status: 'EXPIRED', problem_type: '/problems/vehicle/no-connection' }]);
    });
  });

  describe('with a gateway', () => {
    let gateway: ScriptedGateway;
    beforeAll(async () => {
      // What the tests above left waiting is not sent in these.
      test.clock.advance(3_600_000);
      fleet = await makeFleet(test);
      credentials_id = await fleet.addCredentials();
    });
    beforeEach(async () => {
      await gateway?.stop();
      gateway = await startScriptedGateway(test);
    });
    afterAll(() => gateway.stop());

    const isOpen = ({ status }: CommandPlan['items'][number]) => ['REQUESTED', 'DISPATCHING', 'ACCEPTED'].includes(status ?? '');
    const finished = async (id: string): Promise<CommandPlan> => {
      await expect.poll(async () => (await read(id)).items.filter(isOpen).length, { timeout: 30_000, interval: 50 }).toBe(0);
      return read(id);
    };

    it('send to the ready ones alone, one by one as the brand takes them, and tell what became of each', async () => {
      const vehicles = await addMopeds(6);
      const car = await fleet.addVehicle();
      let [now, most] = [0, 0];
      gateway.script.send = async ({ command_id }) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
        if (command_id === gateway.orders[1]?.command_id) throw new AdapterFailure('unit', 'no');
        return { status: 'succeeded' };
      };
      const made = await plan(idsOf([...vehicles, car]));
      expect((await run(made.id, { reason: 'round' })).json.items[0]).toEqual({
        vehicle_id: vehicles[0]?.id,
        verdict: 'READY',
        status: 'REQUESTED',
      });
      const { items } = await finished(made.id);
      expect(items.map(({ status }) => status)).toEqual([
        'SUCCEEDED',
        'FAILED',
        'SUCCEEDED',
        'SUCCEEDED',
        'SUCCEEDED',
        'SUCCEEDED',
        undefined,
      ]);
      expect(items[1]?.problem_type).toBe('/problems/telematics-unit/error');
      expect(gateway.orders.map(({ command_id }) => command_id)).toEqual(items.slice(0, 6).map(({ command_id }) => command_id));
      expect(most).toBe(1);
      const entry = await api.call(manager(), 'GET', `/vehicles/${vehicles[0]?.id}/command-log/${items[0]?.command_id}`);
      expect(entry.json).toMatchObject({ plan_id: made.id, reason: 'round', initiated_by: { id: fleet.actor.id } });
    });

    it('run once, however often and by how many they are started', async () => {
      const vehicles = await addMopeds(3);
      const made = await plan(idsOf(vehicles));
      const answers = await Promise.all(Array.from({ length: 10 }, () => run(made.id)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
      const done = await finished(made.id);
      expect((await run(made.id, { reason: 'again' })).json).toEqual(done);
      expect(gateway.orders).toHaveLength(3);
    });

    it('judge again before each is sent to', async () => {
      const [moved, archived, busy, fine] = await addMopeds(4);
      if (!moved || !archived || !busy || !fine) throw new Error('no vehicles');
      const made = await plan(idsOf([moved, archived, busy, fine]), 'lock-top-case');
      await gateway.stop();
      await setState(moved.id, { speed_in_kilometers_per_hour: 30 });
      await change(archived.id, { archived_at: new Date(test.clock.now()).toISOString() });
      await run(made.id);
      await requestCommand(test.app, fleet.actor, { params: { vehicle_id: busy.id, command: 'draw-attention' }, query: {}, body: {} });
      const blocked = Promise.withResolvers<void>();
      gateway = await startScriptedGateway(test);
      gateway.script.send = async ({ capability }) => {
        if (capability === 'DRAW_ATTENTION') await blocked.promise;
        return { status: 'succeeded' };
      };
      await expect.poll(async () => (await read(made.id)).items.filter(isOpen).length, { timeout: 30_000 }).toBe(0);
      blocked.resolve();
      const { items } = await read(made.id);
      const type = (kind: string) => `/problems/${kind}`;
      expect(items).toMatchObject([
        { status: 'REJECTED', problem_type: type('vehicle/conflicting-state') },
        { status: 'REJECTED', problem_type: type('conflicting-resource') },
        { status: 'REJECTED', problem_type: type('vehicle/conflicting-command') },
        { status: 'SUCCEEDED' },
      ]);
      expect(items[1]?.command_id).toBeUndefined();
    });

    it('stop with the right of whoever runs them', async () => {
      const person = await fleet.addPerson('Support');
      const made = await plan(idsOf(await addMopeds(3)));
      await gateway.stop();
      expect((await run(made.id, {}, person)).status).toBe(202);
      const revoked_at = new Date(test.clock.now()).toISOString();
      await test.app.db.write.updateTable('sessions').set({ revoked_at }).where('id', '=', person.session_id).execute();
      gateway = await startScriptedGateway(test);
      const { items } = await finished(made.id);
      expect(items.map(({ problem_type }) => problem_type)).toEqual(Array(3).fill('/problems/missing-permissions'));
      expect(gateway.orders).toEqual([]);
    });

    it('go on under the next gateway, and send nothing twice', async () => {
      const vehicles = await addMopeds(8);
      const made = await plan(idsOf(vehicles));
      await run(made.id);
      await expect.poll(() => gateway.orders.length, { timeout: 60_000 }).toBeGreaterThan(2);
      const before = gateway.orders;
      await gateway.stop();
      gateway = await startScriptedGateway(test);
      const { items } = await finished(made.id);
      const sent = [...before, ...gateway.orders].map(({ command_id }) => command_id);
      expect(new Set(sent).size).toBe(sent.length);
      expect([...sent].sort()).toEqual(items.map(({ command_id }) => command_id).sort());
      expect(gateway.orders.length).toBeGreaterThan(0);
    });

    it('wait when the manufacturer asks for it, in place of failing one after the other', async () => {
      const vehicles = await addMopeds(3);
      const made = await plan(idsOf(vehicles));
      gateway.script.send = async () => {
        if (gateway.orders.length === 1) throw new AdapterFailure('limited', 'slow down');
        return { status: 'succeeded' };
      };
      await run(made.id);
      const statuses = async () => (await read(made.id)).items.map(({ status }) => status);
      await expect.poll(statuses, { timeout: 60_000 }).toEqual(['FAILED', 'REQUESTED', 'REQUESTED']);
      test.clock.advance(10_000);
      await finished(made.id);
      expect(await statuses()).toEqual(['FAILED', 'SUCCEEDED', 'SUCCEEDED']);
    });
  });
});
