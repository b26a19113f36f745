import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ensureSetUpToken } from '#server/auth/set-up-token.ts';
import { signIn } from '#server/auth/sign-in.ts';
import { dataPaths } from '#server/config.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';

const password = 'a long enough password';

describeOnBothDatabases('the first set-up', (makeApp) => {
  const start = async () => {
    const test = await makeApp();
    const file = dataPaths(test.data_dir).set_up_token;
    const token = (await ensureSetUpToken(test.app.db.read, file)) ?? '';
    const api = createApi(test);
    const setUp = (more: object = {}) => {
      const body = {
        token,
        fleet_name: 'Fleet',
        time_zone: 'America/Montevideo',
        name: 'Ana',
        email: 'Ana@motorpool.example',
        password,
        ...more,
      };
      return api.call(undefined, 'POST', '/set-up', { body });
    };
    return { test, file, token, setUp };
  };

  it('takes the token on the console, once, and the person it makes can sign in', async () => {
    const { test, file, token, setUp } = await start();
    expect(token).toMatch(/^[\w-]{24}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await ensureSetUpToken(test.app.db.read, file)).toBe(token);
    expect((await setUp({ token: `${token}x` })).json).toMatchObject({
      type: '/problems/invalid-credentials',
      errors: [{ pointer: '/token' }],
    });
    const made = await setUp({ token: ` ${token} ` });
    expect(made.status).toBe(201);
    expect(existsSync(file)).toBe(false);
    expect((await setUp()).json.type).toBe('/problems/conflicting-resource');
    expect(await ensureSetUpToken(test.app.db.read, file)).toBeUndefined();
    const result = await signIn(test.app, { email: 'ana@motorpool.example', password, address: '', user_agent: '' });
    expect(result.ok).toBe(true);
    const [member] = await test.app.db.read.selectFrom('memberships').selectAll().execute();
    expect(member).toMatchObject({ fleet_id: made.json.fleet_id, preset: 'Fleet Manager' });
    const audit = await test.app.db.read.selectFrom('audit_log').selectAll().orderBy('id').execute();
    expect(audit).toMatchObject([
      { action: 'fleet.set-up', fleet_id: made.json.fleet_id },
      { action: 'session.sign-in', fleet_id: made.json.fleet_id },
    ]);
    expect(JSON.stringify(audit)).not.toContain(token);
  });

  it.each([
    [{ password: 'eleven char' }, '/password'],
    [{ email: 'ana' }, '/email'],
    [{ time_zone: 'Mars/Base' }, '/time_zone'],
    [{ fleet_name: ' ' }, '/fleet_name'],
    [{ token: '' }, '/token'],
    [{ preset: 'Fleet Manager' }, ''],
  ])('refuses %j', async (more, pointer) => {
    const { setUp, test } = await start();
    const { json } = await setUp(more);
    expect(json).toMatchObject({ type: '/problems/validation-error', errors: [{ pointer }] });
    expect(await test.app.db.read.selectFrom('users').select('id').execute()).toEqual([]);
  });

  it.each([1, 2, 3, 4])('makes one fleet for five who come at once with the right token, round %i', async () => {
    const { test, setUp } = await start();
    // With connections open already, several transactions begin before the first has ended.
    await Promise.all(Array.from({ length: 10 }, () => test.app.db.read.selectFrom('users').selectAll().execute()));
    const answers = await Promise.all(Array.from({ length: 5 }, (_, index) => setUp({ email: `p${index}@motorpool.example` })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(await test.app.db.read.selectFrom('fleets').select('id').execute()).toHaveLength(1);
    expect(await test.app.db.read.selectFrom('users').select('id').execute()).toHaveLength(1);
  });

  it('has no token that stays valid when its file is gone', async () => {
    const { file, token, setUp } = await start();
    expect(readFileSync(file, 'utf8').trim()).toBe(token);
    rmSync(file);
    expect((await setUp()).status).toBe(401);
  });
});
