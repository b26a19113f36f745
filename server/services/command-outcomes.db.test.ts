import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { AdapterFailure, type FailureKind } from '#server/adapters/port.ts';
import { updateVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { createRunCommand } from './run-command.ts';

describeOnBothDatabases('the outcome table', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let credentials_id: string;
  let vehicle: Vehicle;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    credentials_id = await fleet.addCredentials();
  });
  beforeEach(async () => {
    vehicle = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id, undefined, ['top_case']) });
  });
  const send = (command: string, { headers = {}, body, to = vehicle.id }: { headers?: object; body?: object; to?: string } = {}) =>
    api.call(fleet.people['Fleet Manager'], 'POST', `/vehicles/${to}/commands/${command}`, { body, headers: { ...headers } });
  const log = async (): Promise<CommandLogEntry[]> =>
    (await api.call(fleet.people.Support, 'GET', `/vehicles/${vehicle.id}/command-log`)).json.items;
  const change = (columns: Parameters<typeof updateVehicle>[2]) => write(test.app, (tx) => updateVehicle(tx, vehicle.id, columns));

  describe('before anything is asked of the gateway', () => {
    it('knows no vehicle that is missing or of another fleet, and no unknown command', async () => {
      const foreign = await (await makeFleet(test)).addVehicle();
      for (const to of ['0000Z', foreign.id]) {
        const { status, json } = await send('unlock-top-case', { to });
        expect([status, json.type]).toEqual([404, '/problems/resource-not-found']);
      }
      expect((await send('self-destruct')).json.type).toBe('/problems/resource-not-found');
      expect((await send('UNLOCK_TOP_CASE')).status).toBe(404);
    });

    it('takes no command for an archived vehicle, and logs none', async () => {
      await api.call(fleet.people['Fleet Manager'], 'DELETE', `/vehicles/${vehicle.id}`);
      expect((await send('unlock-top-case')).json.type).toBe('/problems/conflicting-resource');
      expect(await log()).toEqual([]);
    });

    it('rejects while the setup is unfinished', async () => {
      await change({ setup_status: 'IN_PROGRESS' });
      expect(await send('unlock-top-case')).toMatchObject({ status: 409, json: { type: '/problems/vehicle/conflicting-setup-status' } });
      expect(await log()).toMatchObject([{ status: 'REJECTED', problem_type: '/problems/vehicle/conflicting-setup-status' }]);
    });

    it('rejects what the vehicle cannot do', async () => {
      const answer = await send('unlock-central-lock');
      expect(answer).toMatchObject({ status: 409, json: { type: '/problems/vehicle/command-not-supported' } });
      const [entry] = await log();
      expect(entry).toMatchObject({ status: 'REJECTED', finished_at: expect.any(String), flow_id: answer.headers.get('x-invers-flow-id') });
      expect(answer.headers.get('x-motorpool-command-id')).toBe(entry?.id);
    });

    it('ends what no gateway took: not sent, never will be, safe to repeat', async () => {
      const params = { vehicle_id: vehicle.id, command: 'unlock-top-case' };
      const run = createRunCommand(50)(test.app, fleet.actor, { params, query: {}, body: {} });
      await expect(run).rejects.toMatchObject({ kind: 'vehicle/no-connection', extras: { outcome: 'NOT_SENT', retry_safe: true } });
      expect(await log()).toMatchObject([{ status: 'EXPIRED', problem_type: '/problems/vehicle/no-connection' }]);
    });
  });

  describe('with a gateway', () => {
    let gateway: ScriptedGateway;
    beforeAll(async () => {
      gateway = await startScriptedGateway(test);
    });
    afterAll(() => gateway.stop());
    beforeEach(() => {
      gateway.script.send = async () => ({ status: 'succeeded' });
      gateway.script.state = {};
      gateway.orders.splice(0);
    });

    it('answers the vehicle state when it is done with proof', async () => {
      const timestamp = new Date(test.clock.now()).toISOString();
      const state = { top_case_lock: { value: 'UNLOCKED' as const, timestamp } };
      const { id: unit_id } = vehicle.telematics_unit;
      const report = { brand: 'NIU', unit_id, received_at: timestamp, contact_at: timestamp, properties: state };
      gateway.script.send = async () => ({ status: 'succeeded', report });
      const answer = await send('unlock-top-case', { body: { reason: 'helmet' } });
      expect([answer.status, answer.json]).toEqual([200, state]);
      const [entry] = await log();
      expect(entry).toMatchObject({ status: 'SUCCEEDED', settled_by: 'ANSWER', reason: 'helmet', command: 'UNLOCK_TOP_CASE' });
      expect(answer.headers.get('x-motorpool-command-id')).toBe(entry?.id);
      expect(entry?.initiated_by).toEqual({ type: 'USER', id: fleet.actor.id, name: 'Fleet Manager' });
      expect(gateway.orders).toMatchObject([{ command_id: entry?.id, capability: 'UNLOCK_TOP_CASE' }]);
    });

    it.each([
      ['an empty body of JSON type', { text: '', headers: { 'content-type': 'application/json' } }],
      ['an empty object', { text: '{}' }],
      ['no body at all', {}],
    ])('takes %s', async (_, options) => {
      const path = `/vehicles/${vehicle.id}/commands/unlock-top-case`;
      expect((await api.call(fleet.people['Fleet Manager'], 'POST', path, options)).status).toBe(200);
    });

    const failures: [FailureKind, number, string, 'FAILED' | 'UNKNOWN'][] = [
      ['offline', 504, 'vehicle/no-connection', 'FAILED'],
      ['limited', 503, 'service-unavailable', 'FAILED'],
      ['rejected', 502, 'third-party/error', 'FAILED'],
      ['vendor', 502, 'third-party/error', 'FAILED'],
      ['unit', 500, 'telematics-unit/error', 'FAILED'],
      ['state', 409, 'vehicle/conflicting-state', 'FAILED'],
      ['busy', 409, 'vehicle/conflicting-command', 'FAILED'],
      ['setup', 409, 'vehicle/conflicting-setup-status', 'FAILED'],
      ['unsupported', 409, 'vehicle/command-not-supported', 'FAILED'],
      ['unknown', 504, 'vehicle/command-outcome-unknown', 'UNKNOWN'],
    ];
    it.each(failures)('tells the failure %s as %i %s', async (kind, status, type, logged) => {
      gateway.script.send = async () => {
        throw new AdapterFailure(kind, 'canary-text', { vendor_detail: 'canary-vendor' });
      };
      const answer = await send('unlock-top-case');
      expect([answer.status, answer.json.type]).toEqual([status, `/problems/${type}`]);
      expect(answer.text).not.toContain('canary');
      const [entry] = await log();
      expect(entry).toMatchObject({ status: logged, problem_type: `/problems/${type}` });
      expect(answer.json.command_id).toBe(entry?.id);
      if (['limited', 'busy'].includes(kind)) expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
      const unknown = logged === 'UNKNOWN' ? { outcome: 'UNKNOWN', retry_safe: false } : {};
      expect(answer.json).toMatchObject(unknown);
      expect(gateway.orders).toHaveLength(1);
    });

    it('calls a fault of ours while sending an unknown outcome', async () => {
      gateway.script.send = async () => {
        throw new TypeError('a bug');
      };
      expect((await send('unlock-top-case')).json).toMatchObject({ type: '/problems/vehicle/command-outcome-unknown' });
    });

    it('calls a lost reading no connection, since nothing can have been done', async () => {
      gateway.script.send = async () => {
        throw new AdapterFailure('unknown', 'lost');
      };
      expect(await send('request-vehicle-state')).toMatchObject({ status: 504, json: { type: '/problems/vehicle/no-connection' } });
      expect(await log()).toMatchObject([{ status: 'FAILED' }]);
    });

    it('sends nothing for a model that the catalogue has lost', async () => {
      await change({ vehicle_model_id: '01HZ0000000000000000000000', revision: 2 });
      expect(await send('unlock-top-case')).toMatchObject({ status: 500, json: { type: '/problems/internal-server-error' } });
      expect(await log()).toMatchObject([{ status: 'FAILED' }]);
      expect(gateway.orders).toEqual([]);
    });

    it('rejects locking while the vehicle moves, by what it says when asked', async () => {
      const timestamp = new Date(test.clock.now()).toISOString();
      gateway.script.state = { speed_in_kilometers_per_hour: { value: 12, timestamp } };
      for (const command of ['lock-top-case', 'disable-driving']) {
        expect(await send(command)).toMatchObject({ status: 409, json: { type: '/problems/vehicle/conflicting-state' } });
      }
      expect((await log()).map((entry) => entry.status)).toEqual(['REJECTED', 'REJECTED']);
      expect(gateway.orders).toEqual([]);
      expect((await send('unlock-top-case')).status).toBe(200);
    });

    it('passes the motion rule for a person who may, with a reason', async () => {
      const timestamp = new Date(test.clock.now()).toISOString();
      gateway.script.state = { speed_in_kilometers_per_hour: { value: 12, timestamp } };
      expect((await send('lock-top-case', { body: { override: true, reason: 'stolen' } })).status).toBe(200);
      expect(gateway.orders).toHaveLength(1);
      const bare = await send('lock-top-case', { body: { override: true } });
      expect([bare.status, bare.json.errors[0].pointer]).toEqual([400, '/reason']);
      const program = await fleet.addClient();
      const path = `/vehicles/${vehicle.id}/commands/lock-top-case`;
      for (const caller of [fleet.people['Operations Specialist'], program]) {
        const { json } = await api.call(caller, 'POST', path, { body: { override: true, reason: 'stolen' } });
        expect(json.type).toBe('/problems/missing-permissions');
      }
      expect(gateway.orders).toHaveLength(1);
    });

    it('says unknown when the gateway is still at it as the time ends, and who asks later is told what became of it', async () => {
      const answered = Promise.withResolvers<{ status: 'succeeded' }>();
      gateway.script.send = () => answered.promise;
      const params = { vehicle_id: vehicle.id, command: 'unlock-top-case' };
      const run = createRunCommand(300)(test.app, fleet.actor, { params, query: {}, body: {} });
      await expect(run).rejects.toMatchObject({
        kind: 'vehicle/command-outcome-unknown',
        extras: { outcome: 'UNKNOWN', retry_safe: false, command_id: expect.any(String) },
      });
      const second = await send('draw-attention');
      const [, first] = await log();
      expect(second).toMatchObject({ status: 409, json: { type: '/problems/vehicle/conflicting-command', command_id: first?.id } });
      expect(second.headers.get('retry-after')).toBe('5');
      answered.resolve({ status: 'succeeded' });
      await expect.poll(async () => (await log()).map((entry) => entry.status)).toEqual(['REJECTED', 'SUCCEEDED']);
    });

    it('never says "not sent" of a command that is sent, when waiting ends just as the gateway takes it', async () => {
      const vehicles = await Promise.all(
        Array.from({ length: 40 }, () => fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id, undefined, ['top_case']) })),
      );
      const runs = vehicles.map(async ({ id }, index) => {
        const params = { vehicle_id: id, command: 'unlock-top-case' };
        let command_id = '';
        const onCommand = (told: string) => {
          command_id = told;
        };
        const run = createRunCommand(index % 8)(test.app, fleet.actor, { params, query: {}, body: {}, onCommand });
        const said = await run.then(() => 'SUCCEEDED').catch((problem) => problem.extras.outcome);
        return { command_id, said };
      });
      const outcomes = await Promise.all(runs);
      await expect.poll(async () => (await listOpen(vehicles)).length, { timeout: 60_000 }).toBe(0);
      const sent = new Set(gateway.orders.map((order) => order.command_id));
      for (const { command_id, said } of outcomes) expect(sent.has(command_id), said).toBe(said !== 'NOT_SENT');
      expect(sent.size).toBe(gateway.orders.length);
    });
    const listOpen = async (vehicles: Vehicle[]) => {
      const ids = new Set(vehicles.map((one) => one.id));
      const rows = await test.app.db.read.selectFrom('commands').select(['vehicle_id', 'status']).execute();
      return rows.filter((row) => ids.has(row.vehicle_id) && ['REQUESTED', 'DISPATCHING', 'ACCEPTED'].includes(row.status));
    };
  });
});
