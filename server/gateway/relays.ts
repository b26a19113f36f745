import type { KeyObject } from 'node:crypto';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { createMailRelay } from '#server/mail/mail-relay.ts';
import { createMailSender } from '#server/mail/smtp-sender.ts';
import { createAmqpRelay } from '#server/streams/amqp.ts';
import { createWebhookSender } from '#server/streams/webhook-sender.ts';
import { createWebhookRelay } from '#server/streams/webhooks.ts';
import { createTrips } from './trips/trips.ts';

export interface Relays {
  start(): void;
  stop(): Promise<void>;
}

/** The readers of the log: what makes more of it, and what brings it out of the house: webhooks, the message broker where there is one, and mails. */
export const createRelays = (app: App, private_key: KeyObject, isInOffice: (tx: Query) => Promise<boolean>): Relays => {
  const { broker, mail, webhook_internal_hosts } = app.config;
  const relays: Relays[] = [
    createTrips(app, isInOffice),
    createWebhookRelay({ app, private_key, sender: createWebhookSender(webhook_internal_hosts), isInOffice }),
    ...(mail ? [createMailRelay({ app, private_key, sender: createMailSender(mail), isInOffice })] : []),
    ...(broker ? [createAmqpRelay({ app, broker, isInOffice })] : []),
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
