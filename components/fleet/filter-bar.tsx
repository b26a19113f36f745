'use client';
import clsx from 'clsx';
import { ListFilter, ScanSearch } from 'lucide-react';
import { buttonClass } from '#components/ui/button-class.ts';
import { LazyPopover } from '#components/ui/lazy-popover.tsx';
import type { FleetDesk } from '#lib/client/fleet.ts';
import { type Area, countChoices, type FleetFilter } from '#lib/client/fleet-filter.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { FacetButton } from './facet-button.tsx';
import { further_facets, leading_facets } from './facet-labels.ts';
import { LazyFurtherFilters, useFacetsAhead } from './lazy-facets.tsx';

export interface FilterBarProps {
  view: FleetDesk;
  filter: FleetFilter;
  /** What the map shows at the moment; nothing while there is no map. */
  mapArea: () => Area | undefined;
  map_visible: boolean;
  onChange: (filter: FleetFilter) => void;
}

/** Every filter of the page but the search. */
export const FilterBar = ({ view, filter, mapArea, map_visible, onChange }: FilterBarProps) => {
  const { t } = useText();
  useFacetsAhead();
  const further_chosen = further_facets.filter((facet) => filter[facet].length > 0).length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons is no set of fields
    <div role="group" aria-label={t('Filters')} className="flex items-center gap-1 overflow-x-auto">
      {leading_facets.map((facet) => (
        <FacetButton key={facet} facet={facet} view={view} filter={filter} onChange={onChange} />
      ))}
      <LazyPopover
        label={t('More filters')}
        className="w-104 p-2!"
        trigger_class={clsx(buttonClass({ variant: 'ghost', size: 'sm' }), further_chosen > 0 && 'text-accent-ink!')}
        trigger_label={further_chosen > 0 ? t('More filters, {count} in use', { count: further_chosen }) : t('More filters')}
        trigger={
          <>
            <ListFilter aria-hidden size={14} />
            {t('filter|More')}
            {further_chosen > 0 && ` · ${further_chosen}`}
          </>
        }
      >
        <LazyFurtherFilters view={view} filter={filter} onChange={onChange} />
      </LazyPopover>
      {(map_visible || filter.area) && (
        <button
          type="button"
          aria-pressed={filter.area !== undefined}
          onClick={() => onChange({ ...filter, area: filter.area ? undefined : mapArea() })}
          className={clsx(buttonClass({ variant: 'ghost', size: 'sm' }), filter.area && 'border-accent! bg-accent-soft text-accent-ink!')}
        >
          <ScanSearch aria-hidden size={14} />
          {t('In map view')}
        </button>
      )}
      {countChoices(filter) === 0 && <span className="sr-only">{t('No filter is in use')}</span>}
    </div>
  );
};
