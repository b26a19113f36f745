'use client';
import { Table, Th } from '#components/ui/table.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Webhook } from '#lib/contract/webhooks.ts';
import { type WebhookAct, WebhookRow } from './webhook-row.tsx';

export interface WebhookTableProps {
  webhooks: readonly Webhook[];
  may_change: boolean;
  onAct: (act: WebhookAct, webhook: Webhook) => void;
}

export function WebhookTable({ webhooks, may_change, onAct }: WebhookTableProps) {
  const { t } = useText();
  return (
    <div className="border-line border-y bg-surface">
      <Table label={t('Webhooks')}>
        <thead>
          <tr>
            <Th>{t('Name')}</Th>
            <Th>{t('Status')}</Th>
            <Th className="hidden sm:table-cell">{t('Posts to')}</Th>
            <Th className="hidden md:table-cell">{t('Events')}</Th>
            <Th className="hidden lg:table-cell">{t('webhook|Changed')}</Th>
            <Th>
              <span className="sr-only">{t('Actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {webhooks.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} may_change={may_change} onAct={(act) => onAct(act, webhook)} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}
