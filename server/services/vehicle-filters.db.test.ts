import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { VehicleFilter } from '#lib/contract/vehicles.ts';
import { isInBox } from '#lib/domain/map-cell.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { updateLatestStates } from '#server/store/ingest.ts';
import { listVehicleEntries, type VehicleSort } from '#server/store/vehicle-list.ts';
import { updateVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';

/** Small pools, so that filters meet and sort keys repeat. */
const pools = {
  license_plate: ['A 1', 'ä 1', 'B 2', 'Z-9'],
  brand: ['Borgward', 'borgward', 'Öko'],
  model: ['Isabella', 'Zwei'],
  tags: ['harbour', 'Harbour', 'night'],
  colour: ['white', 'White', ''],
  vehicle_type: ['CAR', 'MOPED'],
  operation_status: ['OPERATING', 'GARAGE'],
  rental_status: ['IN_RENTAL', 'NOT_IN_RENTAL'],
  contact: ['2030-06-10T06:00:00.000Z', '2030-06-10T06:00:00.001Z', '2030-06-09T23:59:59.999Z'],
} as const;
const places = [
  [-34.9, -56.2],
  [-34.9, -56.19],
  [52.5, 13.4],
  [-17, 179.9],
  [-17, -179.9],
] as const;
const pick = <T>(pool: readonly T[], index: number): T | undefined => pool[index % (pool.length + 1)];

interface Known {
  vehicle: Vehicle;
  place?: readonly [number, number] | undefined;
}

type Asked = Record<string, string | string[] | undefined>;

const includes = (values: string | string[] | undefined, value: string | undefined, fold = false) =>
  values === undefined ||
  [values].flat().some((one) => value !== undefined && (fold ? one.toLowerCase() === value.toLowerCase() : one === value));

/** The specification, over plain objects. */
const passes = ({ vehicle, place }: Known, asked: Asked): boolean => {
  const { master_data, tags, custom_fields } = vehicle;
  const box = asked.bbox === undefined ? undefined : VehicleFilter.parse({ bbox: asked.bbox }).bbox;
  return (
    (asked.archived === 'true') === (vehicle.archived_at !== undefined) &&
    includes(asked.license_plate, master_data.license_plate, true) &&
    includes(asked.brand, master_data.brand, true) &&
    includes(asked.model, master_data.model, true) &&
    includes(asked.vehicle_type, master_data.vehicle_type, true) &&
    includes(asked.operation_status, vehicle.operation_status.value, true) &&
    includes(asked.rental_status, vehicle.rental_status.value, true) &&
    includes(asked['custom_fields.colour'], custom_fields.colour) &&
    [asked.tags ?? []].flat().every((tag) => tags.includes(tag)) &&
    (!box || (place !== undefined && isInBox(box, ...place)))
  );
};

const sortValue = ({ vehicle }: Known, sort: string): string => {
  if (sort.endsWith('created_at')) return vehicle.created_at;
  return (sort.endsWith('license_plate') ? vehicle.master_data.license_plate : vehicle.last_contact_at?.slice(0, 16)) ?? '';
};
const inOrder = (known: Known[], sort: string): string[] => {
  const up = known.toSorted(
    (a, b) => Buffer.compare(Buffer.from(sortValue(a, sort)), Buffer.from(sortValue(b, sort))) || (a.vehicle.id < b.vehicle.id ? -1 : 1),
  );
  return (sort.startsWith('-') ? up.reverse() : up).map(({ vehicle }) => vehicle.id);
};

const sorts = VehicleFilter.shape.sort.unwrap().options;
const some = (pool: readonly string[]) => fc.option(fc.subarray([...pool], { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 1 });
const asked: fc.Arbitrary<Asked> = fc.record({
  license_plate: some(pools.license_plate),
  brand: some(['BORGWARD', 'ökO', 'none']),
  model: some(pools.model),
  vehicle_type: some(['car', 'MOPED']),
  operation_status: some(pools.operation_status),
  rental_status: some(pools.rental_status),
  tags: some(pools.tags),
  'custom_fields.colour': some(pools.colour),
  bbox: fc.option(fc.constantFrom('-56.25,-35,-56.195,-34.8', '179,-20,-179,-10', '-180,-90,180,90', '0,0,1,1'), { nil: undefined }),
  archived: fc.constantFrom(undefined, 'false', 'true'),
});
/** Of all filters a few at a time, so that something is left to find. */
const question = fc
  .tuple(asked, fc.subarray(Object.keys(pools).concat('custom_fields.colour', 'bbox', 'archived'), { maxLength: 3 }))
  .map(([all, names]) => Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))) as Asked);

const queryText = (parts: Asked) =>
  new URLSearchParams(Object.entries(parts).flatMap(([name, values]) => [values ?? []].flat().map((value) => [name, value]))).toString();

describeOnBothDatabases('filters of the list', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let fleet_id: string;
  const known: Known[] = [];

  const addOne = async (index: number): Promise<string> => {
    const [license_plate, brand] = [pick(pools.license_plate, index), pick(pools.brand, index >> 1)];
    const colour = pick(pools.colour, index >> 1);
    const { id } = await fleet.addVehicle({
      master_data: { license_plate, brand, model: pick(pools.model, index), vehicle_type: pick(pools.vehicle_type, index) },
      tags: pools.tags.filter((_, bit) => (index >> bit) & 1),
      custom_fields: colour === undefined ? {} : { colour, other: 'white' },
      operation_status: pick(pools.operation_status, index),
    });
    const place = pick(places, index);
    const last_contact_at = pick(pools.contact, index) ?? null;
    const [lat = null, lon = null] = place ?? [];
    await write(test.app, async (tx) => {
      const state = { vehicle_id: id, state: '{}', last_contact_at, lat, lon, events_since_full: 0, full_at: null, version: 0 };
      await updateLatestStates(tx, test.app.db.dialect, [state]);
      await updateVehicle(tx, id, { rental_status: pools.rental_status[index % 2] ?? '' });
    });
    return id;
  };
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    ({ fleet_id } = fleet);
    for (let index = 0; index < 48; index += 1) {
      if (index % 5 === 0) test.clock.advance(1);
      const id = await addOne(index);
      if (index % 6 === 0) await api.call(fleet.people['Fleet Manager'], 'DELETE', `/vehicles/${id}`);
      const { json } = await api.call(fleet.people.Support, 'GET', `/vehicles/${id}`);
      known.push({ vehicle: json, place: pick(places, index) });
    }
  });

  const pagesOf = async (query: string, limit: number, between: () => Promise<unknown> = async () => {}): Promise<string[]> => {
    const found: string[] = [];
    for (let token = ''; ; ) {
      const { json } = await api.call(fleet.people.Support, 'GET', `/vehicles?${query}&limit=${limit}${token}`);
      found.push(...json.items.map((item: Vehicle) => item.id));
      if (!json.next_page_token) return found;
      token = `&page_token=${json.next_page_token}`;
      await between();
    }
  };

  it('find what a plain look at all vehicles finds, in order, in pages of any size', async () => {
    const property = fc.asyncProperty(question, fc.constantFrom(...sorts), fc.integer({ min: 1, max: 50 }), async (parts, sort, limit) => {
      const wanted = known.filter((one) => passes(one, parts));
      expect(await pagesOf(`${queryText(parts)}&sort=${sort}`, limit)).toEqual(inOrder(wanted, sort));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('find the same by every way of looking', async () => {
    const property = fc.asyncProperty(question, fc.constantFrom(...sorts), fc.constantFrom(0, 3, 20), async (parts, sort, few) => {
      const flat = Object.entries(parts).filter(([name]) => name !== 'custom_fields.colour');
      const colour = parts['custom_fields.colour'];
      const filter = VehicleFilter.parse({ ...Object.fromEntries(flat), ...(colour && { custom_fields: { colour } }) });
      const page = { ...filter, sort: sort as VehicleSort, limit: 100 };
      const found = await listVehicleEntries(test.app.db.read, test.app.db.dialect, fleet_id, page, few);
      const wanted = known.filter((one) => passes(one, parts));
      expect(found.map(({ id }) => id)).toEqual(inOrder(wanted, sort));
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('give the states of the same vehicles', async () => {
    const query = 'tags=harbour&sort=-last_contact_at&limit=1000';
    const [list, states] = await Promise.all(
      ['vehicles', 'latest-vehicle-states'].map((name) => api.call(fleet.people.Support, 'GET', `/${name}?${query}`)),
    );
    expect(states?.json.items.map((item: { vehicle_id: string }) => item.vehicle_id)).toEqual(
      list?.json.items.map((item: Vehicle) => item.id),
    );
    expect(states?.json.items.length).toBeGreaterThan(3);
  });

  it.each([
    'custom_fields=white',
    'custom_fields.=white',
    'custom_fields.a b=white',
    'custom_fields.__proto__=white',
    'custom_fields.colour=white&custom_fields=x',
    'colour.custom_fields=white',
    'bbox=1,2,3',
    'bbox=0,10,1,5',
    'bbox=-181,0,1,5',
    'bbox=0,0,1,91',
    'bbox=a,b,c,d',
    'archived=yes',
    'sort=lastcontact',
    'vehicle_state_capability=FUEL',
  ])('refuse %s', async (query) => {
    expect((await api.call(fleet.people.Support, 'GET', `/vehicles?${query}`)).json.type).toBe('/problems/validation-error');
  });

  it('take the older name of the energy level, and give the newer', async () => {
    const ask = async (name: string) =>
      (await api.call(fleet.people.Support, 'GET', `/vehicles?vehicle_state_capability=${name}`)).json.items;
    await fleet.addVehicle({ unit: fleet.unitOf.niu(await fleet.addCredentials()), tags: ['energy'] });
    const older = await ask('FUEL_LEVEL_IN_PERCENT');
    expect(older).toEqual(await ask('STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT'));
    expect(older.length).toBeGreaterThan(0);
    expect(JSON.stringify(older)).not.toContain('"FUEL_LEVEL_IN_PERCENT"');
  });

  describe.each(sorts)('in the order of %s', (sort) => {
    it('pages lose and repeat nothing while vehicles are added', async () => {
      const before = new Set(await pagesOf(`sort=${sort}`, 1000));
      let added = 0;
      const found = await pagesOf(`sort=${sort}`, 9, async () => {
        added += 1;
        await addOne(added);
      });
      expect(added).toBeGreaterThan(3);
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((id) => before.has(id)).sort()).toEqual([...before].sort());
    });
  });
});
