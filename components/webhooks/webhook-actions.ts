import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. */
export interface WebhookActions {
  createWebhook: Action<'createWebhook'>;
  updateWebhook: Action<'updateWebhook'>;
  replaceWebhookSecret: Action<'replaceWebhookSecret'>;
  deleteWebhook: Action<'deleteWebhook'>;
  testWebhook: Action<'testWebhook'>;
  replayWebhookDelivery: Action<'replayWebhookDelivery'>;
}
