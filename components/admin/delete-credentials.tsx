'use client';
import { DeleteDialog } from '#components/states/delete-dialog.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { StoredCredentials } from '#lib/contract/credentials.ts';
import type { CredentialsActions } from './credentials-actions.ts';

export interface DeleteCredentialsProps {
  credentials: StoredCredentials;
  deleteCredentials: CredentialsActions['deleteCredentials'];
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteCredentials({ credentials, deleteCredentials, onClose, onDeleted }: DeleteCredentialsProps) {
  const { t } = useText();
  return (
    <DeleteDialog
      name={credentials.name}
      consequence={t(
        'The stored secret is erased. No vehicle of the fleet uses it; archived vehicles that did need new credentials when they are restored.',
      )}
      confirm_label={t('Delete credentials')}
      remove={() => deleteCredentials({ params: { brand: credentials.brand, credentials_id: credentials.id } })}
      onClose={onClose}
      onDeleted={onDeleted}
    />
  );
}
