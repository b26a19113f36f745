'use client';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
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
  const { busy, problem, act } = useAct();
  const remove = () =>
    void act(
      () => deleteWebhook({ params: { webhook_id: id } }),
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
      description={t(
        'What is still to be sent is sent no more, and the list of deliveries goes with it. This cannot be undone; to pause it, switch it off.',
      )}
      confirm_label={t('Delete webhook')}
      danger
      busy={busy}
      onConfirm={remove}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}
