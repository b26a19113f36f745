'use client';
import { useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { StoredCredentials } from '#lib/contract/credentials.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { CredentialsActions } from './credentials-actions.ts';

export interface DeleteCredentialsProps {
  credentials: StoredCredentials;
  deleteCredentials: CredentialsActions['deleteCredentials'];
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteCredentials({ credentials, deleteCredentials, onClose, onDeleted }: DeleteCredentialsProps) {
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const remove = async () => {
    setBusy(true);
    const result = await deleteCredentials({ params: { brand: credentials.brand, credentials_id: credentials.id } });
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    notify.done(t('{name} is deleted', { name: credentials.name }));
    onDeleted();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Delete {name}?', { name: credentials.name })}
      description={t(
        'The stored secret is erased. No vehicle of the fleet uses it; archived vehicles that did need new credentials when they are restored.',
      )}
      confirm_label={t('Delete credentials')}
      danger
      busy={busy}
      onConfirm={() => void remove()}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}
