import type { KeyObject } from 'node:crypto';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { listAllConsumers } from '#server/store/event-consumers.ts';
import { listEnabledWebhooks } from '#server/store/webhooks.ts';
import { createAmqpRelay } from '#server/streams/amqp.ts';
import { createWebhookSender } from '#server/streams/webhook-sender.ts';
import { createWebhookRelay } from '#server/streams/webhooks.ts';
import type { LeaseKind, Leases } from './lease-keeper.ts';

export interface Relays {
  start(): void;
  stop(): Promise<void>;
}

const webhooks = 'webhooks';
const consumers = 'consumers';

/** Webhooks are one gateway's per fleet, consumers of the broker one by one. */
export const relayLeases = (app: App): LeaseKind[] => [
  { prefix: webhooks, list: async () => [...new Set((await listEnabledWebhooks(app.db.read)).map(({ fleet_id }) => fleet_id))] },
  { prefix: consumers, list: async () => (app.config.broker ? (await listAllConsumers(app.db.read)).map(({ id }) => id) : []) },
];

const shareOf = (leases: Leases, prefix: string) => ({
  enter: (id: string) => leases.enter(`${prefix}/${id}`),
  holds: (id: string) => leases.holds(`${prefix}/${id}`),
});

/** What brings events out of the house: webhooks, and the message broker where there is one. */
export const createRelays = (app: App, private_key: KeyObject, isInOffice: (tx: Query) => Promise<boolean>, leases: Leases): Relays => {
  const { broker, webhook_internal_hosts } = app.config;
  const sender = createWebhookSender(webhook_internal_hosts);
  const relays: Relays[] = [
    createWebhookRelay({ app, private_key, sender, isInOffice, ...shareOf(leases, webhooks) }),
    ...(broker ? [createAmqpRelay({ app, broker, isInOffice, ...shareOf(leases, consumers) })] : []),
  ];
  return {
    start: () => {
      for (const relay of relays) relay.start();
    },
    stop: async () => {
      await Promise.all(relays.map((relay) => relay.stop()));
    },
  };
};
