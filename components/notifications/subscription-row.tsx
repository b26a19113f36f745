'use client';
import { MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { NameButton } from '#components/ui/name-button.tsx';
import { RowMenu } from '#components/ui/row-menu.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { Td, Tr } from '#components/ui/table.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { NotificationSubscription } from '#lib/contract/notifications.ts';
import { matterLabel } from '#lib/display/notification.ts';
import { channel_names } from './delivery-words.ts';

export type SubscriptionAct = 'deliveries' | 'edit' | 'delete' | 'switch';

export interface SubscriptionRowProps {
  subscription: NotificationSubscription;
  may_change: boolean;
  onAct: (act: SubscriptionAct) => void;
}

const shown_matters = 3;

export function SubscriptionRow({ subscription, may_change, onAct }: SubscriptionRowProps) {
  const text = useText();
  const { t, count } = text;
  const { name, enabled, event_types, conditions, channels, vehicle_filter, quiet_hours } = subscription;
  const matters = [...conditions.map(({ type }) => type), ...event_types].map((matter) => matterLabel(matter, text));
  const more = matters.length - shown_matters;
  const vehicles = vehicle_filter?.vehicle_ids.length ?? 0;
  return (
    <Tr>
      <Td className="font-medium max-sm:max-w-40" title={name}>
        <NameButton onClick={() => onAct(may_change ? 'edit' : 'deliveries')}>{name}</NameButton>
      </Td>
      <Td>
        <StatusDot
          status={
            enabled ? { label: 'webhook|Active', tone: 'ok', shape: 'disc' } : { label: 'Switched off', tone: 'neutral', shape: 'ring' }
          }
        />
      </Td>
      <Td className="hidden sm:table-cell" title={matters.join(', ')}>
        {matters.slice(0, shown_matters).join(', ')}
        {more > 0 && ` ${count(more, 'and {count} more', 'and {count} more')}`}
        {vehicles > 0 && ` · ${count(vehicles, '{count} vehicle', '{count} vehicles')}`}
      </Td>
      <Td className="hidden md:table-cell">{channels.map(({ type }) => t(channel_names[type])).join(', ')}</Td>
      <Td className="hidden lg:table-cell">{quiet_hours ? `${quiet_hours.from}–${quiet_hours.to}` : '—'}</Td>
      <Td className="text-right">
        <RowMenu name={name}>
          <MenuItem onSelect={() => onAct('deliveries')}>{t('Tests and deliveries…')}</MenuItem>
          {may_change && (
            <>
              <MenuItem onSelect={() => onAct('edit')}>{t('Edit…')}</MenuItem>
              <MenuItem icon="power" onSelect={() => onAct('switch')}>
                {t(enabled ? 'Switch off' : 'Switch on')}
              </MenuItem>
              <MenuSeparator />
              <MenuItem danger icon="ban" onSelect={() => onAct('delete')}>
                {t('Delete…')}
              </MenuItem>
            </>
          )}
        </RowMenu>
      </Td>
    </Tr>
  );
}
