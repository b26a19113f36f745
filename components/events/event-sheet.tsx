'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { DataList } from '#components/ui/data-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry } from '#lib/contract/events.ts';
import { eventLabel } from '#lib/display.ts';
import { Initiator } from './initiator.tsx';
import { entryText } from './log-entry.ts';

export interface EventSheetProps {
  /** Open while present. */
  entry: EventLogEntry | undefined;
  label: string;
  onClose: () => void;
  onOpen: (entry: EventLogEntry) => void;
  /** Shows the feed as it stood at this event. */
  onBefore: (at: string) => void;
}

const around_ms = 15 * 60_000;
const most_related = 500;

/** Everything on the same vehicle with the same flow id, from a quarter of an hour before the event to one after. */
const useChain = (entry: EventLogEntry | undefined) =>
  useQuery({
    queryKey: ['queryEventLog', { flow_id: entry?.flow_id, vehicle_id: entry?.vehicle_id }],
    enabled: entry !== undefined,
    queryFn: async ({ signal }) => {
      if (!entry) return [];
      const at_ms = Date.parse(entry.occurred_at);
      const body = {
        vehicle_id: entry.vehicle_id,
        occurred_after: new Date(at_ms - around_ms).toISOString(),
        occurred_before: new Date(at_ms + around_ms).toISOString(),
        limit: most_related,
      };
      const page = await call('queryEventLog', { body }, signal);
      return page.items.filter(({ flow_id }) => flow_id === entry.flow_id);
    },
  });

function Detail({ entry, label, onOpen }: { entry: EventLogEntry; label: string; onOpen: EventSheetProps['onOpen'] }) {
  const text = useText();
  const { t, formatClock, formatInstant } = text;
  const { time_zone } = useClock();
  const chain = useChain(entry);
  const facts = [
    {
      label: t('Vehicle'),
      value: (
        <Link href={`/vehicles/${entry.vehicle_id}`} className="text-accent-ink underline underline-offset-2">
          {label}
        </Link>
      ),
    },
    { label: t('Happened'), value: formatInstant(entry.occurred_at, time_zone), note: <RelativeTime at={entry.occurred_at} short /> },
    { label: t('Received'), value: formatInstant(entry.received_at, time_zone), note: <RelativeTime at={entry.received_at} short /> },
    ...(entry.initiated_by ? [{ label: t('Initiated by'), value: <Initiator initiator={entry.initiated_by} /> }] : []),
    { label: t('Flow id'), value: <Copyable value={entry.flow_id} label={t('flow id')} mono /> },
    { label: t('Sequence'), value: String(entry.sequence) },
  ];
  return (
    <div className="flex flex-col gap-4">
      <DataList items={facts} />
      <section aria-label={t('Same flow')}>
        <h3 className="mb-1 font-medium text-ink-faint text-xs">{t('Same flow, on this vehicle within 15 minutes')}</h3>
        {chain.isPending && <p className="text-ink-faint">{t('Looking…')}</p>}
        {chain.isError && <p className="text-danger-ink">{t('The related events could not be loaded.')}</p>}
        {chain.data && chain.data.length < 2 && <p className="text-ink-faint">{t('No other event.')}</p>}
        {chain.data && chain.data.length > 1 && (
          <ol className="divide-y divide-line">
            {chain.data.map((other) => (
              <li key={other.id}>
                <button
                  type="button"
                  aria-current={other.id === entry.id}
                  onClick={() => onOpen(other)}
                  className="flex w-full gap-3 rounded-sm py-1 text-left hover:bg-hover aria-[current=true]:font-medium"
                >
                  <span className="w-14 shrink-0 text-ink-faint text-xs leading-4.5">{formatClock(other.occurred_at, time_zone)}</span>
                  <span className="min-w-0">{entryText(other, text).sentence}</span>
                </button>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section aria-label={t('Raw data')}>
        <h3 className="mb-1 font-medium text-ink-faint text-xs">{t('Raw data')}</h3>
        <Copyable value={JSON.stringify(entry, null, 2)} label={t('Raw data')}>
          {t('Copy all')}
        </Copyable>
        <pre className="mt-1 overflow-x-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs">
          {JSON.stringify(entry.data, null, 2)}
        </pre>
      </section>
    </div>
  );
}

/** All about one event, beside the list. */
export function EventSheet({ entry, label, onClose, onOpen, onBefore }: EventSheetProps) {
  const text = useText();
  const { t } = text;
  return (
    <Sheet
      open={entry !== undefined}
      onOpenChange={(open) => !open && onClose()}
      beside
      title={entry ? eventLabel(entry.type, text) : t('Event')}
      description={entry && entryText(entry, text).sentence}
      footer={
        entry && (
          <Button size="sm" onClick={() => onBefore(new Date(Date.parse(entry.occurred_at) + 1).toISOString())}>
            {t('Show the feed up to this moment')}
          </Button>
        )
      }
    >
      {entry && <Detail entry={entry} label={label} onOpen={onOpen} />}
    </Sheet>
  );
}
