import { beforeAll, expect, it } from 'vitest';
import { type Answer, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';

/** Windows are of real time; the numbers are small and the calls few, so that no window ends in the middle. */
const settings = {
  API_REQUESTS_PER_MINUTE: '6',
  API_COMMANDS_PER_MINUTE: '2',
  API_STATE_READS_PER_MINUTE: '3',
  API_TOKENS_PER_SECOND: '5',
  PERSON_REQUESTS_PER_MINUTE: '4',
};

describeOnBothDatabases('rate limits', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  beforeAll(async () => {
    test = await makeApp(settings);
    api = createApi(test);
    fleet = await makeFleet(test);
  });
  const toldBy = ({ status, headers }: Answer) => [
    status,
    Number(headers.get('x-rate-limit-limit')),
    Number(headers.get('x-rate-limit-remaining')),
  ];
  const expectRefusal = (answer: Answer) => {
    expect([answer.status, answer.json.type]).toEqual([429, '/problems/too-many-requests']);
    const wait_seconds = Number(answer.headers.get('retry-after'));
    expect(wait_seconds).toBeGreaterThan(0);
    expect(wait_seconds).toBeLessThanOrEqual(60);
    const ends_in_seconds = Number(answer.headers.get('x-rate-limit-reset')) - test.clock.now() / 1000;
    expect(Math.abs(ends_in_seconds - wait_seconds)).toBeLessThanOrEqual(1);
  };

  it('count the requests of each client, whatever becomes of them', async () => {
    const [client, other] = [await fleet.addClient(), await fleet.addClient([])];
    expect(toldBy(await api.call(client, 'GET', '/vehicles'))).toEqual([200, 6, 5]);
    expect(toldBy(await api.call(client, 'GET', '/vehicles/NONE1'))).toEqual([404, 6, 4]);
    expect(toldBy(await api.call(client, 'GET', '/vehicles?surplus=1'))).toEqual([400, 6, 3]);
    expect(toldBy(await api.call(client, 'POST', '/event-log-entries/query', { body: {} }))).toEqual([200, 6, 2]);
    expect(toldBy(await api.call(client, 'GET', '/tags'))).toEqual([200, 6, 1]);
    expect(toldBy(await api.call(client, 'GET', '/me'))).toEqual([200, 6, 0]);
    expectRefusal(await api.call(client, 'GET', '/me'));
    expect(toldBy(await api.call(other, 'GET', '/vehicles'))).toEqual([403, 6, 5]);
  });

  it('give newest states a bucket of their own', async () => {
    const client = await fleet.addClient();
    const { id } = await fleet.addVehicle();
    const read = () => api.call(client, 'GET', `/vehicles/${id}/latest-vehicle-state`);
    expect(toldBy(await read())).toEqual([200, 3, 2]);
    await read();
    await read();
    expectRefusal(await read());
    expect(toldBy(await api.call(client, 'GET', '/vehicles'))).toEqual([200, 6, 5]);
  });

  it('count commands beside requests, behind the permission and before the vehicle', async () => {
    const command = '/vehicles/NONE1/commands/unlock-central-lock';
    const powerless = await fleet.addClient(['vehicles']);
    for (let index = 0; index < 3; index += 1) expect((await api.call(powerless, 'POST', command)).status).toBe(403);
    const client = await fleet.addClient();
    expect(toldBy(await api.call(client, 'POST', command))).toEqual([404, 2, 1]);
    expect(toldBy(await api.call(client, 'POST', command))).toEqual([404, 2, 0]);
    expectRefusal(await api.call(client, 'POST', command));
    expect(toldBy(await api.call(client, 'GET', '/vehicles'))).toEqual([200, 6, 2]);
    const person = fleet.people.Support;
    for (let index = 0; index < 3; index += 1) expect((await api.call(person, 'POST', command)).status).toBe(404);
  });

  it('bound people too, each for himself', async () => {
    const person = await fleet.addPerson('Support');
    for (let index = 0; index < 4; index += 1) expect((await api.call(person, 'GET', '/me')).status).toBe(200);
    expectRefusal(await api.call(person, 'GET', '/me'));
    expect((await api.call(fleet.people.Developer, 'GET', '/me')).status).toBe(200);
  });

  it('let strangers read what is open to all', async () => {
    for (let index = 0; index < 10; index += 1) {
      const answer = await api.call(undefined, 'GET', '/health');
      expect([answer.status, answer.headers.get('x-rate-limit-limit')]).toEqual([200, null]);
    }
  });

  it('let an address ask for five tokens a second', async () => {
    const ask = () => api.call(undefined, 'POST', '/auth/oauth/token');
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 429, 429, 429]);
    const refused = answers.at(-1);
    expect(refused?.json).toEqual({ error: 'temporarily_unavailable', error_description: expect.any(String) });
    expect(refused?.headers.get('retry-after')).toBe('1');
    await expect.poll(async () => (await ask()).status, { timeout: 60_000, interval: 200 }).toBe(400);
  });

  it('count what other web processes on the same database let through', async () => {
    if (!test.app.config.database_url) return;
    const client = await fleet.addClient();
    const other = createApi(await test.restart());
    const ask = async (at: TestApi) => (await at.call(client, 'GET', '/tags')).status;
    const statuses: number[] = [];
    // Each alone would allow six. A process learns of the other's when it is asked after half a second.
    for (const at of [api, other, api, other, api, other, api, other, api, other]) {
      statuses.push(await ask(at));
      await new Promise((resolve) => setTimeout(resolve, 600));
    }
    const allowed = statuses.filter((status) => status === 200).length;
    expect(allowed).toBeGreaterThanOrEqual(6);
    expect(allowed).toBeLessThanOrEqual(8);
  });
});
