import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#lib/domain/secret.ts';
import { openIdentity, sealIdentity } from '#server/auth/identity-seal.ts';
import { hashPassword } from '#server/auth/password.ts';
import { signIn } from '#server/auth/sign-in.ts';
import { codeAt } from '#server/auth/totp.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';

const password = 'a long sentence of my own';
const step_ms = 30_000;
const quarter_ms = 15 * 60_000;

it('a sealed seed opens with its key and for its account alone', () => {
  const key = randomBytes(32);
  const sealed = sealIdentity(key, new Secret('JBSWY3DP'), 'one', 'seed');
  expect(openIdentity(key, sealed, 'one', 'seed').reveal()).toBe('JBSWY3DP');
  expect(() => openIdentity(key, sealed, 'other', 'seed')).toThrow();
  expect(() => openIdentity(randomBytes(32), sealed, 'one', 'seed')).toThrow();
});

it('codes are those of RFC 6238', () => {
  // Appendix B, SHA-1, the last six of the eight digits.
  const seed = new Secret('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect([59, 1_111_111_109, 20_000_000_000].map((seconds) => codeAt(seed, seconds * 1000))).toEqual(['287082', '081804', '353130']);
});

describeOnBothDatabases('the second factor', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let person: Person;
  let password_hash: string;
  beforeAll(async () => {
    password_hash = await hashPassword(password);
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
  });
  beforeEach(async () => {
    test.clock.advance(quarter_ms);
    await test.app.db.write
      .updateTable('sessions')
      .set({ last_seen_at: new Date(test.clock.now()).toISOString() })
      .execute();
    person = await fleet.addPerson('Fleet Manager');
    await test.app.db.write.updateTable('users').set({ password_hash }).where('id', '=', person.actor.id).execute();
  });
  const send = async (method: string, path: string, body?: object, caller = person) => {
    const { status, json } = await api.call(caller, method, path, body && { body });
    return { status, json };
  };
  const now = (seed: Secret) => codeAt(seed, test.clock.now());
  const enrol = async () => {
    const { json } = await send('POST', '/me/second-factor', { password });
    const seed = new Secret(json.secret);
    const done = await send('PUT', '/me/second-factor', { code: now(seed) });
    expect(done.status).toBe(200);
    return { seed, codes: done.json.recovery_codes as string[] };
  };
  const enter = async (code?: string, address = '10.0.0.1') => {
    const result = await signIn(test.app, { email: person.actor.email ?? '', password, code, address, user_agent: 'test' });
    return result.ok ? 'in' : result.reason;
  };

  it('is set up by a first code, and asked for from then on', async () => {
    expect((await send('POST', '/me/second-factor', { password: 'wrong' })).status).toBe(400);
    expect((await send('PUT', '/me/second-factor', { code: '000000' })).status).toBe(409);
    const { json } = await send('POST', '/me/second-factor', { password });
    expect(json.uri).toMatch(/^otpauth:\/\/totp\/Motorpool:.*secret=[A-Z2-7]{32}/);
    expect(json.qr_code).toMatch(/^data:image\/png;base64,/);
    expect(await enter()).toBe('in');
    const seed = new Secret(json.secret);
    const wrong = now(seed) === '000000' ? '000001' : '000000';
    expect((await send('PUT', '/me/second-factor', { code: wrong })).status).toBe(400);
    const { json: done } = await send('PUT', '/me/second-factor', { code: now(seed) });
    expect(new Set(done.recovery_codes).size).toBe(10);
    expect((await send('GET', '/me/second-factor')).json).toMatchObject({ enabled: true, recovery_codes_left: 10, required: false });
    expect(await enter()).toBe('code_needed');
    test.clock.advance(step_ms);
    expect(await enter(now(seed))).toBe('in');
    const stored = JSON.stringify([
      await test.app.db.read.selectFrom('second_factors').selectAll().execute(),
      await test.app.db.read.selectFrom('recovery_codes').selectAll().execute(),
    ]);
    for (const told of [json.secret, ...done.recovery_codes]) expect(stored).not.toContain(told);
  });

  it('takes each code once, also of two who bring it together, and none that is older', async () => {
    const { seed } = await enrol();
    expect(await enter(now(seed))).toBe('wrong_code');
    const before = now(seed);
    test.clock.advance(step_ms);
    const code = now(seed);
    const entries = await Promise.all([enter(code), enter(code)]);
    expect(entries.sort()).toEqual(['in', 'wrong_code']);
    expect(await enter(before)).toBe('wrong_code');
    test.clock.advance(3 * step_ms);
    expect(await enter(code)).toBe('wrong_code');
  });

  it('takes each recovery code once, in any spelling', async () => {
    const { codes } = await enrol();
    const [first = '', second = ''] = codes;
    expect(await enter(first)).toBe('in');
    expect(await enter(first)).toBe('wrong_code');
    expect(await enter(second.toLowerCase().replaceAll('-', ' '))).toBe('in');
    expect((await send('GET', '/me/second-factor')).json.recovery_codes_left).toBe(8);
  });

  it('is guessed no more than five times from an address and twenty times in all, within a quarter of an hour', async () => {
    const { seed } = await enrol();
    test.clock.advance(step_ms);
    const right = now(seed);
    const wrong = right === '000000' ? '000001' : '000000';
    const tries = [];
    for (let index = 0; index < 6; index += 1) tries.push(await enter(wrong));
    expect(tries).toEqual([...Array(5).fill('wrong_code'), 'too_many']);
    expect(await enter(right)).toBe('too_many');
    for (let index = 0; index < 15; index += 1) await enter(wrong, `10.0.1.${index}`);
    expect(await enter(right, '10.0.2.1')).toBe('too_many');
    test.clock.advance(quarter_ms);
    expect(await enter(now(seed))).toBe('in');
  });

  it('is switched off by password and code together, and by an administrator who holds as much', async () => {
    const { seed, codes } = await enrol();
    const [code = '', another = ''] = codes;
    expect((await send('POST', '/me/second-factor/disable', { password: 'wrong', code })).status).toBe(400);
    expect((await send('POST', '/me/second-factor/disable', { password, code: '000000x' })).status).toBe(400);
    const { json } = await send('POST', '/me/second-factor/recovery-codes', { password, code });
    expect(await enter(another)).toBe('wrong_code');
    expect((await send('POST', '/me/second-factor/disable', { password, code: json.recovery_codes[0] })).status).toBe(204);
    expect(await enter()).toBe('in');
    test.clock.advance(step_ms);
    await enrol();
    const path = `/users/${person.actor.id}/second-factor`;
    expect((await send('DELETE', path)).status).toBe(409);
    const lesser = await fleet.addPerson('Support');
    await send('PUT', `/users/${lesser.actor.id}/permissions`, { permissions: ['users'] });
    expect((await send('DELETE', path, undefined, lesser)).status).toBe(403);
    expect((await send('DELETE', path, undefined, fleet.people['Fleet Manager'])).status).toBe(204);
    expect((await send('GET', '/me')).status).toBe(401);
    expect(await enter()).toBe('in');
    expect(seed.reveal()).toHaveLength(32);
  });

  it('stays when the password is set by a link, which is good once and for 15 minutes', async () => {
    await enrol();
    const by = fleet.people['Fleet Manager'];
    const path = `/users/${person.actor.id}/password-resets`;
    const link = async () =>
      String((await send('POST', path, undefined, by)).json.url)
        .split('/')
        .at(-1);
    const reset = async (token: string | undefined, next = password) =>
      (await api.call(undefined, 'POST', '/password-resets', { body: { token, password: next } })).status;
    const stale = await link();
    const late = await link();
    expect(await reset(stale)).toBe(404);
    test.clock.advance(quarter_ms);
    expect(await reset(late)).toBe(404);
    await test.app.db.write
      .updateTable('sessions')
      .set({ last_seen_at: new Date(test.clock.now()).toISOString() })
      .execute();
    const token = await link();
    expect((await Promise.all([reset(token), reset(token)])).sort()).toEqual([204, 404]);
    expect((await send('GET', '/me')).status).toBe(401);
    expect(await enter()).toBe('code_needed');
    expect((await send('POST', `/users/${by.actor.id}/password-resets`, undefined, by)).status).toBe(409);
  });

  it('of a person of two fleets is reset by nobody who holds less in the other', async () => {
    const other = await makeFleet(test);
    const by = fleet.people['Fleet Manager'];
    const row = {
      user_id: person.actor.id,
      fleet_id: other.fleet_id,
      preset: null,
      permissions: '["vehicles"]',
      created_at: '2030-01-01T00:00:00.000Z',
    };
    await test.app.db.write.insertInto('memberships').values(row).execute();
    expect((await send('POST', `/users/${person.actor.id}/password-resets`, undefined, by)).status).toBe(403);
    expect((await send('DELETE', `/users/${person.actor.id}/second-factor`, undefined, by)).status).toBe(403);
  });

  describe('where the fleet asks for it', () => {
    it('nothing else is open to people who may command, until they have it; others go on', async () => {
      const strict = await makeFleet(test);
      const [chief, reader] = [strict.people['Fleet Manager'], await strict.addPerson('Support')];
      await test.app.db.write.updateTable('users').set({ password_hash }).where('id', '=', chief.actor.id).execute();
      await send('PUT', `/users/${reader.actor.id}/permissions`, { permissions: ['vehicles.ro'] }, chief);
      expect((await send('PATCH', '/fleet-settings', { second_factor_required: true }, chief)).status).toBe(200);
      expect((await send('GET', '/vehicles', undefined, chief)).status).toBe(403);
      expect((await send('GET', '/vehicles', undefined, reader)).status).toBe(200);
      expect((await send('GET', '/me/second-factor', undefined, chief)).json).toMatchObject({ enabled: false, required: true });
      const { json } = await send('POST', '/me/second-factor', { password }, chief);
      await send('PUT', '/me/second-factor', { code: now(new Secret(json.secret)) }, chief);
      expect((await send('GET', '/vehicles', undefined, chief)).status).toBe(200);
    });
  });

  it('and password alike end other sessions when they change, and refuse the sixth wrong proof', async () => {
    const { session_id } = person;
    expect(await enter()).toBe('in');
    expect((await send('GET', '/me/sessions')).json.items).toHaveLength(2);
    const next = 'another sentence of mine';
    expect((await send('PUT', '/me/password', { current_password: password, new_password: next })).status).toBe(204);
    expect((await send('GET', '/me/sessions')).json.items).toEqual([expect.objectContaining({ id: session_id, current: true })]);
    const tries = [];
    for (let index = 0; index < 6; index += 1)
      tries.push((await send('PUT', '/me/password', { current_password: 'wrong', new_password: next })).status);
    expect(tries).toEqual([400, 400, 400, 400, 400, 429]);
  });
});
