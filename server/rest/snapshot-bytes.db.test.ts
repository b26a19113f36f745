import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { decodeSnapshot, snapshot_media_type } from '#lib/contract/snapshot-codec.ts';
import { type Caller, createApi, credentialsOf, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { base_path } from './rest.ts';

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

  it.each(['gzip, br', ''])('says what the JSON says (accepting "%s")', async (encoding) => {
    const answer = await ask(fleet.people.Support, { 'accept-encoding': encoding });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, snapshot_media_type]);
    expect(answer.headers.get('content-encoding')).toBe(encoding ? 'gzip' : null);
    const body = new Uint8Array(await answer.arrayBuffer());
    const { json } = await api.call(fleet.people.Support, 'GET', '/fleet-snapshot');
    expect(json.columns.id).toHaveLength(2);
    expect(decodeSnapshot(encoding ? gunzipSync(body) : body)).toEqual(json);
  });

  it('tells a problem as every operation does', async () => {
    const answer = await ask(undefined, {});
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/json']);
  });
});
