import type { notification_operations } from '#lib/contract/notifications.ts';
import { newId } from '#server/ids.ts';
import { createNotificationSubscription } from '#server/services/notification-subscriptions.ts';
import { insertInboxEntries } from '#server/store/inbox.ts';
import { write } from '#server/store/write.ts';
import type { TestApp } from './app.fixture.ts';
import type { TestFleet } from './fleet.fixture.ts';
import type { Sample } from './operation-samples.fixture.ts';

/** An entry in the Fleet Manager's inbox. */
const addInboxEntry = async ({ app }: TestApp, { fleet_id, actor }: TestFleet): Promise<string> => {
  const id = newId();
  const at = new Date(app.clock()).toISOString();
  const source = { source_id: newId(), source_name: 'Night', event_id: newId(), sequence: 1, matter: 'IgnitionChanged', vehicle_id: null };
  const entry = { id, fleet_id, user_id: actor.id, ...source, detail: '{}', occurred_at: at, created_at: at, read_at: null };
  await write(app, (tx) => insertInboxEntries(tx, [entry], 500));
  return id;
};

export const notificationSamples = (
  test: TestApp,
  fleet: TestFleet,
): Record<keyof typeof notification_operations, () => Promise<Sample>> => {
  const plain = (path: string, body?: object) => async (): Promise<Sample> => ({ path, ...(body && { body }) });
  const clear = () => test.app.db.write.deleteFrom('notification_subscriptions').where('fleet_id', '=', fleet.fleet_id).execute();
  const subscription = async (part = '', body?: object): Promise<Sample> => {
    await clear();
    const channels = [{ type: 'EMAIL' as const, addresses: ['night@motorpool.example'] }];
    const wish = {
      name: newId(),
      event_types: ['IgnitionChanged' as const],
      conditions: [],
      channels,
      enabled: true,
      language: 'en' as const,
    };
    const { id } = await createNotificationSubscription(test.app, fleet.personWho('notification-subscriptions').actor, {
      params: {},
      query: {},
      body: wish,
    });
    return { path: `/notification-subscriptions/${id}${part}`, ...(body && { body }) };
  };
  return {
    listNotificationSubscriptions: plain('/notification-subscriptions'),
    createNotificationSubscription: async () => {
      await clear();
      const body = { name: newId(), event_types: ['IgnitionChanged'], channels: [{ type: 'INBOX' }] };
      return { path: '/notification-subscriptions', body };
    },
    getNotificationSubscription: () => subscription(),
    updateNotificationSubscription: () => subscription('', { conditions: [{ type: 'LOW_ENERGY', percent: 20 }] }),
    deleteNotificationSubscription: () => subscription(),
    testNotificationSubscription: () => subscription('/test', { event_type: 'VEHICLE_SILENT' }),
    listNotificationDeliveries: () => subscription('/deliveries'),
    listInbox: plain('/inbox'),
    markInboxRead: plain('/inbox/read', {}),
    markInboxEntry: async () => ({ path: `/inbox/${await addInboxEntry(test, fleet)}`, body: { read: true } }),
  };
};
