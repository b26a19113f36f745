import { beforeAll, describe, expect, it } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { type Answer, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { type ApiClient, makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { requestCommand } from './commands.ts';
import { onceInSteps } from './idempotency.ts';

describeOnBothDatabases('bulk calls', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let stranger: Vehicle;
  let client: ApiClient;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    client = await fleet.addClient();
    stranger = await (await makeFleet(test)).addVehicle();
  });

  const call = (method: string, path: string, body?: object, headers = {}): Promise<Answer> =>
    api.call(client, method, path, { body, headers });
  const read = async ({ id }: Pick<Vehicle, 'id'>): Promise<Vehicle> => (await call('GET', `/vehicles/${id}`)).json;
  const eventsOf = async (ids: string[]) =>
    (await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 10_000)).filter(({ vehicle_id }) => ids.includes(vehicle_id));
  const rowsOf = (answer: Answer) =>
    answer.json.items.map((row: { status: string; problem?: { type: string } }) => row.problem?.type ?? row.status);
  const gone = '/problems/referenced-resource-not-found';
  const conflict = '/problems/conflicting-resource';

  describe('adding', () => {
    it('adds what can be added, each by itself, and says why the others cannot', async () => {
      const unit = fleet.unitOf.teltonika();
      const bodies = [
        { telematics_unit: unit, master_data: { license_plate: 'FIRST' } },
        { telematics_unit: unit },
        { telematics_unit: { ...fleet.unitOf.teltonika(), id: '12' } },
        { telematics_unit: fleet.unitOf.teltonika(), tags: ['last'] },
      ];
      const { status, json } = await call('POST', '/vehicles/bulk', { items: bodies });
      expect(status).toBe(200);
      expect(json.items.map(({ index, status }: { index: number; status: string }) => [index, status])).toEqual([
        [0, 'SUCCEEDED'],
        [1, 'FAILED'],
        [2, 'FAILED'],
        [3, 'SUCCEEDED'],
      ]);
      expect([json.items[1].problem.type, json.items[2].problem.type]).toEqual([conflict, '/problems/validation-error']);
      expect(json.items[2].problem.errors[0].pointer).toBe('/telematics_unit/id');
      expect(await read(json.items[0].vehicle)).toEqual(json.items[0].vehicle);
      expect(json.items[3].vehicle.tags).toEqual(['last']);
      expect(await eventsOf([json.items[3].vehicle.id])).toHaveLength(1);
    });

    it('adds nothing when the body itself is wrong', async () => {
      const good = { telematics_unit: fleet.unitOf.teltonika(), master_data: { license_plate: 'WHOLE' } };
      expect((await call('POST', '/vehicles/bulk', { items: [good, {}] })).status).toBe(400);
      expect((await call('POST', '/vehicles/bulk', { items: Array(101).fill(good) })).status).toBe(400);
      expect((await call('GET', '/vehicles?license_plate=WHOLE')).json.items).toEqual([]);
    });
  });

  describe('archiving and restoring', () => {
    it('answers each vehicle as its single call would be', async () => {
      const [idle, busy, old] = [await fleet.addVehicle(), await fleet.addVehicle(), await fleet.addVehicle()];
      await call('DELETE', `/vehicles/${old.id}`);
      await requestCommand(test.app, fleet.actor, {
        params: { vehicle_id: busy.id, command: 'request-vehicle-state' },
        query: {},
        body: {},
      });
      const vehicle_ids = [idle.id, busy.id, old.id, stranger.id, 'NOBODY'];
      const archived = await call('POST', '/vehicles/bulk/archive', { vehicle_ids });
      expect(rowsOf(archived)).toEqual(['SUCCEEDED', '/problems/vehicle/conflicting-command', 'SUCCEEDED', gone, gone]);
      expect(archived.json.items.map((row: { vehicle_id: string }) => row.vehicle_id)).toEqual(vehicle_ids);
      expect(archived.json.items[3].problem.errors[0].pointer).toBe('/vehicle_ids/3');
      expect((await eventsOf([idle.id, old.id])).map(({ type }) => type)).toEqual([
        'VehicleCreated',
        'VehicleCreated',
        'VehicleRemoved',
        'VehicleRemoved',
      ]);

      await fleet.addVehicle({ unit: fleet.unitOf.teltonika(old.telematics_unit.id) });
      const restored = await call('POST', '/archived-vehicles/bulk/restore', { vehicle_ids });
      expect(rowsOf(restored)).toEqual(['SUCCEEDED', gone, conflict, gone, gone]);
      expect(await read(idle)).not.toHaveProperty('archived_at');
    });
  });

  describe('editing', () => {
    it('sets and removes custom fields, and tells nobody of a vehicle that is as asked', async () => {
      const vehicles = [
        await fleet.addVehicle({ custom_fields: { seats: '2', old: 'x' } }),
        await fleet.addVehicle({ custom_fields: { seats: '4' } }),
        await fleet.addVehicle({ custom_fields: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, 'x'])) }),
        await fleet.addVehicle(),
      ];
      const ids = vehicles.map(({ id }) => id);
      await call('DELETE', `/vehicles/${ids[3]}`);
      const before = (await eventsOf(ids)).length;
      const body = { vehicle_ids: [...ids, stranger.id], set: { seats: 4 }, remove: ['old', 'seats'] };
      const answer = await call('POST', '/vehicles/bulk/custom-fields', body);
      expect(rowsOf(answer)).toEqual(['SUCCEEDED', 'SUCCEEDED', '/problems/validation-error', conflict, gone]);
      expect((await read(vehicles[0] ?? stranger)).custom_fields).toEqual({ seats: '4' });
      expect((await eventsOf(ids)).slice(before).map(({ vehicle_id }) => vehicle_id)).toEqual([ids[0]]);
    });

    it('adds and removes tags in their order', async () => {
      const [some, none, full] = [
        await fleet.addVehicle({ tags: ['a', 'b', 'c'] }),
        await fleet.addVehicle(),
        await fleet.addVehicle({ tags: Array.from({ length: 20 }, (_, index) => `t${index}`) }),
      ];
      const vehicle_ids = [some.id, none.id, full.id];
      expect(rowsOf(await call('POST', '/vehicles/bulk/tags', { vehicle_ids, add: ['c', 'd', 'd'], remove: ['a', 'c'] }))).toEqual([
        'SUCCEEDED',
        'SUCCEEDED',
        '/problems/validation-error',
      ]);
      expect([(await read(some)).tags, (await read(none)).tags]).toEqual([
        ['b', 'c', 'd'],
        ['c', 'd'],
      ]);
      expect((await call('GET', '/vehicles?tags=d')).json.items).toHaveLength(2);
    });

    it('takes back what a call did, but for what was changed since, whatever else of the vehicle was', async () => {
      const [same, touched, elsewhere, asked] = [
        await fleet.addVehicle({ tags: ['a'], custom_fields: { depot: 'south', seats: '4' } }),
        await fleet.addVehicle({ tags: ['a'] }),
        await fleet.addVehicle({ tags: ['a', 'b'] }),
        await fleet.addVehicle({ tags: ['b'] }),
      ];
      const vehicle_ids = [same, touched, elsewhere, asked].map(({ id }) => id);
      const revert = (items: object[]) => call('POST', '/vehicles/bulk/revert', { items });
      const given = async (path: string, body: object) =>
        (await call('POST', `/vehicles/bulk/${path}`, { vehicle_ids, ...body })).json.items.filter(
          ({ changed }: { changed?: object }) => changed,
        );
      const tagged = await given('tags', { add: ['b'], remove: ['a'] });
      expect(tagged.map(({ vehicle_id }: { vehicle_id: string }) => vehicle_id)).toEqual(vehicle_ids.slice(0, 3));
      expect(tagged[2].changed).toEqual({ part: 'tags', before: ['a', 'b'], after: ['b'] });
      const fielded = await given('custom-fields', { set: { depot: 'north' }, remove: ['seats'] });
      expect(fielded[0].changed).toEqual({
        part: 'custom_fields',
        before: { depot: 'south', seats: '4' },
        after: { depot: 'north', seats: null },
      });
      const parked = await given('operation-status', { value: 'GARAGE' });

      await call('PUT', `/vehicles/${touched.id}/tags`, { tags: ['b', 'mine'] });
      await call('PATCH', `/vehicles/${elsewhere.id}/custom-fields`, { other: 'x' });
      await call('PATCH', `/vehicles/${asked.id}/custom-fields`, { depot: 'west' });
      const modified = '/problems/resource-modified';
      const rows = await revert(
        tagged.map(({ vehicle_id, changed }: { vehicle_id: string; changed: object }) => ({ vehicle_id, changed })),
      );
      expect(rowsOf(rows)).toEqual(['SUCCEEDED', modified, 'SUCCEEDED']);
      const only = ({ vehicle_id, changed }: { vehicle_id: string; changed: object }) => ({ vehicle_id, changed });
      expect(rowsOf(await revert(fielded.map(only)))).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', modified]);
      expect(rowsOf(await revert(parked.map(only)))).toEqual(Array(4).fill('SUCCEEDED'));
      expect(rowsOf(await revert(parked.map(only))), 'what is as it was is no longer as it was left').toEqual(Array(4).fill(modified));
      const now = await Promise.all([same, touched, elsewhere, asked].map(read));
      expect(now.map(({ tags }) => tags)).toEqual([['a'], ['b', 'mine'], ['a', 'b'], ['b']]);
      expect(now.map(({ custom_fields }) => custom_fields)).toEqual([
        { depot: 'south', seats: '4' },
        {},
        { other: 'x' },
        { depot: 'west' },
      ]);
      expect(now.map(({ operation_status }) => operation_status.value)).toEqual(
        [same, touched, elsewhere, asked].map(({ operation_status }) => operation_status.value),
      );

      const foreign = await revert([{ vehicle_id: stranger.id, changed: tagged[0].changed }]);
      expect([rowsOf(foreign), foreign.json.items[0].problem.errors[0].pointer]).toEqual([[gone], '/items/0/vehicle_id']);
    });

    it('sets the operation status of a thousand without keeping others from writing', async () => {
      const vehicles = await Promise.all(Array.from({ length: 60 }, () => fleet.addVehicle()));
      const other = await fleet.addVehicle();
      const ids = vehicles.map(({ id }) => id);
      const vehicle_ids = Array.from({ length: 1000 }, (_, index) => (index < 60 ? (ids[index] ?? '') : `U${index}`));
      let done = false;
      const long = call('POST', '/vehicles/bulk/operation-status', { vehicle_ids, value: 'GARAGE' }).finally(() => {
        done = true;
      });
      await new Promise((resolve) => setImmediate(resolve));
      expect((await call('PUT', `/vehicles/${other.id}/tags`, { tags: ['meanwhile'] })).status).toBe(200);
      expect(done).toBe(false);
      const rows = rowsOf(await long);
      expect([rows.slice(0, 60), rows.slice(60)].map((part) => [...new Set(part)])).toEqual([['SUCCEEDED'], [gone]]);
      const before = (await eventsOf(ids)).length;
      expect(rowsOf(await call('POST', '/vehicles/bulk/operation-status', { vehicle_ids: ids, value: 'GARAGE' }))).toEqual(
        Array(60).fill('SUCCEEDED'),
      );
      expect(await eventsOf(ids)).toHaveLength(before);
    });
  });

  describe('Idempotency-Key', () => {
    it('answers a repeated call with what the first was answered, and nothing is done twice', async () => {
      const headers = { 'idempotency-key': 'bulk-1' };
      const body = {
        items: [{ telematics_unit: fleet.unitOf.teltonika() }, { telematics_unit: { ...fleet.unitOf.teltonika(), id: '1' } }],
      };
      const first = await call('POST', '/vehicles/bulk', body, headers);
      expect(first.headers.get('idempotent-replayed')).toBeNull();
      const second = await call('POST', '/vehicles/bulk', body, headers);
      expect(second.headers.get('idempotent-replayed')).toBe('true');
      expect(second.json).toEqual(first.json);
      const other = await call('POST', '/vehicles/bulk', { items: [] }, headers);
      expect([other.status, other.json.type]).toEqual([422, '/problems/idempotency-key-reused']);
      const elsewhere = await call('POST', '/vehicles/bulk/archive', { vehicle_ids: [] }, headers);
      expect(elsewhere.status).toBe(422);
    });

    it('stores credentials once, and keeps what is told once from whoever reads the database', async () => {
      const body = { name: 'Once', client_id: 'me', client_secret: 'unique-canary', base_url: 'https://segway.example' };
      const headers = { 'idempotency-key': 'credentials-1' };
      const path = '/telematics-brands/SEGWAY/credentials';
      const first = await call('POST', path, body, headers);
      const again = await call('POST', path, body, headers);
      expect([first.status, again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true']);
      expect(again.json).toEqual(first.json);
      expect(first.json.push_path).toMatch(/^\/push\/SEGWAY\/.{20}/);
      const rows = JSON.stringify(await test.app.db.read.selectFrom('idempotency_keys').selectAll().execute());
      expect(rows).not.toContain(first.json.push_path.split('/').at(-1));
      expect(rows).not.toContain('credentials-1');
      expect(rows).not.toContain(first.json.id);
    });

    it('leaves the key free when the call as a whole was refused', async () => {
      const headers = { 'idempotency-key': 'credentials-2' };
      const body = { name: 'Once', client_id: 'me', client_secret: 's', base_url: 'https://segway.example' };
      expect((await call('POST', '/telematics-brands/SEGWAY/credentials', body, headers)).status).toBe(409);
      const renamed = await call('POST', '/telematics-brands/SEGWAY/credentials', { ...body, name: 'Twice' }, headers);
      expect(renamed.status).toBe(201);
    });

    it('refuses a second call while the first runs, and takes over from one that died', async () => {
      const headers = { 'idempotency-key': 'steps' };
      const body = { vehicle_ids: [(await fleet.addVehicle()).id] };
      const claimed = Promise.withResolvers<void>();
      const finish = Promise.withResolvers<void>();
      const actor = { ...fleet.actor, id: client.client_id };
      const running = onceInSteps(test.app, actor, { idempotency_key: 'steps' }, { archiveVehicles: body }, async () => {
        claimed.resolve();
        await finish.promise;
        return { items: [] };
      });
      await claimed.promise;
      const refused = await call('POST', '/vehicles/bulk/archive', body, headers);
      expect([refused.status, refused.json.type, refused.headers.get('retry-after')]).toEqual([409, conflict, '5']);
      finish.resolve();
      await running;
      expect((await call('POST', '/vehicles/bulk/archive', body, headers)).json).toEqual({ items: [] });

      await write(test.app, async (tx) => {
        await tx
          .updateTable('idempotency_keys')
          .set({ answer: null, created_at: '2030-06-10T06:00:00.000Z' })
          .where('client_id', 'like', `%${client.client_id}`)
          .execute();
      });
      const taken_over = await call('POST', '/vehicles/bulk/archive', body, headers);
      expect(rowsOf(taken_over)).toEqual(['SUCCEEDED']);
    });

    it('frees the key of work that failed', async () => {
      const door = { idempotency_key: 'fails' };
      const work = () => Promise.reject(new Error('broken'));
      await expect(onceInSteps(test.app, fleet.actor, door, {}, work)).rejects.toThrow('broken');
      await expect(onceInSteps(test.app, fleet.actor, door, {}, async () => ({ fine: true }))).resolves.toEqual({ fine: true });
    });
  });
});
