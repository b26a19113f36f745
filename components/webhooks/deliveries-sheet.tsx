'use client';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useAct } from '#components/people/use-act.ts';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { ApiFailure } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Webhook } from '#lib/contract/webhooks.ts';
import { DeliveryItem } from './delivery-item.tsx';
import { useDeliveries } from './use-webhooks.ts';
import type { WebhookActions } from './webhook-actions.ts';

export interface DeliveriesSheetProps extends Pick<WebhookActions, 'testWebhook' | 'replayWebhookDelivery'> {
  webhook: Webhook;
  may_change: boolean;
  onClose: () => void;
}

/** What was sent to a webhook and what the receiver said; a test can be sent, and what was sent can be sent again. */
export function DeliveriesSheet({ webhook, may_change, testWebhook, replayWebhookDelivery, onClose }: DeliveriesSheetProps) {
  const { t } = useText();
  const list = useDeliveries(webhook.id);
  const { busy, problem, act } = useAct();
  /** Of the delivery that is sent again; none while a test is sent. */
  const [acting, setActing] = useState<string>();
  const params = { webhook_id: webhook.id };
  const refresh = () => void list.refetch();
  const test = () => {
    setActing(undefined);
    void act(() => testWebhook({ params }), refresh);
  };
  const replay = (delivery_id: string) => {
    setActing(delivery_id);
    void act(() => replayWebhookDelivery({ params: { ...params, delivery_id } }), refresh);
  };
  const deliveries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Deliveries to {name}', { name: webhook.name })}
      description={t('Newest first. What is not taken is sent again for three days, ever more rarely.')}
      footer={
        may_change && (
          <Button icon={Send} busy={busy && acting === undefined} onClick={test}>
            {t('Send a test event')}
          </Button>
        )
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
            <DeliveryItem
              key={delivery.id}
              delivery={delivery}
              busy={busy && acting === delivery.id}
              onReplay={may_change && delivery.status !== 'PENDING' ? () => replay(delivery.id) : undefined}
            />
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
