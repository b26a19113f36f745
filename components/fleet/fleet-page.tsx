'use client';
import clsx from 'clsx';
import { useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { Basemap } from '#components/map/style.ts';
import { useShortcuts } from '#components/shell/use-shortcuts.ts';
import { Part } from '#components/states/part.tsx';
import { useFetchAtFirstGesture, useFetched } from '#components/ui/use-fetched.ts';
import type { ChosenColumn } from '#lib/client/column-choice.ts';
import type { NamedVehicle } from '#lib/client/fleet.ts';
import { type Area, type FleetFilter, no_filter } from '#lib/client/fleet-filter.ts';
import { useFleetStatus } from '#lib/client/fleet-provider.tsx';
import { formatFleetQuery, usual_query } from '#lib/client/fleet-query.ts';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { SavedView } from '#lib/contract/saved-views.ts';
import { DeskTools } from './desk-tools.tsx';
import { FleetList } from './fleet-list.tsx';
import { FleetMapPane } from './fleet-map-pane.tsx';
import { FleetTable } from './fleet-table.tsx';
import { FleetToolbar } from './fleet-toolbar.tsx';
import type { SavedViewActions } from './saved-view-actions.ts';
import { SplitPane } from './split-pane.tsx';
import { useFitKey } from './use-fit-key.ts';
import type { FleetTime } from './use-fleet-time.ts';
import { useFleetView } from './use-fleet-view.ts';
import { useKeptColumns } from './use-kept-columns.ts';
import { useLastPlace } from './use-last-place.ts';
import { useMarks } from './use-marks.ts';
import { useWideScreen } from './use-wide-screen.ts';

export interface FleetPageProps {
  time: FleetTime;
  /** Says that the past is shown, and leads through it. */
  past_bar: ReactNode;
  person_id: string;
  /** Those that the viewer sees when the page opens. */
  saved_views: readonly SavedView[];
  view_actions: SavedViewActions;
  may_share_views: boolean;
  /** The viewer may see where vehicles were and what happened to them. */
  with_events: boolean;
  basemap?: Basemap | undefined;
  renderCommands?: ((row: FleetRow) => ReactNode) | undefined;
  /** What can be done with the marked vehicles; absent: nothing can, and nothing can be marked. */
  renderBulk?: ((marked: { vehicles: readonly NamedVehicle[]; outside: number; onClear: () => void }) => ReactNode) | undefined;
  empty_action?: ReactNode;
  toolbar_action?: ReactNode;
}

const loadPeekCard = () => import('./peek-card.tsx').then((module) => module.PeekCard);
const loadMarkedVehicles = () => import('./marked-vehicles.tsx').then((module) => module.MarkedVehicles);
const at_first_gesture = [loadPeekCard, loadMarkedVehicles];

/** About what the card of the selected vehicle takes from the list on a phone. */
const covered_by_card_px = 250;

/** Lies over everything, so that no part of the past passes for the present. */
const past_frame = 'relative after:pointer-events-none after:absolute after:inset-0 after:z-30 after:border-2 after:border-warning';

/** Address of the filter alone, without what does not change which vehicles are there. */
const filterKey = (filter: FleetFilter): string => formatFleetQuery({ ...usual_query, filter });

/** Table and map of the fleet: one search, one filter, one selection, all of it in the address. */
export const FleetPage = (props: FleetPageProps) => {
  const { with_events, basemap, renderCommands, renderBulk, empty_action } = props;
  const { fleet, is_past, query, change } = props.time;
  const { t } = useText();
  const router = useRouter();
  const { filter, sort, selected } = query;
  const at = is_past ? query.at : undefined;
  const status = useFleetStatus(fleet);
  const setColumns = useKeptColumns(props.person_id, query, change);
  const [views, setViews] = useState(props.saved_views);
  const view = useFleetView(fleet, query);
  const [followed, setFollowed] = useState<string>();
  const search_input = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const shown_columns = useRef<readonly ChosenColumn[]>([]);
  const map_area = useRef<Area>(undefined);
  const wide = useWideScreen();
  const PeekCard = useFetched(loadPeekCard, selected !== undefined);
  useFetchAtFirstGesture(at_first_gesture);
  const layout = !wide && query.layout === 'split' ? 'table' : query.layout;
  const last_place = useLastPlace(query.place);
  const fit_key = useFitKey(
    status.phase === 'ready',
    filterKey({ ...filter, area: undefined }),
    filter.area !== undefined || query.place !== undefined || followed !== undefined,
  );

  const setFilter = useCallback((next: FleetFilter) => change({ filter: next, place: undefined }), [change]);
  const select = useCallback(
    (id: string | undefined) => {
      change({ selected: id });
      setFollowed((before) => (before === id ? before : undefined));
    },
    [change],
  );
  const marking = useMarks(view);
  const { marks, clear: clearMarks } = marking;
  const MarkedVehicles = useFetched(loadMarkedVehicles, renderBulk !== undefined && marks.size > 0);
  const clear = useCallback(() => {
    if (selected === undefined) clearMarks();
    select(undefined);
  }, [selected, select, clearMarks]);
  const open = useCallback((id: string) => router.push(`/vehicles/${encodeURIComponent(id)}`), [router]);
  const search = useCallback((q: string) => change((before) => ({ filter: { ...before.filter, q } })), [change]);
  const type = useCallback(
    (text: string) => {
      change((before) => ({ filter: { ...before.filter, q: before.filter.q + text } }));
      search_input.current?.focus();
    },
    [change],
  );
  const leaveSearch = useCallback(
    (how: 'first' | 'list') => {
      const first = view.idAt(0);
      if (how === 'first' && first) select(first);
      table.current?.focus();
    },
    [view, select],
  );
  const followMapView = useCallback(
    (bounds: Area) => {
      map_area.current = bounds;
      change((before) => (before.filter.area ? { filter: { ...before.filter, area: bounds } } : {}));
    },
    [change],
  );

  useShortcuts({
    '/': () => {
      search_input.current?.focus();
      search_input.current?.select();
    },
    Escape: clear,
  });

  const card = PeekCard && selected !== undefined && (
    <Part key={selected}>
      <PeekCard
        fleet={fleet}
        id={selected}
        followed={followed === selected}
        onFollow={layout === 'table' ? undefined : (follow) => setFollowed(follow ? selected : undefined)}
        with_events={with_events}
        compact={!wide}
        onClose={clear}
        renderCommands={renderCommands}
      />
    </Part>
  );
  const list = (
    <FleetList fleet={fleet} view={view} status={status} onClear={() => setFilter(no_filter)} empty_action={empty_action}>
      <FleetTable
        fleet={fleet}
        view={view}
        sort={sort}
        columns={query.columns}
        shown_columns={shown_columns}
        selected={selected}
        marking={renderBulk && marking}
        focus_target={table}
        covered_px={layout === 'table' && !wide && selected !== undefined ? covered_by_card_px : 0}
        onSort={(next) => change({ sort: next })}
        onColumns={setColumns}
        onSelect={(id) => (id === undefined ? clear() : select(id))}
        onOpen={open}
        onType={type}
      />
      {layout === 'table' && card && <div className="absolute right-3 bottom-3 left-3 z-20 sm:left-auto sm:w-88">{card}</div>}
    </FleetList>
  );
  const map = (
    <FleetMapPane
      key={`${last_place} ${view.points.far !== undefined}`}
      vehicles={view.points}
      basemap={basemap}
      selected={selected}
      followed={followed}
      with_trail={with_events}
      at={at}
      fit_key={fit_key}
      start_area={filter.area ?? query.place}
      card={
        card && (
          <div className="absolute top-2.5 left-2.5 z-10 max-h-[calc(100%-3.5rem)] w-80 max-w-[calc(100%-4rem)] max-sm:top-auto max-sm:right-2.5 max-sm:bottom-8 max-sm:w-auto max-sm:max-w-none">
            {card}
          </div>
        )
      }
      wide={wide}
      onSelect={select}
      onViewChange={followMapView}
      onFollowEnd={() => setFollowed(undefined)}
    />
  );
  return (
    <div className={clsx('flex h-full flex-col bg-surface', is_past && past_frame)}>
      <h1 className="sr-only">{t('Fleet')}</h1>
      <FleetToolbar
        view={view}
        filter={filter}
        filter_key={filterKey(filter)}
        layout={layout}
        wide={wide}
        search_input={search_input}
        mapArea={() => map_area.current}
        onFilter={setFilter}
        onSearch={search}
        onLeaveSearch={leaveSearch}
        onLayout={(next) => change({ layout: next })}
        tools={
          <DeskTools
            fleet={fleet}
            views={views}
            query={query}
            address={formatFleetQuery(query)}
            in_past={is_past}
            may_look_back={with_events}
            columns={query.columns}
            shownColumns={() => shown_columns.current}
            mapPlace={() => (layout === 'table' ? undefined : map_area.current)}
            may_share={props.may_share_views}
            actions={props.view_actions}
            onViews={setViews}
            onQuery={change}
            onColumns={setColumns}
          />
        }
        action={props.toolbar_action}
      />
      {props.past_bar}
      {renderBulk && MarkedVehicles && <MarkedVehicles view={view} marks={marks} onClear={clearMarks} render={renderBulk} />}
      {layout === 'split' && <SplitPane start={<Part>{list}</Part>} end={<Part>{map}</Part>} />}
      {layout === 'table' && (
        <div className="relative flex min-h-0 flex-1 flex-col">
          <Part>{list}</Part>
        </div>
      )}
      {layout === 'map' && (
        <div className="min-h-0 flex-1">
          <Part>{map}</Part>
        </div>
      )}
    </div>
  );
};
