'use client';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
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
  const { busy, problem, act } = useAct();
  const remove = () =>
    void act(
      () => deleteNotificationSubscription({ params: { subscription_id: id } }),
      () => {
        notify.done(t('{name} is deleted', { name }));
        onDeleted();
        onClose();
      },
    );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Delete {name}?', { name })}
      description={t('What is held back is not told any more. This cannot be undone; to pause it, switch it off.')}
      confirm_label={t('Delete notification')}
      danger
      busy={busy}
      onConfirm={remove}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}
