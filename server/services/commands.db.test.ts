import { beforeAll, beforeEach, expect, it } from 'vitest';
import { CommandStatus } from '#lib/domain/command-schema.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { updateCommandFrom } from '#server/store/commands.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import type { Call } from './call.ts';
import { requestCommand } from './commands.ts';

describeOnBothDatabases('commands', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let credentials_id: string;
  let vehicle: Vehicle;
  const addMoped = () => fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id, undefined, ['top_case']) });
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    credentials_id = await fleet.addCredentials();
  });
  beforeEach(async () => {
    vehicle = await addMoped();
  });
  type Wish = Partial<Call<'runCommand'>> & { to?: string; command?: string };
  const request = ({ to = vehicle.id, command = 'unlock-top-case', ...door }: Wish = {}, actor = fleet.actor) =>
    requestCommand(test.app, actor, { params: { vehicle_id: to, command }, query: {}, body: {}, ...door });
  const settle = (id: string, status: CommandStatus) =>
    write(test.app, (tx) => updateCommandFrom(tx, id, CommandStatus.options, { status, finished_at: '2030-06-10T06:13:21.000Z' }));
  const log = async (query = '') => (await api.call(fleet.people.Support, 'GET', `/vehicles/${vehicle.id}/command-log${query}`)).json;
  const kindOf = (call: Promise<unknown>): Promise<string> => call.then(() => 'done').catch((problem) => problem.kind);

  it('runs one of fifty that are asked for at once, and logs the others as rejected', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => kindOf(request())));
    expect(outcomes.toSorted()).toEqual(['done', ...Array(49).fill('vehicle/conflicting-command')]);
    const { items } = await log('?limit=100');
    expect(items.map((item: { status: string }) => item.status).sort()).toEqual([...Array(49).fill('REJECTED'), 'REQUESTED']);
  });

  it('keeps vehicles apart', async () => {
    const others = await Promise.all(Array.from({ length: 10 }, addMoped));
    const outcomes = await Promise.all(others.map((other) => kindOf(request({ to: other.id }))));
    expect(outcomes).toEqual(Array(10).fill('done'));
  });

  it.each(['UNKNOWN', 'SUCCEEDED', 'FAILED', 'EXPIRED'] as const)('takes a further command after one that is %s', async (status) => {
    await settle((await request()).id, status);
    expect(await kindOf(request())).toBe('done');
  });

  it('answers a repeated key with the command of then, whatever became of it', async () => {
    const first = await request({ idempotency_key: 'k', body: { reason: 'a' } });
    let replayed = 0;
    const onReplay = () => {
      replayed += 1;
    };
    const again = await Promise.all(Array.from({ length: 10 }, () => request({ idempotency_key: 'k', body: { reason: 'a' }, onReplay })));
    expect(new Set(again.map((entry) => entry.id))).toEqual(new Set([first.id]));
    expect(replayed).toBe(10);
    await settle(first.id, 'SUCCEEDED');
    expect(await request({ idempotency_key: 'k', body: { reason: 'a' } })).toMatchObject({ id: first.id, status: 'SUCCEEDED' });
    expect((await log()).items).toHaveLength(1);
  });

  it('refuses a key that stood for another request', async () => {
    await request({ idempotency_key: 'other' });
    expect(await kindOf(request({ idempotency_key: 'other', body: { reason: 'b' } }))).toBe('idempotency-key-reused');
    expect(await kindOf(request({ idempotency_key: 'other', command: 'draw-attention' }))).toBe('idempotency-key-reused');
    expect(await kindOf(request({ idempotency_key: 'other', to: (await addMoped()).id }))).toBe('idempotency-key-reused');
  });

  it('gives a key that two vehicles are commanded with at once to one of them', async () => {
    for (let round = 0; round < 10; round += 1) {
      const pair = [await addMoped(), await addMoped()];
      const outcomes = await Promise.all(pair.map(({ id }) => kindOf(request({ to: id, idempotency_key: `race-${round}` }))));
      expect(outcomes.toSorted()).toEqual(['done', 'idempotency-key-reused']);
    }
  });

  it('keeps the keys of callers and fleets apart', async () => {
    const stranger = await makeFleet(test);
    const set = await stranger.addCredentials();
    const theirs = await stranger.addVehicle({ unit: stranger.unitOf.niu(set, undefined, ['top_case']) });
    const [mine, other] = [
      await request({ idempotency_key: 'same' }),
      await request({ idempotency_key: 'same', to: theirs.id }, stranger.actor),
    ];
    expect(other.id).not.toBe(mine.id);
    const colleague = fleet.people['Operations Specialist'].actor;
    expect(await kindOf(request({ idempotency_key: 'same' }, colleague))).toBe('vehicle/conflicting-command');
  });

  it('says over REST that an answer is repeated, and 409 while the first call still runs', async () => {
    const post = (body: object = {}) =>
      api.call(fleet.people['Fleet Manager'], 'POST', `/vehicles/${vehicle.id}/commands/unlock-top-case`, {
        body,
        headers: { 'idempotency-key': 'rest' },
      });
    const first = await request({ idempotency_key: 'rest' });
    const running = await post();
    expect(running).toMatchObject({ status: 409, json: { type: '/problems/vehicle/conflicting-command', command_id: first.id } });
    expect(running.headers.get('retry-after')).toBe('5');
    await settle(first.id, 'SUCCEEDED');
    const repeated = await post();
    expect([repeated.status, repeated.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect(repeated.headers.get('x-motorpool-command-id')).toBe(first.id);
    expect((await post({ reason: 'other' })).status).toBe(422);
    for (const key of ['', 'x'.repeat(256)]) {
      const path = `/vehicles/${vehicle.id}/commands/unlock-top-case`;
      const { status } = await api.call(fleet.people['Fleet Manager'], 'POST', path, { headers: { 'idempotency-key': key } });
      expect(status).toBe(400);
    }
  });

  it('tells each step in the event log, under the flow of the call', async () => {
    const entry = await request();
    const rows = await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 5000);
    const own = rows.filter((row) => row.vehicle_id === vehicle.id && row.type.startsWith('Command'));
    expect(own).toMatchObject([{ type: 'CommandRequested', flow_id: entry.flow_id }]);
    expect(JSON.parse(own[0]?.data ?? '')).toEqual({ vehicle_id: vehicle.id, fleet_id: fleet.fleet_id, command: entry });
  });

  it('lists the log newest first, in pages, by status and command', async () => {
    const ids: string[] = [];
    for (const command of ['unlock-top-case', 'draw-attention', 'unlock-top-case', 'request-vehicle-state', 'draw-attention']) {
      const { id } = await request({ command });
      await settle(id, command === 'draw-attention' ? 'FAILED' : 'SUCCEEDED');
      ids.unshift(id);
    }
    const found: string[] = [];
    for (let token = ''; ; ) {
      const { items, next_page_token } = await log(`?limit=2${token}`);
      found.push(...items.map((item: { id: string }) => item.id));
      if (!next_page_token) break;
      token = `&page_token=${next_page_token}`;
    }
    expect(found).toEqual(ids);
    expect((await log('?status=FAILED')).items.map((item: { id: string }) => item.id)).toEqual([ids[0], ids[3]]);
    expect((await log('?command=REQUEST_VEHICLE_STATE&command=UNLOCK_TOP_CASE&status=SUCCEEDED')).items).toHaveLength(3);
    const { next_page_token } = await log('?limit=1');
    const other = await addMoped();
    const path = `/vehicles/${other.id}/command-log?limit=1&page_token=${next_page_token}`;
    expect((await api.call(fleet.people.Support, 'GET', path)).status).toBe(400);
  });

  const resolve = (id: string, body: object, caller = fleet.people['Operations Specialist'], of = vehicle.id) =>
    api.call(caller, 'POST', `/vehicles/${of}/command-log/${id}/resolve`, { body });

  it('lets a person settle an unknown outcome, once', async () => {
    const { id } = await request();
    await settle(id, 'UNKNOWN');
    const answers = await Promise.all(['SUCCEEDED', 'FAILED', 'FAILED'].map((status) => resolve(id, { status, reason: 'I looked' })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    const settled = answers.find((answer) => answer.status === 200)?.json;
    expect(settled).toMatchObject({ id, settled_by: 'PERSON', finished_at: expect.any(String) });
    const entry = await api.call(fleet.people.Support, 'GET', `/vehicles/${vehicle.id}/command-log/${id}`);
    expect(entry.json).toEqual(settled);
    const rows = await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 5000);
    const told = rows
      .filter((row) => row.vehicle_id === vehicle.id && row.type === 'CommandExecuted')
      .map((row) => JSON.parse(row.data).command);
    expect(told).toEqual([settled]);
  });

  it.each(CommandStatus.options.filter((status) => status !== 'UNKNOWN'))(
    'does not let a person settle a command that is %s',
    async (status) => {
      const { id } = await request();
      await settle(id, status);
      expect((await resolve(id, { status: 'FAILED', reason: 'x' })).json.type).toBe('/problems/conflicting-resource');
    },
  );

  it('settles with a reason and a final status alone, and only what belongs to the vehicle and the fleet', async () => {
    const { id } = await request();
    await settle(id, 'UNKNOWN');
    for (const body of [{ status: 'FAILED' }, { status: 'FAILED', reason: ' ' }, { status: 'UNKNOWN', reason: 'x' }, { reason: 'x' }]) {
      expect((await resolve(id, body)).status).toBe(400);
    }
    const verdict = { status: 'FAILED', reason: 'x' };
    const other = await addMoped();
    const stranger = (await makeFleet(test)).people['Fleet Manager'];
    expect((await resolve(id, verdict, undefined, other.id)).status).toBe(404);
    expect((await resolve(id, verdict, stranger)).status).toBe(404);
    expect((await resolve('01HZ0000000000000000000000', verdict)).status).toBe(404);
    expect((await resolve('x', verdict)).status).toBe(404);
    expect((await log()).items).toMatchObject([{ status: 'UNKNOWN' }]);
  });
});
