import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBrandGuard } from '#server/adapters/brand-guard.ts';
import { niu_adapter } from '#server/adapters/niu/adapter.ts';
import { createJobs } from '#server/gateway/jobs.ts';
import { createCredentialsVault } from '#server/gateway/open-credentials.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { findCanary, readAtRest } from '#server/test/canary.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { all_leases } from '#server/test/post.fixture.ts';
import { createFakeVehicle } from '../../e2e/fakes/fake-vehicle.ts';
import { createNiuFake } from '../../e2e/fakes/niu/fake.ts';

const newCanary = () => `canary/"${randomBytes(24).toString('base64')}`;

describeOnBothDatabases('secrets of credentials', (makeApp) => {
  const [right, wrong, loose, second] = [newCanary(), newCanary(), newCanary(), newCanary()];
  const heard: string[] = [];
  const ends: (() => unknown)[] = [];
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let base_url: string;
  let fake: ReturnType<typeof createNiuFake>;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    const vehicles = [createFakeVehicle('NBSG000000000777'), createFakeVehicle('NBSG000000000778')];
    fake = createNiuFake({ clock: test.clock.now, vehicles, client_id: 'fleet', client_secret: right });
    base_url = await fake.listen();
    const guard = createBrandGuard({ clock: test.clock.now, allow_private_addresses: true });
    const vault = createCredentialsVault(test.app, test.private_key, () => guard);
    const findAdapter = (brand: string) => (brand === 'NIU' ? niu_adapter : undefined);
    const jobs = createJobs({
      app: test.app,
      private_key: test.private_key,
      vault,
      findAdapter,
      disconnect: () => {},
      checkUnitPassword: async () => undefined,
      verifyAudit: () => Promise.reject(new Error('Nobody asks.')),
      leases: all_leases,
      whoHas: async () => 'NOBODY',
    });
    jobs.start();
    ends.push(jobs.stop, guard.close, fake.close);
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  const call = async (method: string, path: string, body?: object) => {
    const answer = await api.call(fleet.people['Fleet Manager'], method, `/telematics-brands/NIU/${path}`, { body });
    heard.push(answer.text, JSON.stringify([...answer.headers]));
    return answer;
  };
  const store = async (client_secret: string, name = randomBytes(4).toString('hex')): Promise<string> =>
    (await call('POST', 'credentials', { name, client_id: 'fleet', client_secret, base_url })).json.id;
  const check = async (id: string) => (await call('POST', `credentials/${id}/test`)).json;

  it('are tried at the maker, who takes them', async () => {
    const id = await store(right);
    expect(await check(id)).toEqual({ status: 'VALID', units_visible: 2 });
    const now = new Date(test.clock.now()).toISOString();
    expect((await call('GET', `credentials/${id}`)).json).toMatchObject({ status: 'VALID', checked_at: now, last_success_at: now });
    const { json } = await call('GET', 'available-telematics-unit');
    expect(json.items.map((unit: { id: string }) => unit.id).sort()).toEqual(['NBSG000000000777', 'NBSG000000000778']);
    expect((await call('GET', 'available-telematics-units')).json).toEqual(json);
    await fleet.addVehicle({ unit: fleet.unitOf.niu(id, 'NBSG000000000777') });
    expect((await call('GET', 'available-telematics-unit')).json.items).toMatchObject([{ id: 'NBSG000000000778', credentials_id: id }]);
  });

  it('are tried at the maker, who refuses them', async () => {
    const id = await store(wrong);
    expect(await check(id)).toMatchObject({ status: 'INVALID', detail: expect.any(String) });
    expect((await call('GET', `credentials/${id}`)).json).toMatchObject({ status: 'INVALID', status_detail: expect.any(String) });
    await call('PATCH', `credentials/${id}`, { client_secret: second });
    expect((await call('GET', `credentials/${id}`)).json.status).toBe('UNTESTED');
  });

  it('are tried before they are stored', async () => {
    const body = { client_id: 'fleet', base_url };
    expect((await call('POST', 'credentials/check', { ...body, client_secret: right })).json).toMatchObject({ status: 'VALID' });
    expect((await call('POST', 'credentials/check', { ...body, client_secret: loose })).json).toMatchObject({ status: 'INVALID' });
    const refused = await call('POST', 'credentials/check', body);
    expect(refused.json.errors).toMatchObject([{ pointer: '/client_secret' }]);
    const { rows } = { rows: await test.app.db.read.selectFrom('gateway_jobs').select('input').execute() };
    expect(rows.filter((row) => row.input.includes('sealed'))).toEqual([]);
  });

  it('open at their own place alone: another row, fleet or column refuses them, and the maker hears nothing', async () => {
    const [from, to] = [await store(right), await store(wrong)];
    const foreign = await (await makeFleet(test)).addCredentials('NIU', 'foreign', { base_url });
    const { sealed_secrets } = await test.app.db.read
      .selectFrom('credentials')
      .selectAll()
      .where('id', '=', from)
      .executeTakeFirstOrThrow();
    const calls = fake.control.requests.length;
    for (const id of [to, foreign]) {
      await test.app.db.write.updateTable('credentials').set({ sealed_secrets }).where('id', '=', id).execute();
    }
    expect(await check(to)).toMatchObject({ status: 'UNTESTED' });
    await test.app.db.write.updateTable('credentials').set({ fleet_id: fleet.fleet_id }).where('id', '=', foreign).execute();
    expect(await check(foreign)).toMatchObject({ status: 'UNTESTED' });
    expect(fake.control.requests).toHaveLength(calls);
    expect(await check(from)).toMatchObject({ status: 'VALID' });
  });

  it('are nowhere to be found: not in what was answered, logged or stored', async () => {
    const stored = await readAtRest(test);
    const everywhere = Buffer.concat([stored, Buffer.from(heard.join('\n')), Buffer.from(test.log_lines.join('\n'))]);
    expect(stored.includes('fleet')).toBe(true);
    expect(findCanary(Buffer.from(`x${Buffer.from(`"${right}"`).toString('base64')}`), right)).not.toEqual([]);
    expect(findCanary(Buffer.from(JSON.stringify({ right })), right)).not.toEqual([]);
    for (const canary of [right, wrong, loose, second]) expect(findCanary(everywhere, canary)).toEqual([]);
  });
});
