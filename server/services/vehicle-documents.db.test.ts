import { beforeAll, expect, it } from 'vitest';
import { changeLifeStatus } from '#server/gateway/change-life-status.ts';
import { newFlowId } from '#server/ids.ts';
import { updateLatestStates } from '#server/store/ingest.ts';
import { findVehicle, updateVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, models, type TestFleet } from '#server/test/fleet.fixture.ts';
import { fillDocuments } from './vehicle-documents.ts';
import { toVehicle } from './vehicle-view.ts';

describeOnBothDatabases('the kept text of a vehicle', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let vehicle_id: string;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    const master_data = { license_plate: 'MVD "1" \u2028', remark: '\u{1f6f5} \\' };
    vehicle_id = (await fleet.addVehicle({ unit: fleet.unitOf.niu(await fleet.addCredentials()), master_data, tags: ['a'] })).id;
  });
  const call = (method: string, path: string, body?: object) => api.call(fleet.people['Fleet Manager'], method, path, { body });
  const stored = async () =>
    test.app.db.read.selectFrom('vehicle_documents').select('document').where('vehicle_id', '=', vehicle_id).executeTakeFirst();
  /** What list and read answer is what the row says; `kept`: from the text. */
  const check = async (kept: boolean) => {
    const row = await findVehicle(test.app.db.read, fleet.fleet_id, vehicle_id);
    if (!row) throw new Error('The vehicle is gone.');
    expect((await stored()) !== undefined).toBe(kept);
    const wanted = JSON.parse(JSON.stringify(toVehicle(row)));
    expect((await call('GET', `/vehicles/${vehicle_id}`)).json).toEqual(wanted);
    expect((await call('GET', `/vehicles?archived=${row.archived_at !== null}`)).json.items).toEqual([wanted]);
  };

  it.each<[string, string, object | undefined]>([
    ['PATCH', '/master-data', { remark: null, vin: 'W1' }],
    ['PATCH', '/custom-fields', { depot: 'Ñ' }],
    ['PUT', '/tags', { tags: ['b', 'a'] }],
    ['PUT', '/operation-status', { value: 'GARAGE' }],
    ['PUT', '/rental-status', { value: 'IN_RENTAL' }],
    ['PUT', '/telematics-unit/setup', { vehicle_model_id: models.niu_plain }],
    ['DELETE', '', undefined],
  ])('follows %s %s', async (method, part, body) => {
    await check(true);
    expect((await call(method, `/vehicles/${vehicle_id}${part}`, body)).status).toBeLessThan(300);
    await check(true);
  });

  it('follows a restore, a life status and a contact', async () => {
    expect((await call('POST', `/archived-vehicles/${vehicle_id}/restore`, {})).status).toBe(200);
    await check(true);
    const last_contact_at = '2030-06-10T06:00:00.000Z';
    await write(test.app, async (tx, emit) => {
      const vehicle = { fleet_id: fleet.fleet_id, vehicle_id, last_contact_at };
      await updateLatestStates(tx, test.app.db.dialect, [
        { ...vehicle, state: '{}', lat: 1, lon: 1, events_since_full: 0, full_at: null, version: 0 },
      ]);
      await changeLifeStatus(test.app, tx, emit, vehicle, 'ONLINE', newFlowId());
    });
    await check(true);
    expect((await call('GET', `/vehicles/${vehicle_id}`)).json).toMatchObject({ last_contact_at, life_status: { value: 'ONLINE' } });
  });

  it('goes with a change by other hands, and is made again', async () => {
    await write(test.app, (tx) => updateVehicle(tx, vehicle_id, { custom_name: 'By hand' }));
    await check(false);
    await fillDocuments(test.app);
    await check(true);
  });

  it('is not read when it is of another shape', async () => {
    const text = JSON.stringify({ id: vehicle_id, old: true });
    const query = test.app.db.write.updateTable('vehicle_documents').where('vehicle_id', '=', vehicle_id);
    await query.set({ form: 'of another release', document: text }).execute();
    await check(true);
    await fillDocuments(test.app);
    await check(true);
    expect((await stored())?.document).not.toBe(text);
  });
});
