/** What waited to be told when a backup was taken reaches no person after it is restored. Without that it all goes out, which the first test shows. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type App, createApp, nowAt } from '#server/app.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { takeBackup } from '#server/backup/take-backup.ts';
import { dataPaths, loadConfig } from '#server/config.ts';
import { newId } from '#server/ids.ts';
import { createMailRelay } from '#server/mail/mail-relay.ts';
import { queueMail } from '#server/mail/queue-mail.ts';
import { createMailSender } from '#server/mail/smtp-sender.ts';
import { createNotificationRelay } from '#server/notifications/notification-relay.ts';
import { readCommandHold } from '#server/services/command-hold.ts';
import { insertNotifications } from '#server/store/notification-deliveries.ts';
import { upsertMark } from '#server/store/notifications.ts';
import { insertDeliveries } from '#server/store/webhook-deliveries.ts';
import { write } from '#server/store/write.ts';
import { createWebhookSender } from '#server/streams/webhook-sender.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { createFakeSmtp } from '../../e2e/fakes/smtp/fake-smtp.ts';
import { createDatabase } from '../../e2e/postgres.ts';
import { openRestoreGuard } from './restore-guard.ts';

const limit = { timeout: 60_000, interval: 30 };

describeOnBothDatabases('what waited in a backup', (makeApp) => {
  /** Sends whatever there is to be sent; gives the receivers. */
  const serve = async ({ app, private_key }: Pick<TestApp, 'app' | 'private_key'>) => {
    const smtp = createFakeSmtp();
    const place = {
      host: '127.0.0.1',
      port: await smtp.listen(),
      tls: 'none',
      user: undefined,
      password: undefined,
      from: 'm@x.example',
    } as const;
    const isInOffice = async () => true;
    const relays = [
      createNotificationRelay({ app, private_key, sender: createWebhookSender([], 20_000), isInOffice }),
      createMailRelay({ app, private_key, sender: createMailSender(place, { timeout_ms: 20_000 }), isInOffice }),
    ];
    for (const relay of relays) relay.start();
    onTestFinished(async () => {
      await Promise.all(relays.map((relay) => relay.stop()));
      smtp.close();
    });
    return () => smtp.received.flatMap(({ to }) => to).sort();
  };

  const prepare = async () => {
    const made = await makeApp();
    // A restore reads the real clock.
    const test: TestApp = { ...made, app: { ...made.app, clock: Date.now } };
    const { app } = test;
    const fleet = await makeFleet(test);
    const { fleet_id } = fleet;
    const client = await fleet.addClient();
    const { id: vehicle_id } = await fleet.addVehicle({});
    const { call } = createApi(test);
    const subscribe = async (name: string, body: object): Promise<string> => {
      const channels = [{ type: 'EMAIL', addresses: [`${name}@x.example`] }];
      return (await call(client, 'POST', '/notification-subscriptions', { body: { name, channels, ...body } })).json.id;
    };
    const waiting = await subscribe('waiting', { event_types: ['DoorsStatusChanged'] });
    const unread = await subscribe('unread', { event_types: ['IgnitionChanged'] });
    const held = await subscribe('held', { conditions: [{ type: 'VEHICLE_SILENT' }], hysteresis: { held_for_minutes: 1 } });
    const webhook = (await call(client, 'POST', '/webhooks', { body: { name: 'Hook', url: 'https://hooks.example/' } })).json.id;
    const now = nowAt(app);
    const of = { fleet_id, event_id: newId(), status: 'PENDING', created_at: now, next_attempt_at: now, attempts: 0 };
    const emitIgnition = (to: App) =>
      write(to, async (_tx, emit) =>
        emit({ fleet_id, type: 'IgnitionChanged', vehicle_id, occurred_at: now, flow_id: 'f', data: { previous: 'OFF', current: 'ON' } }),
      );
    await write(app, async (tx) => {
      const matter = { subscription_id: waiting, matter: 'DoorsStatusChanged', vehicle_id, detail: '{}', occurred_at: now, sequence: 1 };
      await insertNotifications(tx, [{ ...of, ...matter, id: newId(), channel: 'EMAIL', target: 'waiting@x.example' }]);
      const since = { since: now, due_at: now, told_at: null };
      await upsertMark(tx, {
        subscription_id: held,
        vehicle_id,
        matter: 'VEHICLE_SILENT',
        event_id: newId(),
        sequence: 1,
        detail: '{}',
        ...since,
      });
      await insertDeliveries(tx, [{ ...of, id: newId(), webhook_id: webhook, event_type: 'IgnitionChanged', sequence: 1 }]);
      for (const place of [{ fleet_id }, {}]) {
        const content = { subject: 'Then', paragraphs: [], lines: [], footer: 'f' };
        const recipient = 'fleet_id' in place ? 'notice@x.example' : 'nobody@x.example';
        await queueMail(app, tx, { ...place, kind: 'NOTICE', language: 'en', recipient, content, useful_ms: 3_600_000 });
      }
    });
    await emitIgnition(app);
    return { test, fleet_id, unread, emitIgnition };
  };

  const restoreElsewhere = async (test: TestApp) => {
    const { path } = await takeBackup(test.app.config, join(test.data_dir, 'backups'));
    const data_dir = mkdtempSync(join(test.data_dir, 'elsewhere-'));
    cpSync(dataPaths(test.data_dir).keys, dataPaths(data_dir).keys, { recursive: true });
    const place = { MOTORPOOL_DATA: data_dir, DATABASE_URL: test.database_url && (await createDatabase(test.database_url)) };
    const config = loadConfig({ ...place, MOTORPOOL_DEMO: '0', LOG_LEVEL: 'silent', MAIL_URL: 'smtps://mail.example' });
    const { ended_messages } = await restoreBackup(config, path);
    const app = await createApp(config, 'test');
    onTestFinished(() => app.db.close());
    return { app, ended_messages };
  };

  it('would all go out', async () => {
    const { test } = await prepare();
    const received = await serve(test);
    const everybody = ['held', 'nobody', 'notice', 'unread', 'waiting'].map((name) => `${name}@x.example`);
    await vi.waitFor(() => expect(received()).toEqual(everybody), limit);
  });

  it('reaches no person after the restore, unlike what happens then; programs are told again', async () => {
    const { test, fleet_id, unread, emitIgnition } = await prepare();
    const { app, ended_messages } = await restoreElsewhere(test);
    expect(ended_messages).toBe(3);
    expect(await readCommandHold(app, { fleet_id })).toMatchObject({ ended_messages: 2 });
    const received = await serve({ app, private_key: test.private_key });
    await emitIgnition(app);
    await vi.waitFor(() => expect(received()).toEqual(['unread@x.example']), limit);
    const told = await app.db.read.selectFrom('notification_deliveries').selectAll().where('subscription_id', '=', unread).execute();
    expect(told).toHaveLength(1);
    const mails = await app.db.read
      .selectFrom('mails')
      .select(['error', 'recipient', 'sealed_content'])
      .where('error', 'is not', null)
      .execute();
    expect(mails).toEqual(Array(2).fill({ error: 'RESTORED', recipient: '', sealed_content: '' }));
    const [hook] = await app.db.read.selectFrom('webhook_deliveries').select('status').execute();
    expect(hook).toEqual({ status: 'PENDING' });
  });

  it('is ended as well when the database was put back by other means', async () => {
    const { test, fleet_id } = await prepare();
    await openRestoreGuard(test.app);
    expect(await readCommandHold(test.app, { fleet_id })).toEqual({});
    const file = dataPaths(test.data_dir).restore_epoch;
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), epochs: ['of another day'] }));
    await openRestoreGuard(test.app);
    expect(await readCommandHold(test.app, { fleet_id })).toMatchObject({ ended_messages: 2 });
    const received = await serve(test);
    await write(test.app, (tx) =>
      queueMail(test.app, tx, {
        kind: 'NOTICE',
        language: 'en',
        recipient: 'later@x.example',
        content: { subject: 'Now', paragraphs: [], lines: [], footer: 'f' },
        useful_ms: 3_600_000,
      }),
    );
    await vi.waitFor(() => expect(received()).toEqual(['later@x.example']), limit);
  });
});
