'use client';
import { ArrowUp, Radio } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Button } from '#components/ui/button.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry, EventMarks } from '#lib/contract/events.ts';
import { EventList } from './event-list.tsx';
import { type EventsFilter, feedFilter } from './events-filter.ts';
import type { FeedPage } from './feed.ts';
import { FeedEnd } from './feed-end.tsx';
import { useFeed } from './use-feed.ts';
import { useNarrow } from './use-narrow.ts';
import { useVehicleLabels } from './use-vehicle-labels.ts';
import type { VehicleLabels } from './vehicle-label.ts';

export interface EventFeedProps {
  filter: EventsFilter;
  first_page?: FeedPage | undefined;
  known_labels: VehicleLabels;
  paused: boolean;
  selected_id: string | undefined;
  /** Marks that were set here since the rows were loaded, by event id. */
  fresh_marks: ReadonlyMap<string, EventMarks>;
  onOpen: (entry: EventLogEntry, label: string) => void;
  /** Looks back from an instant. */
  onBefore: (at: string) => void;
}

/** Scrolled less than this counts as being at the top, where the list follows. */
const top_px = 24;

/** The feed: follows while the reader is at the top and has not paused; otherwise it counts what waits. */
export function EventFeed({ filter, first_page, known_labels, paused, selected_id, fresh_marks, onOpen, onBefore }: EventFeedProps) {
  // Held as state: the list inside must learn of its frame, which exists only after the list's own first effects.
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const [at_top, setAtTop] = useState(true);
  const narrow = useNarrow();
  const { t, count } = useText();
  const held = paused || !at_top;
  const { feed, loaded, problem, older, refresh, loadOlder, goOn, can_load_older } = useFeed({
    filter: feedFilter(filter),
    first_page,
    held,
  });
  const ids = useMemo(() => feed.rows.map(({ vehicle_id }) => vehicle_id), [feed.rows]);
  const labels = useVehicleLabels(ids, known_labels);
  const waiting = feed.waiting_count;

  const release = useRef(goOn);
  release.current = goOn;
  useEffect(() => {
    if (!held && waiting > 0) release.current();
  }, [held, waiting]);

  const showWaiting = () => {
    goOn();
    frame?.scrollTo({ top: 0 });
  };

  if (!loaded && problem) return <Failed title={t('The events could not be loaded')} problem={problem} retry={() => void refresh()} />;
  if (!loaded) return <Loading what="events" rows={16} />;
  return (
    <div className="relative min-h-0 flex-1">
      <span role="status" className="sr-only">
        {held && waiting > 0 ? count(waiting, '{count} new event waits', '{count} new events wait') : ''}
      </span>
      {held && waiting > 0 && (
        <Button
          variant="primary"
          size="sm"
          onClick={showWaiting}
          className="absolute top-2 left-1/2 z-10 -translate-x-1/2 rounded-full! shadow-floating"
        >
          <ArrowUp aria-hidden size={13} /> {t('{count} new', { count: waiting })}
        </Button>
      )}
      <section
        ref={setFrame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard
        tabIndex={0}
        aria-label={t('Event feed')}
        data-scroll
        onScroll={(event) => setAtTop(event.currentTarget.scrollTop < top_px)}
        className="h-full overflow-y-auto bg-surface [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        {feed.rows.length === 0 ? (
          <Empty
            icon={Radio}
            title={t('No events')}
            description={t('Nothing matches these filters yet. New events appear here as they happen.')}
          />
        ) : (
          <EventList
            rows={feed.rows}
            labels={labels}
            frame={frame}
            narrow={narrow}
            selected_id={selected_id}
            fresh_marks={fresh_marks}
            onOpen={(entry) => onOpen(entry, labels[entry.vehicle_id] ?? entry.vehicle_id)}
          />
        )}
        <FeedEnd feed={feed} can_load_older={can_load_older} older={older} onLoad={() => void loadOlder()} onBefore={onBefore} />
      </section>
    </div>
  );
}
