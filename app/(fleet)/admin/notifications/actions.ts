'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as deliveries from '#server/services/notification-deliveries.ts';
import * as subscriptions from '#server/services/notification-subscriptions.ts';

export const createNotificationSubscription = defineAction('createNotificationSubscription', subscriptions.createNotificationSubscription);
export const updateNotificationSubscription = defineAction('updateNotificationSubscription', subscriptions.updateNotificationSubscription);
export const deleteNotificationSubscription = defineAction('deleteNotificationSubscription', subscriptions.deleteNotificationSubscription);
export const testNotificationSubscription = defineAction('testNotificationSubscription', deliveries.testNotificationSubscription);
