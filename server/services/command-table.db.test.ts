/** The outcome table of the platform specification, row by row as a program meets it: real HTTP on one side, a fake cloud on real sockets on the other. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { findAdapter } from '#server/adapters/registry.ts';
import { type Gateway, startGateway } from '#server/gateway/gateway.ts';
import { base_path } from '#server/rest/rest.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { type ApiClient, makeFleet, nextUnit, type TestFleet } from '#server/test/fleet.fixture.ts';
import { createFakeVehicle } from '../../e2e/fakes/fake-vehicle.ts';
import type { HttpFault } from '../../e2e/fakes/http-fault.ts';
import { createNiuFake } from '../../e2e/fakes/niu/fake.ts';

const adapter = findAdapter('NIU');
if (!adapter) throw new Error('The registry has no such adapter.');
const units = Array.from({ length: 40 }, () => nextUnit('NIU'));

describeOnBothDatabases('a command over real sockets', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let client: ApiClient;
  let credentials_id: string;
  let cloud: ReturnType<typeof createNiuFake>;
  let gateway: Gateway;
  let vehicle: Vehicle;
  let address: string;
  let listener: ReturnType<typeof getRequestListener>;
  let taken = 0;
  const server = createServer((request, response) => void listener(request, response));

  beforeAll(async () => {
    test = await makeApp();
    fleet = await makeFleet(test);
    client = await fleet.addClient();
    cloud = createNiuFake({
      clock: test.clock.now,
      vehicles: units.map((unit_id) => createFakeVehicle(unit_id, { updated_at: test.clock.now() })),
      client_id: 'me',
      client_secret: 'niu-secret',
    });
    credentials_id = await fleet.addCredentials('NIU', 'cloud', { base_url: await cloud.listen() });
    listener = getRequestListener(createApi(test).rest.fetch, { overrideGlobalObjects: false });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base_path}`;
    gateway = await startGateway({
      app: test.app,
      private_key: test.private_key,
      adapters: [adapter],
      push: { host: '127.0.0.1', port: 0 },
      listeners: [],
      allow_private_addresses: true,
      onDeposed: () => {},
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await cloud.close();
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
  });
  beforeEach(async () => {
    vehicle = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id, units[taken], ['top_case']) });
    taken += 1;
  });

  const call = async (method: string, path: string, headers: Record<string, string> = {}, body?: object) => {
    const authorization = `Bearer ${client.token}`;
    const given = { ...headers, authorization, ...(body && { 'content-type': 'application/json' }) };
    const response = await fetch(`${address}${path}`, { method, headers: given, ...(body && { body: JSON.stringify(body) }) });
    return { status: response.status, headers: response.headers, json: await response.json() };
  };
  const send = (command: string, headers?: Record<string, string>, body?: object) =>
    call('POST', `/vehicles/${vehicle.id}/commands/${command}`, headers, body);
  const log = async (query = ''): Promise<CommandLogEntry[]> =>
    (await call('GET', `/vehicles/${vehicle.id}/command-log${query}`)).json.items;
  const acts = () => cloud.control.actuations.filter(({ unit_id }) => unit_id === vehicle.telematics_unit.id).length;
  const set = (settings: object) =>
    test.app.db.write
      .updateTable('fleets')
      .set({ settings: JSON.stringify(settings) })
      .where('id', '=', fleet.fleet_id)
      .execute();
  const change = (columns: object) => test.app.db.write.updateTable('vehicles').set(columns).where('id', '=', vehicle.id).execute();

  it('is done with proof: the state, the id of the command, and an entry that says who, when and how', async () => {
    const answer = await send('enable-driving', { 'content-type': 'application/json' });
    expect(answer).toMatchObject({ status: 200, json: { driving_enabled: { value: true } } });
    const [entry] = await log();
    expect(entry).toEqual({
      id: answer.headers.get('x-motorpool-command-id'),
      vehicle_id: vehicle.id,
      command: 'ENABLE_DRIVING',
      status: 'SUCCEEDED',
      initiated_by: { type: 'API_CLIENT', id: client.client_id, name: 'Client 1' },
      requested_at: expect.stringMatching(/Z$/),
      sent_at: expect.stringMatching(/Z$/),
      finished_at: expect.stringMatching(/Z$/),
      settled_by: 'ANSWER',
      flow_id: answer.headers.get('x-invers-flow-id'),
    });
    expect(acts()).toBe(1);
  });

  interface Row {
    fault: HttpFault;
    status: number;
    type: string;
    logged: string;
    acted: number;
  }
  const rows: Row[] = [
    { fault: { kind: 'status', status: 504 }, status: 504, type: 'vehicle/command-outcome-unknown', logged: 'UNKNOWN', acted: 0 },
    { fault: { kind: 'status', status: 409 }, status: 409, type: 'vehicle/conflicting-state', logged: 'FAILED', acted: 0 },
    { fault: { kind: 'status', status: 404 }, status: 409, type: 'vehicle/conflicting-setup-status', logged: 'FAILED', acted: 0 },
    { fault: { kind: 'status', status: 422 }, status: 502, type: 'third-party/error', logged: 'FAILED', acted: 0 },
    { fault: { kind: 'status', status: 403 }, status: 502, type: 'third-party/error', logged: 'FAILED', acted: 0 },
    {
      fault: { kind: 'status_after_acting', status: 500 },
      status: 504,
      type: 'vehicle/command-outcome-unknown',
      logged: 'UNKNOWN',
      acted: 1,
    },
    { fault: { kind: 'reset_after_acting' }, status: 504, type: 'vehicle/command-outcome-unknown', logged: 'UNKNOWN', acted: 1 },
    { fault: { kind: 'html' }, status: 504, type: 'vehicle/command-outcome-unknown', logged: 'UNKNOWN', acted: 1 },
  ];
  it.each(rows)('meets $fault.kind $fault.status with $status $type', async ({ fault, status, type, logged, acted }) => {
    cloud.control.injectFault(fault, 1, 'command');
    const answer = await send('unlock-top-case');
    expect([answer.status, answer.json.type]).toEqual([status, `/problems/${type}`]);
    const [entry] = await log();
    expect(entry).toMatchObject({ status: logged, problem_type: `/problems/${type}`, sent_at: expect.any(String) });
    expect([answer.json.command_id, answer.headers.get('x-motorpool-command-id')]).toEqual([entry?.id, entry?.id]);
    if (logged === 'UNKNOWN') expect(answer.json).toMatchObject({ outcome: 'UNKNOWN', retry_safe: false });
    expect(acts()).toBe(acted);
  });

  it('sends nothing while the manufacturer asks to wait, and says when to come back', async () => {
    cloud.control.injectFault({ kind: 'status', status: 429 }, 1, 'command');
    for (let round = 0; round < 2; round += 1) {
      const answer = await send('unlock-top-case');
      expect(answer).toMatchObject({ status: 503, json: { type: '/problems/service-unavailable' } });
      expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    }
    expect(acts()).toBe(0);
    test.clock.advance(10_000);
    expect((await send('unlock-top-case')).status).toBe(200);
  });

  it('reaches nobody while the cloud refuses connections', async () => {
    await cloud.close();
    expect(await send('unlock-top-case')).toMatchObject({ status: 504, json: { type: '/problems/vehicle/no-connection' } });
    expect(await log()).toMatchObject([{ status: 'FAILED' }]);
    await cloud.listen();
  });

  it('is refused by what the vehicle says when it is asked, before anything is sent', async () => {
    cloud.control.setState(vehicle.telematics_unit.id, { speed: 25 });
    expect(await send('lock-top-case')).toMatchObject({ status: 409, json: { type: '/problems/vehicle/conflicting-state' } });
    expect(await log()).toMatchObject([{ status: 'REJECTED' }]);
    expect(acts()).toBe(0);
    cloud.control.setState(vehicle.telematics_unit.id, { speed: 0 });
    expect((await send('lock-top-case')).status).toBe(200);
  });

  it('immobilises by a fresh state alone, where the fleet wants it so', async () => {
    await set({ immobilizer_requires_fresh_state: true });
    await change({ attached_at: new Date(test.clock.now() - 3_600_000).toISOString() });
    cloud.control.setState(vehicle.telematics_unit.id, { updated_at: test.clock.now() - 61_000 });
    const refused = await send('disable-driving');
    expect(refused).toMatchObject({ status: 409, json: { type: '/problems/vehicle/conflicting-state' } });
    expect((await send('lock-top-case')).status).toBe(200);
    cloud.control.setState(vehicle.telematics_unit.id, { updated_at: test.clock.now() - 59_000, driving_enabled: true });
    expect((await send('disable-driving')).status).not.toBe(409);
    await set({});
    expect(cloud.control.actuations.filter(({ command }) => command === 'DISABLE_DRIVING')).toHaveLength(1);
  });

  it('offers what is off by default only where vehicle and fleet setting both have it', async () => {
    const refused = { status: 409, json: { type: '/problems/vehicle/command-not-supported' } };
    await set({ extra_commands: ['OPEN_TRUNK', 'no command'] });
    expect(await send('open-trunk')).toMatchObject(refused);
    await change({ capabilities: '{"commands":["OPEN_TRUNK","SUSPEND_SIM"],"vehicle_state":[]}' });
    expect(await send('suspend-sim')).toMatchObject(refused);
    expect((await log()).map(({ status }) => status)).toEqual(['REJECTED', 'REJECTED']);
    await send('open-trunk');
    const [sent] = await log();
    expect(sent).toMatchObject({ command: 'OPEN_TRUNK', status: 'FAILED', sent_at: expect.any(String) });
    await set({});
  });

  it('takes the permission of its kind', async () => {
    const all = client;
    client = await fleet.addClient(['vehicle-commands', 'events-trips.ro']);
    expect(await send('suspend-sim')).toMatchObject({ status: 403, json: { type: '/problems/missing-permissions' } });
    expect(await send('unlock-top-case', {}, { override: true, reason: 'x' })).toMatchObject({ status: 403 });
    client = await fleet.addClient(['connectivity-commands']);
    expect(await send('unlock-top-case')).toMatchObject({ status: 403, json: { type: '/problems/missing-permissions' } });
    expect((await send('suspend-sim')).json.type).toBe('/problems/vehicle/command-not-supported');
    client = all;
    expect(await log()).toMatchObject([{ status: 'REJECTED' }]);
  });

  it('is taken but not proven: accepted, then unknown, then settled by the state that shows it', async () => {
    cloud.control.injectFault({ kind: 'no_effect' }, 1, 'command');
    const answered = send('enable-driving', { 'idempotency-key': 'accepted' });
    await expect.poll(async () => (await log())[0]?.status, { timeout: 60_000 }).toBe('ACCEPTED');
    expect(await send('draw-attention')).toMatchObject({ status: 409, json: { type: '/problems/vehicle/conflicting-command' } });
    const running = await send('enable-driving', { 'idempotency-key': 'accepted' });
    expect(running).toMatchObject({ status: 409, json: { type: '/problems/vehicle/conflicting-command' } });
    expect(running.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    test.clock.advance(31_000);
    const answer = await answered;
    expect(answer).toMatchObject({ status: 504, json: { type: '/problems/vehicle/command-outcome-unknown', outcome: 'UNKNOWN' } });
    const [, entry] = await log();
    expect(entry).toMatchObject({ status: 'UNKNOWN', accepted_at: expect.any(String) });
    cloud.control.setState(vehicle.telematics_unit.id, { driving_enabled: true });
    expect((await send('request-vehicle-state')).status).toBe(200);
    expect(await log('?command=ENABLE_DRIVING&status=SUCCEEDED')).toMatchObject([{ id: entry?.id, settled_by: 'STATE' }]);
    const replayed = await send('enable-driving', { 'idempotency-key': 'accepted' });
    expect([replayed.status, replayed.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    const events = await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 5000);
    const told = events.filter(({ type, data }) => type === 'CommandExecuted' && JSON.parse(data).command.id === entry?.id);
    expect(told.map(({ data }) => JSON.parse(data).command.status)).toEqual(['UNKNOWN', 'SUCCEEDED']);
  });

  it('finds the way closed after the cloud has failed again and again', async () => {
    cloud.control.injectFault({ kind: 'status', status: 500 }, 40, 'command');
    const answers = [];
    for (let round = 0; round < 25; round += 1) answers.push((await send('unlock-top-case')).json.type);
    expect(answers[0]).toBe('/problems/vehicle/command-outcome-unknown');
    expect(answers.at(-1)).toBe('/problems/service-unavailable');
    cloud.control.clearFaults();
  });
});
