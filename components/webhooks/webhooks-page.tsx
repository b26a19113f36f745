'use client';
import { CirclePlus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { type ListColumn, ListPage } from '#components/shell/list-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Webhook } from '#lib/contract/webhooks.ts';
import { DeleteWebhook } from './delete-webhook.tsx';
import { DeliveriesSheet } from './deliveries-sheet.tsx';
import { NewWebhookSecret } from './new-webhook-secret.tsx';
import { useWebhooks } from './use-webhooks.ts';
import type { WebhookActions } from './webhook-actions.ts';
import { type WebhookAct, WebhookRow } from './webhook-row.tsx';
import { WebhookSheet } from './webhook-sheet.tsx';

export interface WebhooksPageProps extends WebhookActions {
  first: readonly Webhook[];
  may_change: boolean;
}

type Open = { act: 'add' } | { act: Exclude<WebhookAct, 'switch'>; id: string };

/** Where events are posted to, what became of each, and what can be done about it. */
export function WebhooksPage({ first, may_change, ...actions }: WebhooksPageProps) {
  const text = useText();
  const { t, count } = text;
  const [open, setOpen] = useState<Open>();
  const { webhooks, stale, refresh } = useWebhooks(first);
  const close = () => setOpen(undefined);
  const setEnabled = async ({ id, name }: Webhook, enabled: boolean, undoable = true) => {
    const result = await actions.updateWebhook({ params: { webhook_id: id }, body: { enabled } });
    if (!result.ok) return notify.problem(result.problem, text);
    refresh();
    const undo = undoable && { action: { label: t('Undo'), onClick: () => void setEnabled(result.data, !enabled, false) } };
    notify.done(t(enabled ? '{name} is switched on' : '{name} is switched off', { name }), undo || {});
  };
  const act = (what: WebhookAct, webhook: Webhook) =>
    what === 'switch' ? void setEnabled(webhook, !webhook.enabled) : setOpen({ act: what, id: webhook.id });
  const chosen = open && open.act !== 'add' ? webhooks.find(({ id }) => id === open.id) : undefined;
  const add = may_change && (
    <Button variant="primary" icon={CirclePlus} onClick={() => setOpen({ act: 'add' })}>
      {t('Add webhook')}
    </Button>
  );
  const columns: ListColumn[] = [
    { label: t('Name') },
    { label: t('Status') },
    { label: t('Posts to'), from: 'sm' },
    { label: t('Events'), from: 'md' },
    { label: t('webhook|Changed'), from: 'lg' },
  ];
  return (
    <>
      <ListPage
        title={t('Webhooks')}
        description={webhooks.length === 0 ? undefined : count(webhooks.length, '{count} webhook', '{count} webhooks')}
        add={add}
        stale={stale}
        columns={columns}
        empty={
          webhooks.length === 0 && {
            icon: WebhookIcon,
            title: t('Events are posted nowhere yet'),
            description: t('A webhook posts each event to an address of yours, signed, and tries again until it is taken.'),
          }
        }
      >
        {webhooks.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} may_change={may_change} onAct={(what) => act(what, webhook)} />
        ))}
      </ListPage>
      {(open?.act === 'add' || (open?.act === 'edit' && chosen)) && (
        <WebhookSheet {...actions} webhook={chosen} onClose={close} onSaved={refresh} />
      )}
      {open?.act === 'deliveries' && chosen && <DeliveriesSheet {...actions} webhook={chosen} may_change={may_change} onClose={close} />}
      {open?.act === 'secret' && chosen && <NewWebhookSecret {...actions} webhook={chosen} onClose={close} onReplaced={refresh} />}
      {open?.act === 'delete' && chosen && <DeleteWebhook {...actions} webhook={chosen} onClose={close} onDeleted={refresh} />}
    </>
  );
}
