'use client';
import { DeleteDialog } from '#components/states/delete-dialog.tsx';
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
  return (
    <DeleteDialog
      name={name}
      consequence={t('Its connections are closed, and what lies in its queues is gone. This cannot be undone; to pause it, suspend it.')}
      confirm_label={t('Delete event consumer')}
      remove={() => deleteEventConsumer({ params: { consumer_id: id } })}
      onClose={onClose}
      onDeleted={onDeleted}
    />
  );
}
