import { beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '#server/ids.ts';
import { insertMembership, insertUser } from '#server/store/access.ts';
import { write } from '#server/store/write.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { hashPassword } from './password.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const password = 'correct horse battery';
const password_hash = await hashPassword(password);
const quarter_ms = 15 * 60_000;

describeOnBothDatabases('sign-in', (makeApp) => {
  let test: TestApp;
  let fleet_id: string;
  let email: string;
  beforeAll(async () => {
    test = await makeApp();
    ({ fleet_id } = await makeFleet(test));
  });
  const addUser = async (disabled_at: string | null = null): Promise<string> => {
    const id = newId();
    const address = `${id.toLowerCase()}@motorpool.example`;
    await write(test.app, async (tx) => {
      await insertUser(tx, {
        id,
        email: address,
        name: 'A',
        password_hash,
        version: 1,
        created_at: '2030-01-01T00:00:00.000Z',
        disabled_at,
      });
      await insertMembership(tx, { user_id: id, fleet_id, preset: 'Support', permissions: '[]', created_at: '2030-06-10T00:00:00.000Z' });
    });
    return address;
  };
  beforeEach(async () => {
    email = await addUser();
  });
  let hosts = 0;
  const newAddress = () => {
    hosts += 1;
    return `198.51.${Math.floor(hosts / 250)}.${hosts % 250}`;
  };
  const attempt = async (given: { email?: string; password?: string; address?: string }, app = test.app) => {
    const result = await signIn(app, { email, password, address: '203.0.113.7', user_agent: 'test', ...given });
    return result.ok ? 'in' : result.reason;
  };
  const guess = (address: string, app = test.app) => attempt({ password: 'guess', address }, app);

  it('opens a session row for the right password, whatever the spelling of the address', async () => {
    expect(await attempt({})).toBe('in');
    expect(await attempt({ email: ` ${email.toUpperCase()} ` })).toBe('in');
    expect(await attempt({ email: email.replace('@', '＠') })).toBe('in');
    const rows = await test.app.db.read.selectFrom('sessions').selectAll().where('user_agent', '=', 'test').execute();
    expect(rows.at(-1)).toMatchObject({ user_version: 1, revoked_at: null, expires_at: '2030-06-10T18:13:20.000Z' });
  });

  it('says the same to a wrong password, an unknown person, a disabled one and one without a password', async () => {
    const disabled = await addUser('2030-01-01T00:00:00.000Z');
    const bare = await addUser();
    await test.app.db.write.updateTable('users').set({ password_hash: null }).where('email', '=', bare).execute();
    const tries = [
      { password: 'x' },
      { email: 'nobody@motorpool.example' },
      { email: disabled },
      { email: bare },
      { email: 'a\0b' },
      { email: '' },
      { password: '' },
    ];
    for (const given of tries) {
      const result = await signIn(test.app, { email, password, address: newAddress(), user_agent: '', ...given });
      expect(result, JSON.stringify(given)).toEqual({ ok: false, reason: 'wrong' });
    }
  });

  it('ends after five wrong passwords for the account from one address, also for the right one, and after a restart', async () => {
    const address = newAddress();
    const tries = [];
    for (let index = 0; index < 6; index += 1) tries.push(await guess(address));
    expect(tries).toEqual([...Array(5).fill('wrong'), 'too_many']);
    expect(await attempt({ address })).toBe('too_many');
    const { app } = await test.restart();
    expect(await attempt({ address }, app)).toBe('too_many');
    expect(await attempt({ address: newAddress() })).toBe('in');
    test.clock.advance(quarter_ms - 1);
    expect(await attempt({ address })).toBe('too_many');
    test.clock.advance(1);
    expect(await attempt({ address })).toBe('in');
  });

  it('lets five of fifty guesses made at once reach the password', async () => {
    const address = newAddress();
    const tries = await Promise.all(Array.from({ length: 50 }, () => guess(address)));
    expect(tries.filter((result) => result === 'wrong')).toHaveLength(5);
    expect(tries.filter((result) => result === 'too_many')).toHaveLength(45);
  });

  it('does not count what was right against anybody', async () => {
    const address = newAddress();
    for (let index = 0; index < 4; index += 1) await guess(address);
    expect(await attempt({ address })).toBe('in');
    for (let index = 0; index < 4; index += 1) expect(await guess(address)).toBe('wrong');
    expect(await attempt({ address })).toBe('in');
    const [first] = await test.app.db.read.selectFrom('sign_in_attempts').selectAll().where('key', '=', `address:${address}`).execute();
    expect(first?.points).toBe(8);
  });

  it('ends for an account after twenty from anywhere, and for an address after a hundred at anybody', async () => {
    const tries = [];
    for (let index = 0; index < 21; index += 1) tries.push(await guess(newAddress()));
    expect(tries).toEqual([...Array(20).fill('wrong'), 'too_many']);
    const address = newAddress();
    const key = `address:${address}`;
    const expires_at = new Date(test.clock.now() + quarter_ms).toISOString();
    await test.app.db.write.insertInto('sign_in_attempts').values({ key, points: 99, expires_at }).execute();
    expect(await attempt({ email: await addUser(), password: 'x', address })).toBe('wrong');
    expect(await attempt({ email: await addUser(), address })).toBe('too_many');
  });

  it('is told to the fleets of the person, refused or not, and so is leaving', async () => {
    const [before] = await test.app.db.read.selectFrom('users').selectAll().where('email', '=', email).execute();
    const address = newAddress();
    await guess(address);
    await attempt({ email: 'nobody@motorpool.example' });
    const result = await signIn(test.app, { email, password, address, user_agent: '' });
    if (!result.ok) throw new Error('Not signed in.');
    await signOut(test.app, result.session_id);
    await signOut(test.app, result.session_id);
    const rows = await test.app.db.read
      .selectFrom('audit_log')
      .selectAll()
      .where('object_id', '=', before?.id ?? '')
      .orderBy('id')
      .execute();
    expect(rows.map((row) => [row.fleet_id, row.action, JSON.parse(row.detail).address])).toEqual([
      [fleet_id, 'session.refuse', address],
      [fleet_id, 'session.sign-in', address],
      [fleet_id, 'session.sign-out', undefined],
    ]);
    expect(await test.app.db.read.selectFrom('audit_log').selectAll().where('actor_id', '=', 'nobody').execute()).toEqual([]);
  });

  it('is not locked for its owner by one who is over his own limit', async () => {
    const attacker = newAddress();
    for (let index = 0; index < 40; index += 1) await guess(attacker);
    expect(await attempt({ address: newAddress() })).toBe('in');
  });
});
