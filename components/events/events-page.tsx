'use client';
import { Pause, Play, X } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { PageHeader } from '#components/shell/page-header.tsx';
import { useShortcuts } from '#components/shell/use-shortcuts.ts';
import { Part } from '#components/states/part.tsx';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry, EventMarks } from '#lib/contract/events.ts';
import type { Marking } from './event-actions.ts';
import { EventFeed } from './event-feed.tsx';
import { EventSheet } from './event-sheet.tsx';
import { type EventsFilter, feedFilter, formatEventsFilter, parseEventsFilter } from './events-filter.ts';
import { ExportButton } from './export-button.tsx';
import type { FeedPage } from './feed.ts';
import { KindFilter } from './kind-filter.tsx';
import { SinceYouLeft } from './since-you-left.tsx';
import { TimeJump } from './time-jump.tsx';
import { VehicleFilter } from './vehicle-filter.tsx';
import { type VehicleLabels, vehicleLabel } from './vehicle-label.ts';

export interface EventsPageProps {
  /** First page for the address with which the page was opened. */
  first_page: FeedPage;
  labels: VehicleLabels;
  /** Absent for people who may not mark events. */
  marking?: Marking | undefined;
  /** User id of the person. */
  me: string;
}

/** The fleet's live feed: stored, so that a reload loses nothing. The address holds the filters. */
export function EventsPage({ first_page, labels, marking, me }: EventsPageProps) {
  const { t, formatInstant } = useText();
  const { time_zone } = useClock();
  const search = useSearchParams();
  const filter = parseEventsFilter((name) => search.get(name));
  const key = formatEventsFilter(filter);
  const [first_key] = useState(key);
  const [paused, setPaused] = useState(false);
  const [picked, setPicked] = useState(labels);
  const [marks, setMarks] = useState<ReadonlyMap<string, EventMarks>>(new Map());
  const [open, setOpen] = useState<{ entry: EventLogEntry; label: string }>();

  const change = (next: Partial<EventsFilter>) => {
    window.history.replaceState(null, '', `/events${formatEventsFilter({ ...filter, ...next })}`);
  };
  const togglePause = () => setPaused((before) => !before);
  useShortcuts({ p: togglePause });

  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={t('Events')}
        description={
          filter.before
            ? t('Up to {instant}', { instant: formatInstant(filter.before, time_zone) })
            : t(paused ? 'Paused' : 'Newest first, as they happen')
        }
        actions={
          filter.before ? (
            <Button size="sm" onClick={() => change({ before: undefined })}>
              <X aria-hidden size={13} /> {t('Back to live')}
            </Button>
          ) : (
            <Button size="sm" onClick={togglePause} aria-pressed={paused} title={t(paused ? 'Resume (P)' : 'Pause (P)')}>
              {paused ? <Play aria-hidden size={13} /> : <Pause aria-hidden size={13} />} {t(paused ? 'Resume' : 'Pause')}
            </Button>
          )
        }
      />
      <Part>
        <SinceYouLeft me={me} />
      </Part>
      <div className="flex flex-wrap items-center gap-2 border-line border-b px-4 pb-3">
        <VehicleFilter
          vehicle_id={filter.vehicle_id}
          label={filter.vehicle_id && picked[filter.vehicle_id]}
          onChange={(vehicle) => {
            if (vehicle) setPicked((before) => ({ ...before, [vehicle.id]: vehicleLabel(vehicle) }));
            change({ vehicle_id: vehicle?.id });
          }}
        />
        <KindFilter kinds={filter.kinds} onChange={(kinds) => change({ kinds })} />
        <span className="ml-auto flex items-center gap-2">
          <TimeJump key={filter.before ?? 'live'} look_at={filter.before} onJump={(before) => change({ before })} />
          <ExportButton filter={feedFilter(filter)} name="events" />
        </span>
      </div>
      <Part key={key}>
        <EventFeed
          filter={filter}
          first_page={key === first_key ? first_page : undefined}
          known_labels={picked}
          paused={paused}
          selected_id={open?.entry.id}
          fresh_marks={marks}
          onOpen={(entry, label) => setOpen({ entry, label })}
          onBefore={(before) => change({ before })}
        />
      </Part>
      <EventSheet
        entry={open?.entry}
        label={open?.label ?? ''}
        onClose={() => setOpen(undefined)}
        onOpen={(entry) => setOpen((before) => ({ entry, label: before?.label ?? entry.vehicle_id }))}
        onBefore={(before) => {
          setOpen(undefined);
          change({ before });
        }}
        marking={
          marking && {
            ...marking,
            onMarked: (event_id, of_event) => setMarks((before) => new Map(before).set(event_id, of_event)),
          }
        }
      />
    </div>
  );
}
