'use client';
import { DeleteDialog } from '#components/states/delete-dialog.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { NotificationSubscription } from '#lib/contract/notifications.ts';
import type { NotificationActions } from './notification-actions.ts';

export interface DeleteSubscriptionProps extends Pick<NotificationActions, 'deleteNotificationSubscription'> {
  subscription: NotificationSubscription;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteSubscription({
  subscription: { id, name },
  deleteNotificationSubscription,
  onClose,
  onDeleted,
}: DeleteSubscriptionProps) {
  const { t } = useText();
  return (
    <DeleteDialog
      name={name}
      consequence={t('What is held back is not told any more. This cannot be undone; to pause it, switch it off.')}
      confirm_label={t('Delete notification')}
      remove={() => deleteNotificationSubscription({ params: { subscription_id: id } })}
      onClose={onClose}
      onDeleted={onDeleted}
    />
  );
}
