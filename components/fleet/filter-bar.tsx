'use client';
import clsx from 'clsx';
import { ListFilter, ScanSearch } from 'lucide-react';
import { useState } from 'react';
import { buttonClass } from '#components/ui/button-class.ts';
import { LazyPopover } from '#components/ui/lazy-popover.tsx';
import { type Area, countChoices, type FleetFilter } from '#lib/client/fleet-filter.ts';
import type { FleetView } from '#lib/client/fleet-view.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { FacetButton } from './facet-button.tsx';
import { facet_displays } from './facets.ts';
import { LazyFacetOptions, useFacetsAhead } from './lazy-facets.tsx';

export interface FilterBarProps {
  view: FleetView;
  filter: FleetFilter;
  /** What the map shows at the moment; nothing while there is no map. */
  mapArea: () => Area | undefined;
  map_visible: boolean;
  onChange: (filter: FleetFilter) => void;
}

/** Filters that have a button of their own; the others share one. */
const leading = facet_displays.slice(0, 4);
const further = facet_displays.slice(4);

const FurtherFilters = ({ view, filter, onChange }: FilterBarProps) => {
  const { t } = useText();
  const [open, setOpen] = useState(further[0]);
  return (
    <div className="grid grid-cols-[7.5rem_1fr] gap-2">
      <div className="flex flex-col gap-0.5 border-line border-r pr-2">
        {further.map((display) => (
          <button
            key={display.facet}
            type="button"
            aria-pressed={display === open}
            onClick={() => setOpen(display)}
            className="flex h-7.5 items-center justify-between rounded-sm px-1.5 text-left text-sm hover:bg-hover aria-pressed:bg-selected aria-pressed:text-accent-ink pointer-coarse:h-10"
          >
            {t(display.label)}
            {filter[display.facet].length > 0 && <span className="text-accent-ink text-xs">{filter[display.facet].length}</span>}
          </button>
        ))}
      </div>
      {open && <LazyFacetOptions key={open.facet} display={open} view={view} filter={filter} onChange={onChange} />}
    </div>
  );
};

/** Every filter of the page but the search. */
export const FilterBar = (props: FilterBarProps) => {
  const { view, filter, mapArea, map_visible, onChange } = props;
  const { t } = useText();
  useFacetsAhead();
  const further_chosen = further.filter(({ facet }) => filter[facet].length > 0).length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons is no set of fields
    <div role="group" aria-label={t('Filters')} className="flex items-center gap-1 overflow-x-auto">
      {leading.map((display) => (
        <FacetButton key={display.facet} display={display} view={view} filter={filter} onChange={onChange} />
      ))}
      <LazyPopover
        label={t('More filters')}
        className="w-96 p-2!"
        trigger_class={clsx(buttonClass({ variant: 'ghost', size: 'sm' }), further_chosen > 0 && 'text-accent-ink!')}
        trigger_label={further_chosen > 0 ? t('More filters, {count} in use', { count: further_chosen }) : t('More filters')}
        trigger={
          <>
            <ListFilter aria-hidden size={14} />
            {t('More')}
            {further_chosen > 0 && ` · ${further_chosen}`}
          </>
        }
      >
        <FurtherFilters {...props} />
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
