'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { DataList } from '#components/ui/data-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { notify } from '#components/ui/toast.tsx';
import { call } from '#lib/client/api.ts';
import { ApiFailure } from '#lib/client/request.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry } from '#lib/contract/events.ts';
import { formatStateValue, stateLabel } from '#lib/display.ts';
import { isStateProperty, isStateValue, type VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Marking } from './event-actions.ts';
import { EventChain } from './event-chain.tsx';
import { EventMarksPanel } from './event-marks.tsx';
import { Initiator } from './initiator.tsx';

export interface EventDetailProps {
  entry: EventLogEntry;
  label: string;
  onOpen: (entry: EventLogEntry) => void;
  /** Absent for people who may not mark events. */
  marking?: Marking | undefined;
}

const pre_class = 'mt-1 overflow-x-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs';

function StateThen({ state }: { state: VehicleState }) {
  const text = useText();
  const { t } = text;
  const items = Object.entries(state).flatMap(([property, { timestamp, value }]) =>
    isStateProperty(property) && isStateValue(property, value)
      ? [
          {
            key: property,
            label: t(stateLabel(property)),
            value: formatStateValue(property, value, text),
            note: <RelativeTime at={timestamp} short />,
          },
        ]
      : [],
  );
  return (
    <details>
      <summary className="cursor-pointer rounded-sm font-medium text-ink-faint text-xs">
        {t('State of the vehicle after it ({count} values)', { count: items.length })}
      </summary>
      <DataList items={items} className="mt-1" />
    </details>
  );
}

/** All about one event: its facts, its cause and consequences, what people made of it, and the values as they came. */
export function EventDetail({ entry, label, onOpen, marking }: EventDetailProps) {
  const text = useText();
  const { t, formatInstant } = text;
  const { time_zone } = useClock();
  const whole = useQuery({
    queryKey: ['getEventLogEntry', { event_id: entry.id }],
    queryFn: ({ signal }) => call('getEventLogEntry', { params: { event_id: entry.id } }, signal),
    staleTime: 0,
  });
  const linked_id = whole.data?.linked_event_id ?? entry.linked_event_id;
  const openLinked = async (event_id: string) => {
    try {
      onOpen(await call('getEventLogEntry', { params: { event_id } }));
    } catch (error) {
      if (error instanceof ApiFailure) notify.problem(error.problem, text);
    }
  };
  const facts = [
    {
      label: t('Vehicle'),
      value: (
        <Link
          href={`/vehicles/${entry.vehicle_id}?at=${encodeURIComponent(entry.occurred_at)}`}
          className="text-accent-ink underline underline-offset-2"
        >
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
      {linked_id && (
        <Button size="sm" className="self-start" onClick={() => void openLinked(linked_id)}>
          {t('Open the report that it was seen in')}
        </Button>
      )}
      <EventMarksPanel key={entry.id} entry={entry} marks={whole.data?.marks ?? entry.marks} marking={marking} />
      <EventChain entry={entry} onOpen={onOpen} />
      {whole.data?.vehicle_state && <StateThen state={whole.data.vehicle_state} />}
      <section aria-label={t('Raw data')}>
        <h3 className="mb-1 font-medium text-ink-faint text-xs">{t('Raw data')}</h3>
        <Copyable value={JSON.stringify(entry, null, 2)} label={t('Raw data')}>
          {t('Copy all')}
        </Copyable>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard */}
        <pre tabIndex={0} className={pre_class}>
          {JSON.stringify(entry.data, null, 2)}
        </pre>
      </section>
    </div>
  );
}
