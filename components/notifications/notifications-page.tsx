'use client';
import { BellPlus, CirclePlus } from 'lucide-react';
import { useState } from 'react';
import { type ListColumn, ListPage } from '#components/shell/list-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { NotificationSubscription } from '#lib/contract/notifications.ts';
import { DeleteSubscription } from './delete-subscription.tsx';
import { DeliveriesSheet } from './deliveries-sheet.tsx';
import type { NotificationActions } from './notification-actions.ts';
import { type SubscriptionAct, SubscriptionRow } from './subscription-row.tsx';
import { SubscriptionSheet } from './subscription-sheet.tsx';
import { useSubscriptions } from './use-subscriptions.ts';

export interface NotificationsPageProps extends NotificationActions {
  first: readonly NotificationSubscription[];
  may_change: boolean;
  own_id: string;
  sends_mail: boolean;
}

type Open = { act: 'add' } | { act: Exclude<SubscriptionAct, 'switch'>; id: string };

/** Who is told what, and what became of it. */
export function NotificationsPage({ first, may_change, own_id, sends_mail, ...actions }: NotificationsPageProps) {
  const text = useText();
  const { t, count } = text;
  const [open, setOpen] = useState<Open>();
  const { subscriptions, stale, refresh } = useSubscriptions(first);
  const close = () => setOpen(undefined);
  const setEnabled = async ({ id, name }: NotificationSubscription, enabled: boolean, undoable = true) => {
    const result = await actions.updateNotificationSubscription({ params: { subscription_id: id }, body: { enabled } });
    if (!result.ok) return notify.problem(result.problem, text);
    refresh();
    const undo = undoable && { action: { label: t('Undo'), onClick: () => void setEnabled(result.data, !enabled, false) } };
    notify.done(t(enabled ? '{name} is switched on' : '{name} is switched off', { name }), undo || {});
  };
  const act = (what: SubscriptionAct, subscription: NotificationSubscription) =>
    what === 'switch' ? void setEnabled(subscription, !subscription.enabled) : setOpen({ act: what, id: subscription.id });
  const chosen = open && open.act !== 'add' ? subscriptions.find(({ id }) => id === open.id) : undefined;
  const add = may_change && (
    <Button variant="primary" icon={CirclePlus} onClick={() => setOpen({ act: 'add' })}>
      {t('Add notification')}
    </Button>
  );
  const columns: ListColumn[] = [
    { label: t('Name') },
    { label: t('Status') },
    { label: t('Tell when'), from: 'sm' },
    { label: t('Tell whom'), from: 'md' },
    { label: t('Quiet hours'), from: 'lg' },
  ];
  return (
    <>
      <ListPage
        title={t('Notifications')}
        description={subscriptions.length === 0 ? undefined : count(subscriptions.length, '{count} subscription', '{count} subscriptions')}
        add={add}
        stale={stale}
        columns={columns}
        empty={
          subscriptions.length === 0 && {
            icon: BellPlus,
            title: t('Nobody is told of anything yet'),
            description: t(
              'A notification tells people by mail, in a chat or in the inbox what happens to vehicles, so that nobody has to look.',
            ),
          }
        }
      >
        {subscriptions.map((subscription) => (
          <SubscriptionRow
            key={subscription.id}
            subscription={subscription}
            may_change={may_change}
            onAct={(what) => act(what, subscription)}
          />
        ))}
      </ListPage>
      {(open?.act === 'add' || (open?.act === 'edit' && chosen)) && (
        <SubscriptionSheet {...actions} subscription={chosen} own_id={own_id} sends_mail={sends_mail} onClose={close} onSaved={refresh} />
      )}
      {open?.act === 'deliveries' && chosen && (
        <DeliveriesSheet {...actions} subscription={chosen} may_change={may_change} onClose={close} />
      )}
      {open?.act === 'delete' && chosen && <DeleteSubscription {...actions} subscription={chosen} onClose={close} onDeleted={refresh} />}
    </>
  );
}
