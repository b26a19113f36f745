'use client';
import clsx from 'clsx';
import type { ReactNode, RefObject } from 'react';
import { Segmented } from '#components/ui/segmented.tsx';
import type { FleetDesk } from '#lib/client/fleet.ts';
import { type Area, countChoices, type FleetFilter } from '#lib/client/fleet-filter.ts';
import type { Layout } from '#lib/client/fleet-query.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Message } from '#lib/messages/text.ts';
import { FilterBar } from './filter-bar.tsx';
import { FleetCounts } from './fleet-counts.tsx';
import { LazyFilterChips } from './lazy-facets.tsx';
import { SearchBox } from './search-box.tsx';
import { useViewState } from './use-fleet-view.ts';

export interface FleetToolbarProps {
  view: FleetDesk;
  filter: FleetFilter;
  filter_key: string;
  layout: Layout;
  wide: boolean;
  search_input: RefObject<HTMLInputElement | null>;
  mapArea: () => Area | undefined;
  onFilter: (filter: FleetFilter) => void;
  onSearch: (text: string) => void;
  onLeaveSearch: (how: 'first' | 'list') => void;
  onLayout: (layout: Layout) => void;
  /** Views, columns, export. */
  tools: ReactNode;
  /** What can be done with the fleet as a whole; an empty fleet offers it in the middle of the page instead. */
  action?: ReactNode;
}

const layout_segments: readonly { value: Layout; label: Message }[] = [
  { value: 'table', label: 'Table' },
  { value: 'split', label: 'table and map|Both' },
  { value: 'map', label: 'Map' },
];

/** Search, filters and figures above table and map. */
export const FleetToolbar = (props: FleetToolbarProps) => {
  const { view, filter, layout, wide, onFilter } = props;
  const { t } = useText();
  const is_empty = useViewState(view, 'total') === 0;
  const segments = layout_segments.filter(({ value }) => wide || value !== 'split').map(({ value, label }) => ({ value, label: t(label) }));
  return (
    <div className="flex flex-col gap-1 border-line border-b px-3 pt-2 pb-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <div className="flex min-w-52 flex-1 lg:max-w-xs">
          <SearchBox value={filter.q} input={props.search_input} onChange={props.onSearch} onLeave={props.onLeaveSearch} />
        </div>
        <div className="max-lg:order-last max-lg:w-full lg:min-w-0">
          <FilterBar view={view} filter={filter} mapArea={props.mapArea} map_visible={layout !== 'table'} onChange={onFilter} />
        </div>
        <Segmented label={t('Show')} value={layout} onChange={props.onLayout} segments={segments} className="ml-auto" />
      </div>
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1.5">
        <FleetCounts view={view} filter_key={props.filter_key} />
        <LazyFilterChips wanted={countChoices(filter) > 0} filter={filter} onChange={onFilter} />
        {!is_empty && (
          <div className={clsx('ml-auto flex items-center', countChoices(filter) > 0 && 'max-sm:hidden')}>
            {props.tools}
            {props.action}
          </div>
        )}
      </div>
    </div>
  );
};
