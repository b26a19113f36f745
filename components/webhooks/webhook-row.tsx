'use client';
import { event_kind_texts, event_kinds } from '#components/events/event-kinds.ts';
import { MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { NameButton } from '#components/ui/name-button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { RowMenu } from '#components/ui/row-menu.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { Td, Tr } from '#components/ui/table.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Webhook } from '#lib/contract/webhooks.ts';
import type { Message } from '#lib/messages/text.ts';
import { kindsOfWebhook } from './webhook-kinds.ts';

export type WebhookAct = 'deliveries' | 'edit' | 'secret' | 'delete' | 'switch';

export interface WebhookRowProps {
  webhook: Webhook;
  may_change: boolean;
  onAct: (act: WebhookAct) => void;
}

const disabled_texts: Record<NonNullable<Webhook['disabled_reason']>, Message> = {
  GONE: 'The receiver said that it is gone for good.',
  FAILED: 'The receiver took nothing for three days.',
};

export function WebhookRow({ webhook, may_change, onAct }: WebhookRowProps) {
  const { t, count } = useText();
  const { name, url, enabled, disabled_reason, vehicle_ids, modified_at } = webhook;
  const kinds = kindsOfWebhook(webhook);
  const status = enabled
    ? ({ label: 'webhook|Active', tone: 'ok', shape: 'disc' } as const)
    : ({
        label: disabled_reason ? 'Switched off by Motorpool' : 'Switched off',
        tone: disabled_reason ? 'danger' : 'neutral',
        shape: 'ring',
      } as const);
  return (
    <Tr>
      <Td className="font-medium max-sm:max-w-40" title={name}>
        <NameButton onClick={() => onAct('deliveries')}>{name}</NameButton>
      </Td>
      <Td title={disabled_reason && t(disabled_texts[disabled_reason])}>
        <StatusDot status={status} />
      </Td>
      <Td className="hidden font-mono text-xs sm:table-cell" title={url}>
        {url}
      </Td>
      <Td className="hidden md:table-cell">
        {kinds === undefined && t('Chosen by a program')}
        {kinds !== undefined &&
          (kinds.length === event_kinds.length ? t('All kinds') : kinds.map((kind) => t(event_kind_texts[kind].label)).join(', '))}
        {vehicle_ids.length > 0 && ` · ${count(vehicle_ids.length, '{count} vehicle', '{count} vehicles')}`}
      </Td>
      <Td className="hidden lg:table-cell">
        <RelativeTime at={modified_at} />
      </Td>
      <Td className="text-right">
        <RowMenu name={name}>
          <MenuItem onSelect={() => onAct('deliveries')}>{t('Deliveries…')}</MenuItem>
          {may_change && (
            <>
              <MenuItem onSelect={() => onAct('edit')}>{t('Edit…')}</MenuItem>
              <MenuItem icon="power" onSelect={() => onAct('switch')}>
                {t(enabled ? 'Switch off' : 'Switch on')}
              </MenuItem>
              <MenuItem icon="key-round" onSelect={() => onAct('secret')}>
                {t('New secret…')}
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
