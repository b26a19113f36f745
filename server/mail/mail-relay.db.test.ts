import { expect, it, onTestFinished, vi } from 'vitest';
import { preset_names } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { requestPasswordReset } from '#server/services/account.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { findCanary, readAtRest } from '#server/test/canary.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { createFakeSmtp } from '../../e2e/fakes/smtp/fake-smtp.ts';
import { readMail } from '../../e2e/fakes/smtp/read-mail.ts';
import { createMailRelay, mail_retry_delays_ms } from './mail-relay.ts';
import { createMailSender } from './smtp-sender.ts';

describeOnBothDatabases('mails', (makeApp) => {
  const startServer = async () => {
    const server = createFakeSmtp();
    const port = await server.listen();
    onTestFinished(server.close);
    const place = { host: '127.0.0.1', port, tls: 'none', user: undefined, password: undefined, from: 'motorpool@fleet.example' } as const;
    return { server, place };
  };
  const startRelay = (test: TestApp, place: Parameters<typeof createMailSender>[0], isInOffice = async () => true) => {
    const sender = createMailSender(place, { timeout_ms: 20_000 });
    const relay = createMailRelay({ app: test.app, private_key: test.private_key, sender, isInOffice });
    relay.start();
    let over: Promise<void> | undefined;
    const stop = () => {
      over ??= relay.stop();
      return over;
    };
    onTestFinished(stop);
    return stop;
  };
  const prepare = async () => {
    const test = await makeApp();
    const fleet = await makeFleet(test);
    const { call } = createApi(test);
    const { server, place } = await startServer();
    const ask = (email: string, body: object = {}) => call(undefined, 'POST', '/password-resets/requests', { body: { email, ...body } });
    const rows = () => test.app.db.read.selectFrom('mails').selectAll().orderBy('id').execute();
    const until = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 30 });
    const manager = fleet.people['Fleet Manager'];
    return { test, fleet, manager, call, server, place, ask, rows, until };
  };
  const linkIn = (source: string) => /https:\/\/\S+/.exec(readMail(source).text)?.[0] ?? '';

  it('bring an invitation, in the language of whoever invites, and leave nothing behind that lets anybody in', async () => {
    const { test, manager, call, server, place, rows, until } = await prepare();
    const body = { email: 'new@harbour.example', language: 'de', preset_id: 'support' };
    const made = (await call(manager, 'POST', '/users/invitations', { body })).json;
    expect(made.mailed).toBe(true);
    expect(findCanary(await readAtRest(test), made.url.split('/').at(-1))).toEqual([]);
    startRelay(test, place);
    await until(() => expect(server.received).toHaveLength(1));
    const { to, source } = server.received[0] ?? { to: [], source: '' };
    expect([to, linkIn(source)]).toEqual([['new@harbour.example'], made.url]);
    expect(readMail(source)).toMatchObject({ subject: expect.stringContaining('Einladung zur Flotte') });
    expect(readMail(source).html).toContain(`<a href="${made.url}">Einladung annehmen</a>`);
    await until(async () => expect(await rows()).toMatchObject([{ status: 'SENT', recipient: '', sealed_content: '', attempts: 1 }]));
    const health = (await call(manager, 'GET', '/installation-health')).json.mail;
    expect(health).toMatchObject({ set_up: true, failing: false, waiting: 0, sent: 1, failed: 0 });
    expect(test.log_lines.join()).not.toMatch(/harbour\.example/);
  });

  it('let a person choose a new password, once, and tell nobody whose address is known', async () => {
    const { test, fleet, manager, call, server, place, ask, rows, until } = await prepare();
    const known = manager.actor.email ?? '';
    const answers = [await ask(known.toUpperCase()), await ask('nobody@harbour.example')];
    expect(answers.map(({ status, json }) => [status, json])).toEqual([
      [204, undefined],
      [204, undefined],
    ]);
    const queued = await rows();
    const shape = ({ id: _, recipient: __, ...rest }: (typeof queued)[number]) => rest;
    expect(queued.map(({ recipient }) => recipient)).toEqual([known, 'nobody@harbour.example']);
    expect(shape(queued[0] as (typeof queued)[number])).toEqual(shape(queued[1] as (typeof queued)[number]));

    startRelay(test, place);
    await until(async () => expect((await rows()).map(({ status }) => status)).toEqual(['SENT']));
    expect(server.received.map(({ to }) => to)).toEqual([[known]]);
    const link = linkIn(server.received[0]?.source ?? '');
    expect(link).toMatch(/^https:\/\/motorpool\.example\/password-reset\/[\w-]{43}$/);
    const choose = (token: string) => call(undefined, 'POST', '/password-resets', { body: { token, password: 'a whole new password' } });
    const token = link.split('/').at(-1) ?? '';
    expect(findCanary(await readAtRest(test), token)).toEqual([]);
    expect((await choose(token)).status).toBe(204);
    expect((await choose(token)).json.type).toBe('/problems/resource-not-found');
    const actions = (await test.app.db.read.selectFrom('audit_log').select(['action', 'fleet_id']).execute()).filter(({ action }) =>
      action.startsWith('user.'),
    );
    expect(actions).toEqual([
      { action: 'user.mail-password-link', fleet_id: fleet.fleet_id },
      { action: 'user.reset-password', fleet_id: fleet.fleet_id },
    ]);

    await ask(known);
    await until(() => expect(server.received).toHaveLength(2));
    test.clock.advance(15 * 60_000);
    expect(
      (
        await choose(
          linkIn(server.received[1]?.source ?? '')
            .split('/')
            .at(-1) ?? '',
        )
      ).json.type,
    ).toBe('/problems/resource-not-found');
  });

  it('are asked for a few times only, of one mail box and from one address', async () => {
    const { test, ask, rows } = await prepare();
    for (let time = 0; time < 5; time += 1) expect((await ask('ana@harbour.example')).status).toBe(204);
    expect(await rows()).toHaveLength(3);
    const actor = { type: 'SYSTEM', id: '', name: '', fleet_id: '', permissions: [], flow_id: 'f' } as const;
    const from = (address: string, number: number) =>
      requestPasswordReset(test.app, actor, { params: {}, query: {}, body: { email: `p${number}@harbour.example` }, address }).catch(
        (error: unknown) => Problem.is(error) && error.kind,
      );
    const answers = [];
    for (let number = 0; number < 22; number += 1) answers.push(await from('203.0.113.7', number));
    expect(answers.slice(19)).toEqual([undefined, 'too-many-requests', 'too-many-requests']);
    expect(await from('203.0.113.8', 99)).toBeUndefined();
  });

  it('are refused where none are sent, whoever asks', async () => {
    const test = await makeApp({ MAIL_URL: '' });
    const fleet = await makeFleet(test);
    const { call } = createApi(test);
    for (const email of [fleet.people[preset_names[1]].actor.email, 'nobody@harbour.example'])
      expect((await call(undefined, 'POST', '/password-resets/requests', { body: { email } })).json.type).toBe(
        '/problems/conflicting-resource',
      );
    const { json } = await call(fleet.people['Fleet Manager'], 'POST', '/users/invitations', {
      body: { email: 'a@b.example', permissions: [] },
    });
    expect(json).toMatchObject({ mailed: false, url: expect.stringContaining('/invitation/') });
  });

  it('are tried again when the server asks for it, ever more rarely, and given up when it refuses', async () => {
    const { test, manager, call, server, place, rows, until } = await prepare();
    const invite = (email: string) => call(manager, 'POST', '/users/invitations', { body: { email, permissions: [] } });
    server.control.fault = (step, argument) => {
      if (argument.startsWith('late')) return step === 'rcpt' ? { reply: '451 4.7.1 later' } : undefined;
      if (argument.startsWith('none')) return step === 'rcpt' ? { reply: '550 5.1.1 nobody' } : undefined;
      return undefined;
    };
    await invite('late@harbour.example');
    await invite('none@harbour.example');
    startRelay(test, place);
    const outcomes = async () => (await rows()).map(({ status, attempts, error, reply_code }) => [status, attempts, error, reply_code]);
    const refused = ['FAILED', 1, 'REFUSED', 550];
    await until(async () => expect(await outcomes()).toEqual([['PENDING', 1, 'DEFERRED', 451], refused]));
    for (const [index, delay_ms] of mail_retry_delays_ms.entries()) {
      test.clock.advance(delay_ms);
      await until(async () => expect((await outcomes())[0]?.[1]).toBe(index + 2));
    }
    expect(await outcomes()).toEqual([['FAILED', mail_retry_delays_ms.length + 1, 'DEFERRED', 451], refused]);
  });

  it('wait for a server that is away, and the page of health says so', async () => {
    const { test, manager, call, server, place, rows, until } = await prepare();
    await server.close();
    await call(manager, 'POST', '/users/invitations', { body: { email: 'away@harbour.example', permissions: [] } });
    startRelay(test, place);
    const waiting = { status: 'PENDING', attempts: 1, error: 'NO_CONNECTION', reply_code: null };
    await until(async () => expect(await rows()).toMatchObject([waiting]));
    expect((await call(manager, 'GET', '/installation-health')).json.mail).toMatchObject({ failing: true, last_error: 'NO_CONNECTION' });
    await server.listen(place.port);
    test.clock.advance(10 * 60_000);
    await until(async () => expect(await rows()).toMatchObject([{ status: 'SENT', error: null }]));
  });

  it('come again, under the same id, when the gateway ends before it has noted that they were taken', async () => {
    const { test, manager, call, server, place, rows, until } = await prepare();
    await call(manager, 'POST', '/users/invitations', { body: { email: 'twice@harbour.example', permissions: [] } });
    const stop = startRelay(test, place, async () => false);
    await until(() => expect(server.received.length).toBeGreaterThan(0));
    await stop();
    expect(await rows()).toMatchObject([{ status: 'PENDING' }]);
    const before = server.received.length;
    startRelay(test, place);
    await until(async () => expect(await rows()).toMatchObject([{ status: 'SENT' }]));
    expect(server.received).toHaveLength(before + 1);
    expect(new Set(server.received.map(({ source }) => /^Message-ID: (.*)$/m.exec(source)?.[1])).size).toBe(1);
  });

  it('wait no longer than they are of use', async () => {
    const { test, ask, server, place, rows, until } = await prepare();
    await ask('ana@harbour.example');
    test.clock.advance(16 * 60_000);
    startRelay(test, place);
    await until(async () => expect(await rows()).toMatchObject([{ status: 'FAILED', error: 'EXPIRED', attempts: 0, recipient: '' }]));
    expect(server.received).toEqual([]);
  });
});
