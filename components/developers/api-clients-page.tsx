'use client';
import { CirclePlus, Plug } from 'lucide-react';
import { useState } from 'react';
import { type ListColumn, ListPage } from '#components/shell/list-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ApiClient } from '#lib/contract/api-clients.ts';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { ApiClientActions } from './api-client-actions.ts';
import { ApiClientRow } from './api-client-row.tsx';
import { ClientSheet } from './client-sheet.tsx';
import { DeleteClient } from './delete-client.tsx';
import { NewSecret } from './new-secret.tsx';
import { useApiClients } from './use-api-clients.ts';

export interface ApiClientsPageProps extends ApiClientActions {
  first: readonly ApiClient[];
  /** What the person holds who looks at it. */
  grantor: readonly Permission[];
  api_url: string;
}

type Open = { what: 'add' } | { what: 'edit' | 'secret' | 'delete'; client: ApiClient };

/** Programs that may use the API: what they may do, when they were last seen, and what can be done about them. */
export function ApiClientsPage({ first, grantor, api_url, ...actions }: ApiClientsPageProps) {
  const { t, count } = useText();
  const [open, setOpen] = useState<Open>();
  const { clients, stale, refresh } = useApiClients(first);
  const may_change = allows(grantor, 'api-clients');
  const close = () => setOpen(undefined);
  const add = may_change && (
    <Button variant="primary" icon={CirclePlus} onClick={() => setOpen({ what: 'add' })}>
      {t('Add API client')}
    </Button>
  );
  const columns: ListColumn[] = [
    { label: t('Name') },
    { label: t('Client id') },
    { label: t('Permissions'), numeric: true, from: 'sm' },
    { label: t('Created'), from: 'md' },
    { label: t('Last used'), from: 'sm' },
  ];
  return (
    <>
      <ListPage
        title={t('API clients')}
        description={clients.length === 0 ? undefined : count(clients.length, '{count} client', '{count} clients')}
        add={add}
        stale={stale}
        columns={columns}
        has_actions={may_change}
        empty={
          clients.length === 0 && {
            icon: Plug,
            title: t('No program uses the API yet'),
            description: t('A booking system or a script gets a client of its own: an id, a secret, and the permissions it needs.'),
          }
        }
      >
        {clients.map((client) => (
          <ApiClientRow
            key={client.id}
            client={client}
            may_change={may_change}
            onEdit={() => setOpen({ what: 'edit', client })}
            onNewSecret={() => setOpen({ what: 'secret', client })}
            onDelete={() => setOpen({ what: 'delete', client })}
          />
        ))}
      </ListPage>
      {(open?.what === 'add' || open?.what === 'edit') && (
        <ClientSheet
          {...actions}
          client={open.what === 'edit' ? open.client : undefined}
          grantor={grantor}
          api_url={api_url}
          onClose={close}
          onSaved={refresh}
        />
      )}
      {open?.what === 'secret' && <NewSecret {...actions} client={open.client} api_url={api_url} onClose={close} onReplaced={refresh} />}
      {open?.what === 'delete' && <DeleteClient {...actions} client={open.client} onClose={close} onDeleted={refresh} />}
    </>
  );
}
