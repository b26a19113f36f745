import type { webhook_operations } from '../webhooks.ts';

/** What a reader must know of webhooks beyond their form. */
export const webhook_notes: { [K in keyof typeof webhook_operations]?: { description: string; idempotent?: true } } = {
  createWebhook: {
    description: [
      'From now on each event of the chosen topics, types and vehicles is posted to the address, as the JSON envelope of the public stream. Headers after Standard Webhooks: `webhook-id` (the same whenever an event is sent again), `webhook-timestamp` and `webhook-signature`; refuse what is older than 5 minutes. A receiver that does so lies in the source as `docs/webhook-receiver.ts`, to be copied.',
      'A 2xx within 15 seconds is a success. Otherwise the event is sent again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h; after the last try, or at once after a 410, the webhook is switched off. Redirects are not followed. Events of one vehicle follow one another; those that are sent again do not. While 100 wait to be sent again, new ones wait in the log.',
      'The caller must hold the permission to see what he subscribes to: `events-trips.ro` for all but states and vehicles. A fleet has at most 20 webhooks.',
    ].join('\n\n'),
    idempotent: true,
  },
  updateWebhook: {
    description:
      'What is named is set. Switched on again, a webhook goes on where it stopped, as far as the log can be resumed (7 days), and what waited to be sent again is due at once.',
  },
  replaceWebhookSecret: { description: 'The new secret signs at once; the old one signs too for 24 hours, as a second signature.' },
  testWebhook: {
    description:
      'Sends an event of type `WebhookTest`, signed like any other; its delivery tells what came of it. Works for enabled webhooks.',
  },
  listWebhookDeliveries: { description: 'The newest 10,000 that are finished are kept, and all that wait.' },
  replayWebhookDelivery: { description: 'Sends the same event again under the same `webhook-id`, with all tries anew.' },
};
