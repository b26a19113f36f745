import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EventLogEntry } from '#lib/contract/events.ts';
import { toStateRecord } from '#lib/domain/state-record.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { newId } from '#server/ids.ts';
import { write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';

const second = (number: number, milliseconds = '000') => `2030-06-10T07:00:${String(number).padStart(2, '0')}.${milliseconds}Z`;

describeOnBothDatabases('the event log', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let vehicle: Vehicle;
  let other: Vehicle;
  const record = (of: Vehicle, at: string, speed: number, lat = -34.9) => {
    const state: VehicleState = {
      position: { value: { lat, lon: -56.1 }, timestamp: at },
      speed_in_kilometers_per_hour: { value: speed, timestamp: at },
    };
    return write(test.app, async (_tx, emit) => {
      const { fleet_id, id: vehicle_id } = of;
      emit({ fleet_id, vehicle_id, type: 'VehicleStateRecorded', occurred_at: at, flow_id: 'f', data: toStateRecord(state) });
    });
  };
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    vehicle = await fleet.addVehicle();
    other = await fleet.addVehicle();
    const foreign = await makeFleet(test);
    await record(await foreign.addVehicle(), second(3), 99);
    for (let number = 0; number < 6; number += 1) await record(vehicle, second(number, number === 3 ? '001' : '000'), number);
    await record(other, second(9), 50);
    await api.call(fleet.people['Fleet Manager'], 'PUT', `/vehicles/${vehicle.id}/rental-status`, { body: { value: 'IN_RENTAL' } });
  });
  const query = (body: object) => api.call(fleet.people.Support, 'POST', '/event-log-entries/query', { body });
  const items = async (body: object): Promise<EventLogEntry[]> => (await query(body)).json.items;
  const speeds = async (body: object) =>
    (await items({ vehicle_id: vehicle.id, event_types: ['VEHICLE_STATE_RECORDED'], ...body })).map(
      (item) => (item.data.vehicle_state as VehicleState).speed_in_kilometers_per_hour?.value,
    );

  it('tells what happened, newest first, with place, cause and flow', async () => {
    const [changed, ...before] = await items({ vehicle_id: vehicle.id });
    expect(changed).toMatchObject({
      event_type: 'VEHICLE_CHANGED',
      type: 'VehicleChanged',
      initiated_by: { type: 'USER', name: 'Fleet Manager' },
      data: { reasons: ['RENTAL_STATUS_CHANGED'], vehicle: { rental_status: { value: 'IN_RENTAL' } } },
    });
    expect(before[0]).toMatchObject({
      event_type: 'VEHICLE_STATE_RECORDED',
      position: { value: { lat: -34.9, lon: -56.1 } },
      occurred_at: second(5),
    });
    const sequences = [changed, ...before].map((item) => item?.sequence ?? 0);
    expect(sequences).toEqual(sequences.toSorted((a, b) => b - a));
  });

  it('comes in pages without loss or repeat, bound to the query', async () => {
    const all = await items({ limit: 1000 });
    const found: EventLogEntry[] = [];
    for (let page_token: string | undefined; ; ) {
      const { json } = await query({ limit: 3, ...(page_token && { page_token }) });
      found.push(...json.items);
      page_token = json.next_page_token;
      if (!page_token) break;
    }
    expect(found).toEqual(all);
    const { next_page_token } = (await query({ limit: 1 })).json;
    expect((await query({ limit: 1, vehicle_id: vehicle.id, page_token: next_page_token })).status).toBe(400);
  });

  it('takes type names in both spellings', async () => {
    expect(await items({ event_types: ['VehicleCreated'] })).toEqual(await items({ event_types: ['VEHICLE_CREATED'] }));
    expect(await items({ event_types: ['VEHICLE_CREATED'] })).toHaveLength(2);
    expect((await items({ event_types: [] })).length).toBeGreaterThan(5);
    expect((await query({ event_types: ['VEHICLE_CREATED', 'NOTHING'] })).json.errors).toMatchObject([{ pointer: '/event_types/1' }]);
  });

  it.each<[object, number[]]>([
    [{ occurred_after: second(3) }, [5, 4, 3]],
    [{ occurred_after: '2030-06-10T07:00:03Z' }, [5, 4, 3]],
    [{ occurred_after: '2030-06-10T07:00:04Z' }, [5, 4]],
    [{ occurred_before: '2030-06-10T07:00:01Z' }, [0]],
    [{ occurred_before: second(1) }, [0]],
    [{ occurred_before: second(1, '001') }, [1, 0]],
    [{ occurred_after: '2030-06-10T07:00:03.001Z', occurred_before: '2030-06-10T07:00:03.0015Z' }, []],
    [{ occurred_after: '2030-06-10T07:00:05Z', occurred_before: '2030-06-10T07:00:04Z' }, []],
  ])('takes instants with and without milliseconds: %j', async (span, wanted) => {
    expect(await speeds(span)).toEqual(wanted);
  });

  it.each([
    [{ occurred_after: '2030-05-01T00:00:00Z', occurred_before: '2030-06-01T00:00:01Z' }, '/occurred_after'],
    [{ occurred_after: 'yesterday' }, '/occurred_after'],
    [{ occurred_after: '2030-02-30T00:00:00Z' }, '/occurred_after'],
    [{ limit: 1001 }, '/limit'],
    [{ limit: '10' }, '/limit'],
    [{ event_types: Array(51).fill('VEHICLE_CREATED') }, '/event_types'],
    [{ fleet_id: 'F0000' }, ''],
  ])('refuses %j', async (body, pointer) => {
    expect((await query(body)).json).toMatchObject({ type: '/problems/validation-error', errors: [{ pointer }] });
  });

  it('spans 31 days, and no more', async () => {
    expect((await query({ occurred_after: '2030-05-01T00:00:00Z', occurred_before: '2030-06-01T00:00:00Z' })).status).toBe(200);
  });

  it('knows nothing of a vehicle of another fleet', async () => {
    const stranger = (await makeFleet(test)).people.Support;
    expect((await api.call(stranger, 'POST', '/event-log-entries/query', { body: { vehicle_id: vehicle.id } })).json).toEqual({
      items: [],
    });
    expect((await api.call(stranger, 'POST', '/event-log-entries/query', { body: {} })).json).toEqual({ items: [] });
  });

  it('gives the trail of a vehicle, oldest first, by the time of each position', async () => {
    const trail = async (after: string, before = '') =>
      (await api.call(fleet.people.Support, 'GET', `/vehicles/${vehicle.id}/trail?after=${after}${before && `&before=${before}`}`)).json
        .items;
    const all = await trail('2030-06-10T07:00:00Z');
    expect(all.map((point: { speed: number }) => point.speed)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(all[0]).toEqual({ at: second(0), lat: -34.9, lon: -56.1, speed: 0 });
    expect(await trail('2030-06-10T07:00:05Z')).toHaveLength(1);
    expect(await trail('2030-06-10T07:00:02Z', '2030-06-10T07:00:04Z')).toHaveLength(2);
    expect((await api.call(fleet.people.Support, 'GET', `/vehicles/${vehicle.id}/trail`)).status).toBe(400);
  });

  it('gives one entry, with the state of the vehicle as it was then', async () => {
    const [, last, before] = await items({ vehicle_id: vehicle.id });
    const one = async (id: string, caller = fleet.people.Support) => api.call(caller, 'GET', `/event-log-entries/${id}`);
    const { json } = await one(before?.id ?? '');
    expect(json).toMatchObject({ ...before, vehicle_state: { speed_in_kilometers_per_hour: { value: 4 } } });
    expect((await one(last?.id.toLowerCase() ?? '')).json.vehicle_state).toMatchObject({ speed_in_kilometers_per_hour: { value: 5 } });
    for (const entry of await items({ limit: 1000 })) expect((await one(entry.id)).json.sequence).toBe(entry.sequence);
    for (const id of [newId(), 'ZZZZZZZZZZZZZZZZZZZZZZZZZZ', '00000000000000000000000000']) expect((await one(id)).status).toBe(404);
    expect((await one(last?.id ?? '', (await makeFleet(test)).people.Support)).status).toBe(404);
  });

  it('links a change of state with the report that it was seen in', async () => {
    const own = await makeFleet(test);
    const { id: vehicle_id } = await own.addVehicle();
    const event = { fleet_id: own.fleet_id, vehicle_id, occurred_at: second(1) };
    await write(test.app, async (_tx, emit) => {
      for (const flow_id of ['a', 'b']) {
        emit({ ...event, type: 'VehicleStateRecorded', flow_id, data: { t: second(1), s: {}, full: 1 } });
        emit({ ...event, type: 'VehicleStateRecorded', flow_id, data: { t: second(0), s: {}, late: 1 } });
        for (const type of ['IgnitionChanged', 'CentralLockChanged'] as const) emit({ ...event, type, flow_id, data: { vehicle_id } });
      }
    });
    const { json } = await api.call(own.people.Support, 'POST', '/event-log-entries/query', { body: { vehicle_id, limit: 8 } });
    const [lock_b, ignition_b, , record_b, lock_a, , , record_a] = json.items;
    expect([lock_b, ignition_b, lock_a].map((entry) => entry.linked_event_id)).toEqual([record_b.id, record_b.id, record_a.id]);
    expect(record_b).not.toHaveProperty('linked_event_id');
  });

  describe('as a file', () => {
    const exported = async (body: object, caller = fleet.people.Support) => {
      const { text, status, json } = await api.call(caller, 'POST', '/event-log-entries/export', { body });
      return { status, json, rows: status === 200 ? (parse(text, { columns: true }) as Record<string, string>[]) : [] };
    };

    it('holds what the query finds, in its order', async () => {
      const all = await items({ limit: 1000, occurred_after: '2030-06-01T00:00:00Z', occurred_before: '2030-06-30T00:00:00Z' });
      const { rows } = await exported({ occurred_before: '2030-06-30T00:00:00Z' });
      expect(rows.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
      expect(rows[1]).toMatchObject({ latitude: '-34.9', longitude: '-56.1', event_type: 'VEHICLE_STATE_RECORDED' });
      expect(rows.map(({ data = '' }) => JSON.parse(data))).toEqual(all.map(({ data }) => data));
      expect((await exported({ limit: 2, occurred_before: '2030-06-30T00:00:00Z' })).rows).toHaveLength(2);
      expect((await exported({ occurred_after: '2030-01-01T00:00:00Z' })).json.errors).toMatchObject([{ pointer: '/occurred_after' }]);
      expect((await exported({ event_types: ['NOTHING'] })).status).toBe(400);
    });

    it('goes through a log of many pages', async () => {
      const own = await makeFleet(test);
      await write(test.app, async (_tx, emit) => {
        const event = {
          fleet_id: own.fleet_id,
          type: 'IgnitionChanged',
          vehicle_id: 'A',
          occurred_at: second(1),
          flow_id: 'f',
          data: { a: 1 },
        } as const;
        for (let count = 0; count < 1_203; count += 1) emit(event);
      });
      const { rows } = await exported({ occurred_before: '2030-06-30T00:00:00Z' }, own.people.Support);
      expect(rows.map(({ sequence }) => Number(sequence))).toEqual(Array.from({ length: 1_203 }, (_, index) => 1_203 - index));
    });
  });

  it('is gapless per fleet', async () => {
    const sequences = (await items({ limit: 1000 })).map((item) => item.sequence).reverse();
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    expect((await api.call(fleet.people.Support, 'GET', '/fleet-snapshot')).json.sequence).toBe(sequences.length);
  });
});
