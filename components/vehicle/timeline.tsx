'use client';
import { Activity } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { default_kinds, type EventKind, typesOf } from '#components/events/event-kinds.ts';
import { ExportButton } from '#components/events/export-button.tsx';
import type { FeedPage } from '#components/events/feed.ts';
import { KindFilter } from '#components/events/kind-filter.tsx';
import { TimeJump } from '#components/events/time-jump.tsx';
import { useFeed } from '#components/events/use-feed.ts';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry } from '#lib/contract/events.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import { TimelineBars } from './timeline-bars.tsx';
import { feedEnd, flowCounts, groupByDay, timelineOf } from './timeline-model.ts';
import { TimelineRow } from './timeline-row.tsx';
import { useAnchoredScroll } from './use-anchored-scroll.ts';

/** An instant someone points at: on the map or the chart (then the entry before it is meant) or by its entry. */
export interface Moment {
  at: string;
  key?: string;
}

export interface TimelineProps {
  vehicle_id: string;
  /** First page of the default kinds, at the present. */
  first_page?: FeedPage | undefined;
  /** The chosen moment, marked on the map too. */
  moment?: Moment | undefined;
  onMoment: (moment: Moment | undefined) => void;
  /** The instant that the timeline is looked at; undefined: it follows the present. */
  look_at?: string | undefined;
  onLook: (at: string | undefined) => void;
  /** Shows all about an event. */
  onOpen: (event: EventLogEntry) => void;
  /** Commands whose outcome is unknown, by id, that the person may settle. */
  unsettled: ReadonlyMap<string, CommandLogEntry>;
  onSettle: (command: CommandLogEntry) => void;
}

const page_size = 50;
const limit = 2000;

type ListProps = Omit<TimelineProps, 'vehicle_id'> & {
  filter: { vehicle_id: string; types?: ReturnType<typeof typesOf>; before?: string };
};

function TimelineList({ filter, first_page, moment, onMoment, onLook, onOpen, unsettled, onSettle }: ListProps) {
  const { t, formatDay } = useText();
  const { time_zone } = useClock();
  const { feed, loaded, problem, older, refresh, loadOlder, can_load_older } = useFeed({ filter, first_page, page_size, limit });
  const [flow_id, setFlowId] = useState<string>();
  const entries = useMemo(() => timelineOf(feed.rows), [feed.rows]);
  const days = useMemo(() => groupByDay(entries, time_zone), [entries, time_zone]);
  const related = useMemo(() => flowCounts(entries), [entries]);
  const frame = useAnchoredScroll<HTMLElement>(entries[0]?.key);
  const selected = moment && (moment.key ?? entries.find(({ at }) => at <= moment.at)?.key);
  const pointed_at = moment?.key === undefined ? selected : undefined;
  const beyond =
    moment !== undefined && moment.key === undefined && loaded && selected === undefined && can_load_older ? moment.at : undefined;
  useEffect(() => {
    if (pointed_at) frame.current?.querySelector(`[data-key="${CSS.escape(pointed_at)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [pointed_at, frame]);
  useEffect(() => {
    if (beyond) onLook(beyond);
  }, [beyond, onLook]);
  if (!loaded && problem) return <Failed title={t('The timeline could not be loaded')} problem={problem} retry={() => void refresh()} />;
  if (!loaded) return <Loading what="timeline" form="panel" />;
  if (entries.length === 0)
    return (
      <Empty
        icon={Activity}
        title={t(filter.before ? 'Nothing had happened by then' : 'Nothing has happened yet')}
        description={t('Choose other kinds above to see more.')}
      />
    );
  return (
    <section
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard
      tabIndex={0}
      aria-label={t('Timeline entries')}
      data-scroll
      className="overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2 max-lg:max-h-[70dvh] lg:min-h-0 lg:flex-1"
    >
      {days.map(({ day, entries: of_day }) => (
        <section key={day} aria-label={formatDay(day)}>
          <h3 className="sticky top-0 z-1 border-line border-b bg-sunken px-3 py-1 font-medium text-ink-soft text-xs">{formatDay(day)}</h3>
          <ol>
            {of_day.map((entry) => {
              const open = entry.command && unsettled.get(entry.command.id);
              return (
                <TimelineRow
                  key={entry.key}
                  entry={entry}
                  related_count={related.get(entry.flow_id) ?? 1}
                  related={flow_id === entry.flow_id}
                  selected={selected === entry.key}
                  onRelated={() => setFlowId(flow_id === entry.flow_id ? undefined : entry.flow_id)}
                  onSelect={() => onMoment(selected === entry.key ? undefined : { key: entry.key, at: entry.at })}
                  onOpen={() => onOpen(entry.event)}
                  onSettle={open && (() => onSettle(open))}
                />
              );
            })}
          </ol>
        </section>
      ))}
      <footer className="flex flex-col items-center gap-1 p-3 text-ink-faint text-xs">
        {older.problem && (
          <p role="alert">
            <ProblemWords problem={older.problem} />
          </p>
        )}
        {can_load_older ? (
          <Button size="sm" busy={older.busy} onClick={() => void loadOlder()}>
            {t('Load older')}
          </Button>
        ) : (
          <p>{t(feed.rows.length >= limit ? 'Jump further back to see what is older.' : 'That is everything.')}</p>
        )}
      </footer>
    </section>
  );
}

/** Events, commands, edits and states of the vehicle as one history, newest first; live at the top, or around any time. */
export function Timeline(props: TimelineProps) {
  const { t } = useText();
  const { vehicle_id, look_at, onLook, onMoment } = props;
  const [kinds, setKinds] = useState<readonly EventKind[]>(default_kinds);
  const types = typesOf(kinds);
  const filter = { vehicle_id, ...(types && { types }), ...(look_at && { before: feedEnd(look_at) }) };
  const is_first = kinds.join() === default_kinds.join() && look_at === undefined;
  const goLive = () => {
    onLook(undefined);
    onMoment(undefined);
  };
  const lookAt = (at: string | undefined) => {
    if (at === undefined) return goLive();
    onLook(at);
    onMoment({ at });
  };
  return (
    <Panel
      title={t('Timeline')}
      flush
      actions={
        <>
          <TimeJump key={look_at ?? 'live'} look_at={look_at} onJump={lookAt} />
          <ExportButton filter={filter} name={`events-${vehicle_id}`} />
        </>
      }
      className="min-h-0 overflow-hidden lg:flex-1 lg:[&>:last-child]:flex lg:[&>:last-child]:min-h-0 lg:[&>:last-child]:flex-1 lg:[&>:last-child]:flex-col"
    >
      <div className="border-line border-b px-3 py-2" data-print="never">
        <KindFilter kinds={kinds} onChange={setKinds} />
      </div>
      <TimelineBars vehicle_id={vehicle_id} kinds={kinds} look_at={look_at} onLook={lookAt} />
      <TimelineList
        key={`${kinds.join()} ${look_at ?? ''}`}
        {...props}
        filter={filter}
        first_page={is_first ? props.first_page : undefined}
      />
    </Panel>
  );
}
