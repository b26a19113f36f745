import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { EventType } from '#lib/domain/event.ts';
import { createMailRelay } from '#server/mail/mail-relay.ts';
import { createMailSender } from '#server/mail/smtp-sender.ts';
import { write } from '#server/store/write.ts';
import { createWebhookSender } from '#server/streams/webhook-sender.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { findCanary, readAtRest } from '#server/test/canary.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { createFakeSmtp } from '../../e2e/fakes/smtp/fake-smtp.ts';
import { readMail } from '../../e2e/fakes/smtp/read-mail.ts';
import { createNotificationRelay } from './notification-relay.ts';

const minute_ms = 60_000;

/** A chat that takes messages, or answers what it is told to. */
const startChat = async () => {
  const texts: string[] = [];
  const script = { status: () => 200 };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    texts.push(JSON.parse(body).text);
    response.writeHead(script.status()).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { texts, script, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T0/Zq7vWmX8kR2pLd9HtY4b` };
};

describeOnBothDatabases('notifications', (makeApp) => {
  const startRelays = (test: TestApp, mail_port: number, isInOffice = async () => true) => {
    const { app, private_key } = test;
    const place = {
      host: '127.0.0.1',
      port: mail_port,
      tls: 'none',
      user: undefined,
      password: undefined,
      from: 'm@fleet.example',
    } as const;
    const relays = [
      createNotificationRelay({ app, private_key, sender: createWebhookSender(['127.0.0.1'], 20_000), isInOffice }),
      createMailRelay({ app, private_key, sender: createMailSender(place, { timeout_ms: 20_000 }), isInOffice }),
    ];
    for (const relay of relays) relay.start();
    let over: Promise<unknown> | undefined;
    const stop = () => {
      over ??= Promise.all(relays.map((relay) => relay.stop()));
      return over;
    };
    onTestFinished(async () => void (await stop()));
    return stop;
  };
  const prepare = async () => {
    const made = await makeApp();
    const test: TestApp = { ...made, app: { ...made.app, config: { ...made.app.config, webhook_internal_hosts: ['127.0.0.1'] } } };
    const fleet = await makeFleet(test);
    const client = await fleet.addClient();
    await test.app.db.write.updateTable('api_tokens').set({ expires_at: '2031-01-01T00:00:00.000Z' }).execute();
    const { call } = createApi(test);
    const smtp = createFakeSmtp();
    const mail_port = await smtp.listen();
    onTestFinished(smtp.close);
    const chat = await startChat();
    const emit = (...events: readonly (readonly [EventType, string, object?])[]) =>
      write(test.app, async (_tx, emitOne) => {
        for (const [type, vehicle_id, data = { vehicle_id }] of events)
          emitOne({ fleet_id: fleet.fleet_id, type, vehicle_id, occurred_at: '2030-06-10T06:00:00.000Z', flow_id: 'f', data });
      });
    let number = 0;
    const add = async (body: object) => {
      number += 1;
      return (await call(client, 'POST', '/notification-subscriptions', { body: { name: `Told ${number}`, ...body } })).json;
    };
    const deliveries = async (id: string) => (await call(client, 'GET', `/notification-subscriptions/${id}/deliveries`)).json.items;
    const until = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 30 });
    /** Of a person of the fleet. */
    const inbox = async (preset: 'Fleet Manager' | 'Support', query = '') =>
      (await call(fleet.people[preset], 'GET', `/inbox${query}`)).json;
    const life = (vehicle_id: string, value: 'ONLINE' | 'OFFLINE') =>
      ['VehicleChanged', vehicle_id, { reasons: ['LIFE_STATUS_CHANGED'], vehicle: { life_status: { value } } }] as const;
    const energy = (vehicle_id: string, percent: number) =>
      [
        'VehicleStateRecorded',
        vehicle_id,
        { t: '2030-06-10T06:00:00.000Z', s: { state_of_charge_or_fuel_level_in_percent: percent } },
      ] as const;
    return { test, fleet, client, call, smtp, mail_port, chat, emit, add, deliveries, until, inbox, life, energy };
  };
  const email = (...addresses: string[]) => ({ type: 'EMAIL', addresses });

  it('reach mail, chat and inbox, once each, with hostile plates as text, and keep the address of a chat to themselves', async () => {
    const { test, fleet, call, client, smtp, mail_port, chat, emit, add, deliveries, until, inbox } = await prepare();
    const { id: vehicle_id } = await fleet.addVehicle({ master_data: { license_plate: '<b>@A</b>' } });
    const channels = [email('a@harbour.example', 'b@harbour.example'), { type: 'SLACK', url: chat.url }, { type: 'INBOX' }];
    const made = await add({ event_types: ['IgnitionChanged'], channels });
    expect(made.channels[1].url).toBe(`${new URL(chat.url).origin}/…`);
    expect(findCanary(await readAtRest(test), 'Zq7vWmX8kR2pLd9HtY4b')).toEqual([]);
    const kept = await call(client, 'PATCH', `/notification-subscriptions/${made.id}`, { body: { channels: made.channels } });
    expect(kept.json.channels).toEqual(made.channels);
    await emit(
      ['IgnitionChanged', vehicle_id, { property: 'ignition', previous: 'OFF', current: 'ON' }],
      ['DoorsStatusChanged', vehicle_id],
    );
    startRelays(test, mail_port);
    await until(async () =>
      expect((await deliveries(made.id)).map(({ status }: { status: string }) => status)).toEqual([
        'DELIVERED',
        'DELIVERED',
        'DELIVERED',
        'DELIVERED',
      ]),
    );
    expect(smtp.received.map(({ to }) => to[0]).sort()).toEqual(['a@harbour.example', 'b@harbour.example']);
    const { subject, text, html } = readMail(smtp.received[0]?.source ?? '');
    expect([subject, text].join()).toContain('<b>@A</b>');
    expect(text).toContain('Ignition: Off → On');
    expect(html).not.toContain('<b>');
    expect(chat.texts).toEqual([expect.stringContaining('&lt;b&gt;@A&lt;/b&gt;')]);
    const { items, unread_count } = await inbox('Fleet Manager');
    expect(items).toMatchObject([{ matter: 'IgnitionChanged', source: 'Told 1', vehicle_id, vehicle_label: '<b>@A</b>', read: false }]);
    expect(unread_count).toBe(1);
    expect((await inbox('Support')).unread_count).toBe(1);
    await call(fleet.people['Fleet Manager'], 'PATCH', `/inbox/${items[0].id}`, { body: { read: true } });
    expect([(await inbox('Fleet Manager')).unread_count, (await inbox('Support')).unread_count]).toEqual([0, 1]);
    expect((await call(fleet.people.Support, 'PATCH', `/inbox/${items[0].id}`, { body: { read: false } })).json.type).toBe(
      '/problems/resource-not-found',
    );
    await call(fleet.people.Support, 'POST', '/inbox/read', { body: {} });
    expect((await inbox('Support', '?unread=true')).items).toEqual([]);
  });

  it('tell of a condition once while it lasts, not before it has lasted, and not too often', async () => {
    const { test, mail_port, emit, add, deliveries, until, life, energy } = await prepare();
    const inbox_only = { channels: [{ type: 'INBOX' }] };
    const low = await add({ conditions: [{ type: 'LOW_ENERGY', percent: 20 }], ...inbox_only });
    const silent = await add({ conditions: [{ type: 'VEHICLE_SILENT' }], hysteresis: { held_for_minutes: 10 }, ...inbox_only });
    const seldom = await add({ event_types: ['IgnitionChanged'], hysteresis: { once_per_vehicle_in_minutes: 30 }, ...inbox_only });
    const unknown = await add({ conditions: [{ type: 'COMMAND_UNKNOWN' }], ...inbox_only });
    startRelays(test, mail_port);
    const command = (status: string) => ['CommandExecuted', 'A', { command: { command: 'OPEN_CENTRAL_LOCK', status } }] as const;
    const told = async (id: string) => (await deliveries(id)).length;
    await emit(
      energy('A', 19),
      energy('A', 18),
      energy('A', 22),
      energy('A', 17),
      energy('B', 50),
      command('SUCCEEDED'),
      command('UNKNOWN'),
    );
    await until(async () => expect([await told(low.id), await told(unknown.id)]).toEqual([1, 1]));
    await emit(energy('A', 25), energy('A', 20));
    await until(async () => expect(await told(low.id)).toBe(2));

    await emit(life('A', 'OFFLINE'), life('B', 'OFFLINE'), ['IgnitionChanged', 'A'], ['IgnitionChanged', 'A'], ['IgnitionChanged', 'B']);
    await until(async () => expect(await told(seldom.id)).toBe(2));
    await emit(life('B', 'ONLINE'));
    test.clock.advance(11 * minute_ms);
    await until(async () => expect(await deliveries(silent.id)).toMatchObject([{ event_type: 'VEHICLE_SILENT', vehicle_id: 'A' }]));
    test.clock.advance(30 * minute_ms);
    await emit(['IgnitionChanged', 'A'], life('A', 'ONLINE'), life('A', 'OFFLINE'));
    await until(async () => expect(await told(seldom.id)).toBe(3));
    expect([await told(silent.id), await told(low.id)]).toEqual([1, 2]);
  });

  it('wait for the end of the quiet hours and then come as one; the inbox does not wait', async () => {
    const { test, smtp, mail_port, emit, add, until, inbox } = await prepare();
    // The clock of the test stands at 06:13:20 UTC, which is the fleet's zone.
    await add({
      event_types: ['IgnitionChanged'],
      channels: [email('a@harbour.example'), { type: 'INBOX' }],
      quiet_hours: { from: '05:00', to: '07:00' },
    });
    startRelays(test, mail_port);
    await emit(['IgnitionChanged', 'A'], ['IgnitionChanged', 'B']);
    await emit(['IgnitionChanged', 'C']);
    await until(async () => expect((await inbox('Support')).unread_count).toBe(3));
    expect(smtp.received).toEqual([]);
    test.clock.advance(47 * minute_ms);
    await until(() => expect(smtp.received).toHaveLength(1));
    expect(readMail(smtp.received[0]?.source ?? '').text.match(/^- /gm)).toHaveLength(3);
  });

  it('lose and repeat nothing when the gateway ends between reading, sending and noting', async () => {
    const { test, mail_port, chat, emit, add, deliveries, until, inbox } = await prepare();
    const { id } = await add({ event_types: ['IgnitionChanged'], channels: [{ type: 'SLACK', url: chat.url }, { type: 'INBOX' }] });
    // The first gateway reads, and may send, but never gets to note that it did.
    let allowed = 0;
    const first = startRelays(test, mail_port, async () => allowed-- > 0);
    allowed = 1;
    await emit(['IgnitionChanged', 'A']);
    await until(() => expect(chat.texts.length).toBeGreaterThan(0));
    await emit(['IgnitionChanged', 'B']);
    await first();
    const sent = chat.texts.length;
    startRelays(test, mail_port);
    await until(async () =>
      expect((await deliveries(id)).filter(({ status }: { status: string }) => status === 'DELIVERED')).toHaveLength(4),
    );
    expect(chat.texts.length).toBeGreaterThan(sent);
    expect((await inbox('Support')).items.map(({ vehicle_id }: { vehicle_id: string }) => vehicle_id)).toEqual(['B', 'A']);
    // The broken way: a cursor that is moved apart from what it leads to loses what was not written.
    await test.app.db.write
      .updateTable('notification_subscriptions')
      .set((row) => ({ sequence: row('sequence', '+', 1) }))
      .execute();
    await emit(['IgnitionChanged', 'C']);
    await emit(['IgnitionChanged', 'D']);
    await until(async () => expect((await inbox('Support')).items[0].vehicle_id).toBe('D'));
    expect((await inbox('Support')).items.map(({ vehicle_id }: { vehicle_id: string }) => vehicle_id)).toEqual(['D', 'B', 'A']);
  });

  it('are tried again, and a test is tried once and says why it failed', async () => {
    const { test, fleet, call, client, smtp, mail_port, chat, emit, add, deliveries, until, inbox } = await prepare();
    const { id } = await add({
      event_types: ['IgnitionChanged'],
      channels: [email('none@harbour.example'), { type: 'SLACK', url: chat.url }, { type: 'INBOX' }],
    });
    chat.script.status = () => 503;
    smtp.control.fault = (step) => (step === 'rcpt' ? { reply: '550 5.1.1 nobody' } : undefined);
    startRelays(test, mail_port);
    const path = `/notification-subscriptions/${id}/test`;
    const body = { event_type: 'LOW_ENERGY' };
    expect((await call(client, 'POST', path, { body })).json.items.map(({ channel }: { channel: string }) => channel)).toEqual([
      'EMAIL',
      'SLACK',
    ]);
    expect((await call(fleet.people['Fleet Manager'], 'POST', path, { body: { ...body, channel: 2 } })).json.items).toHaveLength(1);
    await until(async () =>
      expect(await deliveries(id)).toMatchObject([
        { channel: 'INBOX', status: 'DELIVERED' },
        { channel: 'SLACK', status: 'FAILED', response_status: 503 },
        { channel: 'EMAIL', status: 'FAILED', error: 'REFUSED', response_status: 550 },
      ]),
    );
    expect([(await inbox('Fleet Manager')).unread_count, (await inbox('Support')).unread_count]).toEqual([1, 0]);
    await emit(['IgnitionChanged', 'A']);
    await until(async () =>
      expect(await deliveries(id)).toContainEqual(expect.objectContaining({ channel: 'SLACK', status: 'PENDING', attempts: 1 })),
    );
    chat.script.status = () => 200;
    test.clock.advance(6 * minute_ms);
    await until(async () =>
      expect(await deliveries(id)).toContainEqual(expect.objectContaining({ channel: 'SLACK', status: 'DELIVERED', attempts: 2 })),
    );
  });

  it('refuse what makes no sense, and what the maker may not see', async () => {
    const { fleet, call, client, add, chat } = await prepare();
    const channels = [{ type: 'INBOX' }];
    expect((await add({ channels })).type).toBe('/problems/validation-error');
    expect((await add({ channels, event_types: ['VehicleStateRecorded'] })).type).toBe('/problems/validation-error');
    expect((await add({ channels: [{ type: 'SLACK', url: 'http://10.0.0.1/x' }], event_types: ['IgnitionChanged'] })).type).toBe(
      '/problems/validation-error',
    );
    expect(
      (await add({ channels: [{ type: 'SLACK', url: `${new URL(chat.url).origin}/…` }], event_types: ['IgnitionChanged'] })).channels,
    ).toBeDefined();
    const narrow = await fleet.addClient(['vehicles.ro', 'notification-subscriptions']);
    const ask = (body: object) => call(narrow, 'POST', '/notification-subscriptions', { body: { name: 'N', channels, ...body } });
    expect((await ask({ event_types: ['IgnitionChanged'] })).json.type).toBe('/problems/missing-permissions');
    const { json } = await ask({ conditions: [{ type: 'LOW_ENERGY', percent: 5 }] });
    expect(json.name).toBe('N');
    expect(
      (await call(narrow, 'PATCH', `/notification-subscriptions/${json.id}`, { body: { event_types: ['CommandExecuted'] } })).json.type,
    ).toBe('/problems/missing-permissions');
    expect((await call(client, 'PATCH', `/notification-subscriptions/${json.id}`, { body: { conditions: [] } })).json.type).toBe(
      '/problems/validation-error',
    );
  });
});
