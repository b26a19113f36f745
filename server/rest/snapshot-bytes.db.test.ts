import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import { snapshot_media_type } from '#lib/contract/snapshot/media-type.ts';
import { decodeSnapshot } from '#lib/contract/snapshot-codec.ts';
import { type Caller, createApi, credentialsOf, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { base_path } from './rest.ts';

/** The bytes hold the vehicles in another order. */
const byVehicle = ({ columns, ...shared }: FleetSnapshot) => {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const vehicleAt = (index: number) => Object.fromEntries(names.map((name) => [name, columns[name][index]]));
  return { ...shared, vehicles: Object.fromEntries(columns.id.map((id, index) => [id, vehicleAt(index)])) };
};

describeOnBothDatabases('the fleet snapshot as bytes', (makeApp) => {
  let api: TestApi;
  let fleet: TestFleet;
  beforeAll(async () => {
    const test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    await fleet.addVehicle({ master_data: { license_plate: 'Ñ 1', vin: 'W1' }, tags: ['a', 'b'], custom_fields: { depot: '"1"' } });
    await fleet.addVehicle({ operation_status: 'GARAGE' });
  });
  const ask = (caller: Caller, headers: Record<string, string>) =>
    api.rest.fetch(
      new Request(`http://127.0.0.1${base_path}/fleet-snapshot`, {
        headers: { accept: `${snapshot_media_type}, application/json;q=0.5`, ...credentialsOf(caller, 'GET'), ...headers },
      }),
    );

  it.each([
    { accepted: 'gzip, deflate, br, zstd', encoding: 'br', unpack: brotliDecompressSync },
    { accepted: 'gzip', encoding: 'gzip', unpack: gunzipSync },
    { accepted: '', encoding: null, unpack: (bytes: Uint8Array) => bytes },
  ])('says what the JSON says (accepting "$accepted")', async ({ accepted, encoding, unpack }) => {
    const answer = await ask(fleet.people.Support, { 'accept-encoding': accepted });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, snapshot_media_type]);
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    const body = new Uint8Array(await answer.arrayBuffer());
    const { json } = await api.call(fleet.people.Support, 'GET', '/fleet-snapshot');
    expect(json.columns.id).toHaveLength(2);
    expect(byVehicle(decodeSnapshot(unpack(body)))).toEqual(byVehicle(json));
  });

  it.each([
    { site: 'same-origin', accept: '*/*', type: snapshot_media_type },
    { site: 'same-origin', accept: 'application/json', type: 'application/json' },
    { site: 'cross-site', accept: '*/*', type: 'application/json' },
    { site: 'none', accept: '*/*', type: 'application/json' },
  ])('answers a page that fetches ahead as a page ($site, accepting $accept)', async ({ site, accept, type }) => {
    const answer = await ask(fleet.people.Support, { 'sec-fetch-site': site, accept });
    expect(answer.headers.get('content-type')).toBe(type);
  });

  it('tells a problem as every operation does', async () => {
    const answer = await ask(undefined, {});
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/json']);
  });
});
