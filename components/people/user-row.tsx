'use client';
import { Badge } from '#components/ui/badge.tsx';
import { MenuItem } from '#components/ui/dropdown-menu.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { RowMenu } from '#components/ui/row-menu.tsx';
import { Td, Tr } from '#components/ui/table.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { User } from '#lib/contract/people.ts';

export type UserAct = 'permissions' | 'sessions' | 'password' | 'second-factor' | 'remove';

export interface UserRowProps {
  user: User;
  is_viewer: boolean;
  may_change: boolean;
  onAct: (act: UserAct) => void;
}

export function UserRow({ user, is_viewer, may_change, onAct }: UserRowProps) {
  const { t, translate } = useText();
  const { name, email, job_title, preset, preset_id, permissions, two_factor_enabled, last_seen_at } = user;
  return (
    <Tr>
      <Td className="font-medium max-sm:max-w-40" title={name}>
        <span className="inline-flex max-w-full items-center gap-2">
          <span className="truncate">{name}</span>
          {is_viewer && <Badge>{t('You')}</Badge>}
        </span>
      </Td>
      <Td className="hidden text-ink-soft md:table-cell">{email}</Td>
      <Td className="hidden text-ink-soft lg:table-cell">{job_title}</Td>
      <Td title={permissions.join(', ')}>
        {preset ? translate(preset) : t('Own permissions')}
        {preset && !preset_id && <span className="text-ink-faint"> {t('with additions')}</span>}
      </Td>
      <Td className="hidden sm:table-cell">
        {two_factor_enabled ? (
          <Badge tone="ok" icon="shield-check">
            {t('second factor|On')}
          </Badge>
        ) : (
          <span className="text-ink-faint">{t('second factor|Off')}</span>
        )}
      </Td>
      <Td className="hidden sm:table-cell">
        {last_seen_at ? <RelativeTime at={last_seen_at} /> : <span className="text-ink-faint">{t('never')}</span>}
      </Td>
      <Td className="text-right">
        <RowMenu name={name}>
          {may_change && <MenuItem onSelect={() => onAct('permissions')}>{t('Permissions…')}</MenuItem>}
          <MenuItem onSelect={() => onAct('sessions')}>{t('Sign-ins…')}</MenuItem>
          {may_change && !is_viewer && (
            <MenuItem icon="key-round" onSelect={() => onAct('password')}>
              {t('Link for a new password…')}
            </MenuItem>
          )}
          {may_change && !is_viewer && two_factor_enabled && (
            <MenuItem icon="shield-check" onSelect={() => onAct('second-factor')}>
              {t('Take off the second factor…')}
            </MenuItem>
          )}
          {may_change && (
            <MenuItem danger icon="ban" onSelect={() => onAct('remove')}>
              {t('Remove…')}
            </MenuItem>
          )}
        </RowMenu>
      </Td>
    </Tr>
  );
}
