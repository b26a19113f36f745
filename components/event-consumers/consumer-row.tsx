'use client';
import { MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { NameButton } from '#components/ui/name-button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { RowMenu } from '#components/ui/row-menu.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { Td, Tr } from '#components/ui/table.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventConsumer, EventConsumerMetrics } from '#lib/contract/event-consumers.ts';
import { consumer_reasons, consumer_states } from './consumer-words.ts';

export type ConsumerAct = 'access' | 'edit' | 'password' | 'delete' | 'suspend';

export interface ConsumerRowProps {
  consumer: EventConsumer;
  metrics: EventConsumerMetrics | undefined;
  may_change: boolean;
  onAct: (act: ConsumerAct) => void;
}

/** A consumer and a line for each of its queues. */
export function ConsumerRow({ consumer, metrics, may_change, onAct }: ConsumerRowProps) {
  const { t, formatNumber } = useText();
  const { name, status, reasons, suspended, queues } = consumer;
  const figures = new Map(metrics?.queues.map((queue) => [queue.name, queue]));
  const waiting = metrics?.queues.reduce((sum, queue) => sum + queue.messages_ready + queue.messages_unacknowledged, 0);
  const sumOf = (key: 'publish_rate_per_second' | 'acknowledgement_rate_per_second') =>
    metrics?.queues.reduce((sum, queue) => sum + queue[key], 0);
  const shown = (value: number | undefined, digits = 0) => (value === undefined ? '—' : formatNumber(value, '', digits));
  return (
    <>
      <Tr>
        <Td className="font-medium max-sm:max-w-32" title={name}>
          <NameButton onClick={() => onAct('access')}>{name}</NameButton>
        </Td>
        <Td title={reasons.map((reason) => t(consumer_reasons[reason])).join(' ')}>
          <StatusDot status={consumer_states[status]} />
        </Td>
        <Td numeric>{shown(waiting)}</Td>
        <Td numeric className="hidden sm:table-cell">
          {shown(sumOf('publish_rate_per_second'), 1)}
        </Td>
        <Td numeric className="hidden sm:table-cell">
          {shown(sumOf('acknowledgement_rate_per_second'), 1)}
        </Td>
        <Td className="text-right">
          <RowMenu name={name}>
            <MenuItem onSelect={() => onAct('access')}>{t('Connection…')}</MenuItem>
            {may_change && (
              <>
                <MenuItem onSelect={() => onAct('edit')}>{t('Edit…')}</MenuItem>
                <MenuItem onSelect={() => onAct('suspend')}>{suspended ? t('consumer|Resume') : t('Suspend')}</MenuItem>
                <MenuItem icon="key-round" onSelect={() => onAct('password')}>
                  {t('New password…')}
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
      {queues.map(({ topic, name: queue_name, drops_at, unread_since }) => {
        const queue = figures.get(queue_name);
        return (
          <Tr key={topic} className="text-ink-soft">
            <Td className="pl-7 font-mono text-xs max-sm:max-w-32 max-sm:pl-5" title={queue_name}>
              {topic}
            </Td>
            <Td className="text-xs">
              {status === 'WARNING' && drops_at && unread_since ? (
                <span className="text-warning-ink">
                  {t('Unread, dropped')} <RelativeTime at={drops_at} />
                </span>
              ) : (
                queue?.consumers === 0 && t('No reader')
              )}
            </Td>
            <Td numeric>{shown(queue && queue.messages_ready + queue.messages_unacknowledged)}</Td>
            <Td numeric className="hidden sm:table-cell">
              {shown(queue?.publish_rate_per_second, 1)}
            </Td>
            <Td numeric className="hidden sm:table-cell">
              {shown(queue?.acknowledgement_rate_per_second, 1)}
            </Td>
            <Td />
          </Tr>
        );
      })}
    </>
  );
}
