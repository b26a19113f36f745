'use client';
import { Badge } from '#components/ui/badge.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { MenuItem } from '#components/ui/dropdown-menu.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { RowMenu } from '#components/ui/row-menu.tsx';
import { Td, Tr } from '#components/ui/table.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ApiClient } from '#lib/contract/api-clients.ts';

export interface ApiClientRowProps {
  client: ApiClient;
  may_change: boolean;
  onEdit: () => void;
  onNewSecret: () => void;
  onDelete: () => void;
}

export function ApiClientRow({ client, may_change, onEdit, onNewSecret, onDelete }: ApiClientRowProps) {
  const { t } = useText();
  const { id, name, permissions, created_at, last_used_at, old_secret_expires_at } = client;
  return (
    <Tr>
      <Td className="font-medium max-sm:max-w-40" title={name}>
        <span className="inline-flex max-w-full items-center gap-2">
          <span className="truncate">{name}</span>
          {old_secret_expires_at && <Badge tone="warning">{t('Two secrets')}</Badge>}
        </span>
      </Td>
      <Td>
        <Copyable value={id} label={t('Client id')} mono />
      </Td>
      <Td numeric className="hidden sm:table-cell" title={permissions.join(', ')}>
        {permissions.length}
      </Td>
      <Td className="hidden md:table-cell">
        <RelativeTime at={created_at} />
      </Td>
      <Td className="hidden sm:table-cell">
        {last_used_at ? <RelativeTime at={last_used_at} /> : <span className="text-ink-faint">{t('never')}</span>}
      </Td>
      {may_change && (
        <Td className="text-right">
          <RowMenu name={name}>
            <MenuItem onSelect={onEdit}>{t('Edit…')}</MenuItem>
            <MenuItem icon="key-round" onSelect={onNewSecret}>
              {t('New secret…')}
            </MenuItem>
            <MenuItem danger icon="ban" onSelect={onDelete}>
              {t('Delete…')}
            </MenuItem>
          </RowMenu>
        </Td>
      )}
    </Tr>
  );
}
