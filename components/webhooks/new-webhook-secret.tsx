'use client';
import { useState } from 'react';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Webhook } from '#lib/contract/webhooks.ts';
import type { WebhookActions } from './webhook-actions.ts';
import { WebhookSecret } from './webhook-secret.tsx';

export interface NewWebhookSecretProps extends Pick<WebhookActions, 'replaceWebhookSecret'> {
  webhook: Webhook;
  onClose: () => void;
  onReplaced: () => void;
}

export function NewWebhookSecret({ webhook, replaceWebhookSecret, onClose, onReplaced }: NewWebhookSecretProps) {
  const { t } = useText();
  const [secret, setSecret] = useState<string>();
  const { busy, problem, act } = useAct();
  const replace = () =>
    void act(
      () => replaceWebhookSecret({ params: { webhook_id: webhook.id } }),
      (made) => {
        setSecret(made.secret);
        onReplaced();
      },
    );
  if (secret) return <WebhookSecret name={webhook.name} secret={secret} onClose={onClose} />;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('New secret for {name}', { name: webhook.name })}
      description={t('For a day both secrets sign every request, so that the receiver can be changed over without a gap.')}
      confirm_label={t('Make a new secret')}
      busy={busy}
      onConfirm={replace}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}
