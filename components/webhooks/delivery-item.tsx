'use client';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { WebhookDelivery } from '#lib/contract/webhooks.ts';
import { delivery_statuses, deliveryOutcome, deliveryTitle } from './delivery-words.ts';

export interface DeliveryItemProps {
  delivery: WebhookDelivery;
  busy: boolean;
  /** Absent while it is on its way, and for people who may not send. */
  onReplay: (() => void) | undefined;
}

export function DeliveryItem({ delivery, busy, onReplay }: DeliveryItemProps) {
  const text = useText();
  const { t, count } = text;
  const { status, attempts, created_at, next_attempt_at, duration_in_milliseconds } = delivery;
  const title = deliveryTitle(delivery, text);
  const outcome = deliveryOutcome(delivery, text);
  return (
    <li className="flex items-center justify-between gap-3 py-2">
      <div className="min-w-0">
        <p className="flex items-center gap-2">
          <StatusDot status={delivery_statuses[status]} />
          <span className="truncate font-medium">{title}</span>
        </p>
        <p className="text-ink-soft text-xs">
          <RelativeTime at={created_at} focusable /> · {count(attempts, '{count} attempt', '{count} attempts')}
          {outcome && ` · ${outcome}`}
          {duration_in_milliseconds !== undefined && outcome && ` · ${t('{count} ms', { count: duration_in_milliseconds })}`}
          {status === 'PENDING' && attempts > 0 && next_attempt_at && (
            <>
              {' · '}
              {t('next attempt')} <RelativeTime at={next_attempt_at} />
            </>
          )}
        </p>
      </div>
      {onReplay && (
        <Button size="sm" busy={busy} aria-label={t('Send again: {event}', { event: title })} onClick={onReplay}>
          {t('Send again')}
        </Button>
      )}
    </li>
  );
}
