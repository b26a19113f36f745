'use client';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useAct } from '#components/people/use-act.ts';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { delivery_statuses } from '#components/webhooks/delivery-words.ts';
import { ApiFailure } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { NotificationDelivery, NotificationSubscription } from '#lib/contract/notifications.ts';
import { channel_names, deliveryFailure, deliveryTitle } from './delivery-words.ts';
import type { NotificationActions } from './notification-actions.ts';
import { useNotificationDeliveries } from './use-subscriptions.ts';

export interface DeliveriesSheetProps extends Pick<NotificationActions, 'testNotificationSubscription'> {
  subscription: NotificationSubscription;
  may_change: boolean;
  onClose: () => void;
}

function DeliveryItem({ delivery }: { delivery: NotificationDelivery }) {
  const text = useText();
  const { t } = text;
  const { channel, target, status, created_at, next_attempt_at, attempts } = delivery;
  const failure = deliveryFailure(delivery, text);
  const waits = status === 'PENDING' && next_attempt_at !== undefined && Date.parse(next_attempt_at) > Date.parse(created_at);
  return (
    <li className="py-2">
      <p className="flex items-center gap-2">
        <StatusDot status={delivery_statuses[status]} />
        <span className="min-w-0 truncate font-medium">{deliveryTitle(delivery, text)}</span>
      </p>
      <p className="break-words text-ink-soft text-xs">
        <RelativeTime at={created_at} focusable /> · {t(channel_names[channel])}
        {target && ` · ${target}`}
        {waits && (
          <>
            {' · '}
            {t(attempts > 0 ? 'next attempt' : 'held until')} <RelativeTime at={next_attempt_at} />
          </>
        )}
      </p>
      {failure && <p className="text-danger-ink text-xs">{failure}</p>}
    </li>
  );
}

/** What was told to whom and what became of it; each channel can be tried. */
export function DeliveriesSheet({ subscription, may_change, testNotificationSubscription, onClose }: DeliveriesSheetProps) {
  const { t } = useText();
  const list = useNotificationDeliveries(subscription.id);
  const { busy, problem, act } = useAct();
  const [tried, setTried] = useState<number>();
  const event_type = subscription.conditions[0]?.type ?? subscription.event_types[0] ?? 'VEHICLE_SILENT';
  const test = (channel: number) => {
    setTried(channel);
    void act(
      () => testNotificationSubscription({ params: { subscription_id: subscription.id }, body: { event_type, channel } }),
      () => void list.refetch(),
    );
  };
  const deliveries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('What {name} told', { name: subscription.name })}
      description={t('Newest first. What is not taken is sent again, ever more rarely; a test is tried once.')}
      footer={
        may_change &&
        subscription.channels.map(({ type }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: channels are named by their place
          <Button key={index} icon={Send} busy={busy && tried === index} onClick={() => test(index)}>
            {t('Test: {what}', { what: t(channel_names[type]) })}
          </Button>
        ))
      }
    >
      <ProblemNote problem={problem} />
      {list.isPending && <Loading what="Deliveries" form="panel" rows={4} />}
      {list.isError && (
        <Failed {...(list.error instanceof ApiFailure && { problem: list.error.problem })} retry={() => void list.refetch()} />
      )}
      {list.data && deliveries.length === 0 && (
        <Empty title={t('Nothing was sent yet')} description={t('The next event that it asks for appears here.')} />
      )}
      {deliveries.length > 0 && (
        <ul aria-label={t('Deliveries')} className="divide-y divide-line">
          {deliveries.map((delivery) => (
            <DeliveryItem key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button size="sm" className="mt-3" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('Load older')}
        </Button>
      )}
    </Sheet>
  );
}
