import { encode } from 'next-auth/jwt';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { dataPaths } from '#server/config.ts';
import { newId } from '#server/ids.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';
import { readSessionKey } from './keys.ts';

const minute_ms = 60_000;
const cookie_name = '__Host-motorpool.session-token';

describeOnBothDatabases('a session', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let person: Person;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
  });
  beforeEach(async () => {
    person = await fleet.addPerson('Support');
  });
  const status = async (caller: Pick<Person, 'cookie'> = person) => (await api.call({ ...person, ...caller }, 'GET', '/me')).status;
  const changes = {
    'signing out': () =>
      test.app.db.write.updateTable('sessions').set({ revoked_at: '2030-06-10T06:00:00.000Z' }).where('id', '=', person.session_id),
    'a new password or role': () => test.app.db.write.updateTable('users').set({ version: 2 }).where('id', '=', person.actor.id),
    'disabling the user': () =>
      test.app.db.write.updateTable('users').set({ disabled_at: '2030-06-10T06:00:00.000Z' }).where('id', '=', person.actor.id),
    'leaving the fleet': () => test.app.db.write.deleteFrom('memberships').where('user_id', '=', person.actor.id),
    'deleting the session': () => test.app.db.write.deleteFrom('sessions').where('id', '=', person.session_id),
  };

  it.each(Object.keys(changes) as (keyof typeof changes)[])('ends within five seconds of %s', async (cause) => {
    expect(await status()).toBe(200);
    await changes[cause]().execute();
    test.clock.advance(5_000);
    expect(await status()).toBe(401);
  });

  it('follows the person’s permissions within five seconds', async () => {
    const list = async () => (await api.call(person, 'GET', '/vehicles')).status;
    expect(await list()).toBe(200);
    await test.app.db.write
      .updateTable('memberships')
      .set({ permissions: '["reports.ro"]' })
      .where('user_id', '=', person.actor.id)
      .execute();
    test.clock.advance(5_000);
    expect(await list()).toBe(403);
  });

  it('lasts while it is used, and ends after 30 idle minutes', async () => {
    for (let index = 0; index < 4; index += 1) {
      test.clock.advance(29 * minute_ms);
      expect(await status(), `use ${index}`).toBe(200);
    }
    test.clock.advance(30 * minute_ms);
    expect(await status()).toBe(401);
  });

  it('ends after twelve hours, however much it is used', async () => {
    for (let index = 0; index < 35; index += 1) {
      test.clock.advance(20 * minute_ms);
      expect(await status()).toBe(200);
    }
    test.clock.advance(20 * minute_ms);
    expect(await status()).toBe(401);
  });

  const seal = (token: object, secret = readSessionKey(dataPaths(test.data_dir).keys), maxAge = 3600) =>
    encode({ token: token as Record<string, string>, secret, maxAge });
  const withCookie = (value: string) => ({ cookie: `${cookie_name}=${value}` });

  it('is refused for every cookie that was changed, made up or signed by another', async () => {
    const [, value = ''] = person.cookie.split('=');
    expect(await status({ cookie: `theme=dark; ${person.cookie}; other=1` })).toBe(200);
    for (let position = 0; position < value.length; position += Math.ceil(value.length / 40)) {
      const changed = value[position] === 'A' ? 'B' : 'A';
      expect(await status(withCookie(`${value.slice(0, position)}${changed}${value.slice(position + 1)}`)), `position ${position}`).toBe(
        401,
      );
    }
    const { session_id } = person;
    const unsigned = [{ alg: 'none' }, { session_id }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const forged = [
      '',
      'x',
      value.slice(0, -1),
      `${value}A`,
      session_id,
      `${unsigned.join('.')}.`,
      await seal({ session_id }, 'another key'),
      await seal({ session_id }, undefined, -60),
      await seal({ session_id: newId() }),
      await seal({ sub: session_id }),
      await seal({ session_id: [session_id] }),
    ];
    for (const [index, one] of forged.entries()) expect(await status(withCookie(one)), `forgery ${index}`).toBe(401);
    expect(await status({ cookie: person.cookie.replace('__Host-', '') })).toBe(401);
  });

  it('of one installation opens no other', async () => {
    const other = await makeApp();
    const stranger = createApi(other);
    expect((await stranger.call(person, 'GET', '/me')).status).toBe(401);
  });
});
