'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as deliveries from '#server/services/webhook-deliveries.ts';
import * as webhooks from '#server/services/webhooks.ts';

export const createWebhook = defineAction('createWebhook', webhooks.createWebhook);
export const updateWebhook = defineAction('updateWebhook', webhooks.updateWebhook);
export const replaceWebhookSecret = defineAction('replaceWebhookSecret', webhooks.replaceWebhookSecret);
export const deleteWebhook = defineAction('deleteWebhook', webhooks.deleteWebhook);
export const testWebhook = defineAction('testWebhook', deliveries.testWebhook);
export const replayWebhookDelivery = defineAction('replayWebhookDelivery', deliveries.replayWebhookDelivery);
