/** One vehicle, two fleets: who sees, commands and hears what before, while and after it is shared. */
import { beforeAll, expect, it } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { createIngest } from '#server/gateway/ingest.ts';
import { endExpiredSharing } from '#server/gateway/sharing-end.ts';
import { findCommandById } from '#server/store/commands.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { listInitiatorPermissions } from '#server/store/initiators.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { befriend, makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';

describeOnBothDatabases('sharing', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let owner: TestFleet;
  let partner: TestFleet;
  let stranger: TestFleet;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    owner = await makeFleet(test);
    partner = await makeFleet(test);
    stranger = await makeFleet(test);
    await befriend(test, owner.fleet_id, partner.fleet_id);
  });

  const as = (fleet: TestFleet) => fleet.people['Fleet Manager'];
  const call = (fleet: TestFleet, method: string, path: string, body?: object) =>
    api.call(as(fleet), method as 'GET', path, { ...(body && { body }) });
  const share = (id: string, ends_at?: string) =>
    call(owner, 'POST', `/vehicles/${id}/sharing`, { fleet_id: partner.fleet_id, ...(ends_at && { ends_at }) });
  const report = async (vehicle: Vehicle, speed: number) => {
    test.clock.advance(1000);
    const timestamp = new Date(test.clock.now()).toISOString();
    const properties = { speed_in_kilometers_per_hour: { timestamp, value: speed }, position: { timestamp, value: { lat: 1, lon: 2 } } };
    const { brand, id: unit_id } = vehicle.telematics_unit;
    await createIngest(test.app).store([{ report: { brand, unit_id, received_at: timestamp, contact_at: timestamp, properties } }]);
  };
  const eventsOf = async (fleet: TestFleet, vehicle_id: string) => {
    const rows = await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 100_000);
    return rows.filter((row) => row.vehicle_id === vehicle_id).map(({ type, data }) => ({ type, data: JSON.parse(data) }));
  };

  it('lets a partner see and command the vehicle, and nobody else', async () => {
    const vehicle = await owner.addVehicle({ master_data: { license_plate: 'SHARE-1' } });
    await report(vehicle, 0);
    expect((await call(partner, 'GET', `/vehicles/${vehicle.id}`)).status).toBe(404);
    const shared = await share(vehicle.id);
    expect(shared.status).toBe(201);
    expect(shared.json.sharing).toMatchObject({ owner: { fleet_id: owner.fleet_id }, partner: { fleet_id: partner.fleet_id } });

    for (const fleet of [owner, partner]) {
      expect((await call(fleet, 'GET', `/vehicles/${vehicle.id}`)).json.sharing).toEqual(shared.json.sharing);
      for (const path of ['latest-vehicle-state', 'capabilities', 'telematics-unit', 'freshness', 'command-log'])
        expect((await call(fleet, 'GET', `/vehicles/${vehicle.id}/${path}`)).status, path).toBe(200);
      const { json } = await call(fleet, 'GET', '/vehicles?license_plate=share-1');
      expect(json.items.map(({ id }: Vehicle) => id)).toEqual([vehicle.id]);
      expect((await call(fleet, 'GET', '/fleet-snapshot')).json.columns.id).toContain(vehicle.id);
      expect((await call(fleet, 'GET', '/vehicle-export?query=cols%3Dplate')).text).toContain('SHARE-1');
    }
    for (const path of ['', '/latest-vehicle-state', '/command-log'])
      expect((await call(stranger, 'GET', `/vehicles/${vehicle.id}${path}`)).status).toBe(404);

    const refused = await call(owner, 'POST', `/vehicles/${vehicle.id}/commands/unlock-central-lock`);
    expect(refused.json).toMatchObject({ status: 409, type: '/problems/vehicle/shared-with-partner' });
    const plan = await call(owner, 'POST', '/command-plans', { command: 'unlock-central-lock', vehicle_ids: [vehicle.id] });
    expect(plan.json.items).toMatchObject([{ verdict: 'NOT_ALLOWED' }]);
    const theirs = await call(partner, 'POST', '/command-plans', { command: 'unlock-central-lock', vehicle_ids: [vehicle.id] });
    expect(theirs.json.items[0].verdict).not.toBe('NOT_ALLOWED');
  });

  it('pages a list of own and shared vehicles in one order', async () => {
    const lender = await makeFleet(test);
    const user = await makeFleet(test);
    await befriend(test, lender.fleet_id, user.fleet_id);
    const wanted: string[] = [];
    for (let number = 0; number < 9; number += 1) {
      const fleet = number % 2 ? lender : user;
      const { id } = await fleet.addVehicle({ master_data: { license_plate: `P${number}` } });
      if (number % 2) await call(lender, 'POST', `/vehicles/${id}/sharing`, { fleet_id: user.fleet_id });
      wanted.push(id);
    }
    for (const sort of ['license_plate', '-license_plate']) {
      const found: string[] = [];
      let token = '';
      do {
        const { json } = await call(user, 'GET', `/vehicles?limit=2&sort=${sort}${token && `&page_token=${token}`}`);
        found.push(...json.items.map(({ id }: Vehicle) => id));
        token = json.next_page_token ?? '';
      } while (token);
      expect(found).toEqual(sort.startsWith('-') ? wanted.toReversed() : wanted);
    }
  });

  it('leaves every edit to the owner', async () => {
    const vehicle = await owner.addVehicle();
    await share(vehicle.id);
    const edits: [string, string, object?][] = [
      ['PATCH', '/master-data', { remark: 'x' }],
      ['PATCH', '/custom-fields', { a: 'b' }],
      ['PUT', '/tags', { tags: ['x'] }],
      ['PUT', '/operation-status', { value: 'GARAGE' }],
      ['PUT', '/rental-status', { value: 'IN_RENTAL' }],
      ['POST', '/notes', { text: 'x' }],
      ['GET', '/notes'],
      ['POST', '/position-links', { expires_in_hours: 1 }],
      ['GET', '/telematics-unit/setup'],
      ['GET', '/telematics-unit/configuration'],
      ['PUT', '/telematics-unit', owner.unitOf.teltonika()],
      ['DELETE', ''],
      ['DELETE', '/sharing'],
      ['PATCH', '/sharing', { ends_at: null }],
      ['POST', '/sharing', { fleet_id: owner.fleet_id }],
    ];
    for (const [method, path, body] of edits) {
      const answer = await call(partner, method, `/vehicles/${vehicle.id}${path}`, body);
      expect([path, answer.status, answer.json.type]).toEqual([path, 403, '/problems/missing-permissions']);
    }
    const [row] = (await call(partner, 'POST', '/vehicles/bulk/tags', { vehicle_ids: [vehicle.id], add: ['x'] })).json.items;
    expect(row.status).toBe('FAILED');
    expect((await call(owner, 'GET', `/vehicles/${vehicle.id}`)).json).toMatchObject({
      tags: [],
      operation_status: { value: 'OPERATING' },
    });
    expect((await call(owner, 'PUT', `/vehicles/${vehicle.id}/tags`, { tags: ['own'] })).status).toBe(200);
  });

  it('tells both fleets what happens meanwhile, and neither the names of the other’s people', async () => {
    const vehicle = await owner.addVehicle();
    await report(vehicle, 0);
    await share(vehicle.id);
    await report(vehicle, 7);
    await call(owner, 'PUT', `/vehicles/${vehicle.id}/tags`, { tags: ['told'] });
    const command = call(partner, 'POST', `/vehicles/${vehicle.id}/commands/unlock-central-lock`, { reason: 'caller waits' });
    await expect.poll(async () => (await eventsOf(owner, vehicle.id)).at(-1)?.type, { timeout: 30_000 }).toBe('CommandRequested');
    const [requested] = (await call(partner, 'GET', `/vehicles/${vehicle.id}/command-log`)).json.items;
    expect(requested).toMatchObject({ reason: 'caller waits', initiated_by: { id: partner.actor.id, name: partner.actor.name } });
    const [seen] = (await call(owner, 'GET', `/vehicles/${vehicle.id}/command-log`)).json.items;
    expect(seen).toMatchObject({ id: requested.id, initiated_by: { id: partner.fleet_id } });
    expect(seen.reason).toBeUndefined();
    expect((await call(owner, 'DELETE', `/vehicles/${vehicle.id}/sharing`)).status).toBe(204);
    await report(vehicle, 9);

    const [own, theirs] = [await eventsOf(owner, vehicle.id), await eventsOf(partner, vehicle.id)];
    const [created, whole] = theirs;
    expect(created).toMatchObject({ type: 'VehicleCreated', data: { reasons: ['SHARING_CHANGED'] } });
    expect(whole).toMatchObject({ type: 'VehicleStateRecorded', data: { full: 1, s: { speed_in_kilometers_per_hour: 0 } } });
    expect(theirs.filter(({ type }) => type === 'VehicleStateRecorded')).toHaveLength(2);
    expect(theirs.at(-1)).toMatchObject({ type: 'VehicleRemoved' });
    expect(JSON.stringify(theirs)).not.toContain(owner.actor.id);
    expect(JSON.stringify(own)).not.toContain(partner.actor.id);
    expect(own.filter(({ type }) => type === 'VehicleStateRecorded')).toHaveLength(3);
    const told = own.filter(({ data }) => data.reasons?.includes('SHARING_CHANGED'));
    expect(told.map(({ data }) => data.vehicle.sharing !== undefined)).toEqual([true, false]);
    expect((await call(partner, 'GET', `/vehicles/${vehicle.id}`)).status).toBe(404);

    const row = await findCommandById(test.app.db.read, requested.id);
    expect(row && (await listInitiatorPermissions(test.app.db.read, row, '2030-06-10T00:00:00.000Z'))).toContain('vehicle-commands');
    await test.app.db.write.updateTable('commands').set({ status: 'EXPIRED' }).where('id', '=', requested.id).execute();
    await command;
  });

  it('shows a partner of its history what happened while it was shared, whatever the sequences of both logs', async () => {
    const vehicle = await owner.addVehicle();
    for (const speed of [50, 51, 52]) await report(vehicle, speed);
    await share(vehicle.id);
    for (const speed of [60, 61]) await report(vehicle, speed);
    await call(owner, 'DELETE', `/vehicles/${vehicle.id}/sharing`);
    await report(vehicle, 70);
    await share(vehicle.id);
    test.clock.advance(1000);
    const path = `/vehicles/${vehicle.id}/state-history?property=speed_in_kilometers_per_hour&after=2030-06-10T00:00:00Z`;
    const seenBy = async (fleet: TestFleet) => (await call(fleet, 'GET', path)).json.items.map(({ value }: { value: number }) => value);
    expect(await seenBy(partner)).toEqual([52, 60, 61, 70]);
    expect(await seenBy(owner)).toEqual([50, 51, 52, 60, 61, 70]);
    const counted = await call(partner, 'GET', `/vehicles/${vehicle.id}/event-counts?after=2030-06-10T00:00:00Z`);
    const states = counted.json.items.reduce(
      (sum: number, { counts }: { counts: Record<string, number> }) => sum + (counts.VehicleStateRecorded ?? 0),
      0,
    );
    expect(states).toBe(4);
    await call(owner, 'DELETE', `/vehicles/${vehicle.id}`);
    await call(owner, 'DELETE', `/archived-vehicles/${vehicle.id}`);
    for (const fleet of [owner, partner]) expect(await eventsOf(fleet, vehicle.id)).toEqual([]);
  });

  it('refuses what makes no sense, and strangers alike whether they exist', async () => {
    const vehicle = await owner.addVehicle();
    const refusals: [object, string][] = [
      [{ fleet_id: stranger.fleet_id }, 'referenced-resource-not-found'],
      [{ fleet_id: 'ZZZZZ' }, 'referenced-resource-not-found'],
      [{ fleet_id: owner.fleet_id }, 'referenced-resource-not-found'],
      [{ fleet_id: partner.fleet_id, ends_at: '2001-01-01T00:00:00Z' }, 'validation-error'],
    ];
    for (const [body, kind] of refusals)
      expect((await call(owner, 'POST', `/vehicles/${vehicle.id}/sharing`, body)).json.type).toBe(`/problems/${kind}`);
    expect((await call(owner, 'PATCH', `/vehicles/${vehicle.id}/sharing`, { ends_at: null })).json.type).toBe(
      '/problems/conflicting-resource',
    );
    expect((await call(owner, 'DELETE', `/vehicles/${vehicle.id}/sharing`)).status).toBe(204);
    await share(vehicle.id);
    expect((await share(vehicle.id)).json.type).toBe('/problems/conflicting-resource');
    await call(owner, 'PATCH', '/fleet-settings', { sharing_partners: [partner.fleet_id, stranger.fleet_id] });
    expect((await call(owner, 'GET', '/sharing-partners')).json.items.map(({ fleet_id }: { fleet_id: string }) => fleet_id)).toEqual([
      partner.fleet_id,
    ]);
  });

  it('ends by itself, and with the archive', async () => {
    const timed = await owner.addVehicle();
    const archived = await owner.addVehicle();
    const end = new Date(test.clock.now() + 60_000).toISOString();
    await share(timed.id, end);
    await share(archived.id);
    await endExpiredSharing(test.app);
    expect((await call(partner, 'GET', `/vehicles/${timed.id}`)).json.sharing.ends_at).toBe(end);
    test.clock.advance(60_000);
    await endExpiredSharing(test.app);
    await call(owner, 'DELETE', `/vehicles/${archived.id}`);
    for (const { id } of [timed, archived]) {
      expect((await call(partner, 'GET', `/vehicles/${id}`)).status).toBe(404);
      expect((await eventsOf(partner, id)).at(-1)?.type).toBe('VehicleRemoved');
    }
    expect((await call(owner, 'GET', `/vehicles/${timed.id}`)).json.sharing).toBeUndefined();
  });
});
