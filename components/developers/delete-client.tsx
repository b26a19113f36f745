'use client';
import { useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ApiClient } from '#lib/contract/api-clients.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { ApiClientActions } from './api-client-actions.ts';

export interface DeleteClientProps {
  client: ApiClient;
  deleteApiClient: ApiClientActions['deleteApiClient'];
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteClient({ client, deleteApiClient, onClose, onDeleted }: DeleteClientProps) {
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const remove = async () => {
    setBusy(true);
    const result = await deleteApiClient({ params: { client_id: client.id } });
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    notify.done(t('{name} is deleted', { name: client.name }));
    onDeleted();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Delete {name}?', { name: client.name })}
      description={t(
        'Its secret and its tokens are refused within 5 seconds: the program that uses them stops working. This cannot be undone; {id} is never given out again. What it did stays in the logs.',
        { id: client.id },
      )}
      confirm_label={t('Delete API client')}
      danger
      busy={busy}
      onConfirm={() => void remove()}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}
