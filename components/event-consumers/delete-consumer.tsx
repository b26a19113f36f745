'use client';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventConsumer } from '#lib/contract/event-consumers.ts';
import type { EventConsumerActions } from './event-consumer-actions.ts';

export interface DeleteConsumerProps extends Pick<EventConsumerActions, 'deleteEventConsumer'> {
  consumer: EventConsumer;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteConsumer({ consumer: { id, name }, deleteEventConsumer, onClose, onDeleted }: DeleteConsumerProps) {
  const { t } = useText();
  const { busy, problem, act } = useAct();
  const remove = () =>
    void act(
      () => deleteEventConsumer({ params: { consumer_id: id } }),
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
      description={t('Its connections are closed, and what lies in its queues is gone. This cannot be undone; to pause it, suspend it.')}
      confirm_label={t('Delete event consumer')}
      danger
      busy={busy}
      onConfirm={remove}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}
