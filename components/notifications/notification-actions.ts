import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. */
export interface NotificationActions {
  createNotificationSubscription: Action<'createNotificationSubscription'>;
  updateNotificationSubscription: Action<'updateNotificationSubscription'>;
  deleteNotificationSubscription: Action<'deleteNotificationSubscription'>;
  testNotificationSubscription: Action<'testNotificationSubscription'>;
}
