'use client';
import { DeleteDialog } from '#components/states/delete-dialog.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ApiClient } from '#lib/contract/api-clients.ts';
import type { ApiClientActions } from './api-client-actions.ts';

export interface DeleteClientProps {
  client: ApiClient;
  deleteApiClient: ApiClientActions['deleteApiClient'];
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteClient({ client, deleteApiClient, onClose, onDeleted }: DeleteClientProps) {
  const { t } = useText();
  return (
    <DeleteDialog
      name={client.name}
      consequence={t(
        'Its secret and its tokens are refused within 5 seconds: the program that uses them stops working. This cannot be undone; {id} is never given out again. What it did stays in the logs.',
        { id: client.id },
      )}
      confirm_label={t('Delete API client')}
      remove={() => deleteApiClient({ params: { client_id: client.id } })}
      onClose={onClose}
      onDeleted={onDeleted}
    />
  );
}
