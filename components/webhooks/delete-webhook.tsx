'use client';
import { DeleteDialog } from '#components/states/delete-dialog.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Webhook } from '#lib/contract/webhooks.ts';
import type { WebhookActions } from './webhook-actions.ts';

export interface DeleteWebhookProps extends Pick<WebhookActions, 'deleteWebhook'> {
  webhook: Webhook;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteWebhook({ webhook: { id, name }, deleteWebhook, onClose, onDeleted }: DeleteWebhookProps) {
  const { t } = useText();
  return (
    <DeleteDialog
      name={name}
      consequence={t(
        'What is still to be sent is sent no more, and the list of deliveries goes with it. This cannot be undone; to pause it, switch it off.',
      )}
      confirm_label={t('Delete webhook')}
      remove={() => deleteWebhook({ params: { webhook_id: id } })}
      onClose={onClose}
      onDeleted={onDeleted}
    />
  );
}
