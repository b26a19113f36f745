'use client';
import clsx from 'clsx';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input } from '#components/ui/input.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import type { FleetDesk } from '#lib/client/fleet.ts';
import type { Facet, FleetFilter } from '#lib/client/fleet-filter.ts';
import { foldText } from '#lib/client/fold-text.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { EnergyRange } from './energy-range.tsx';
import { facet_labels } from './facet-labels.ts';
import { facet_displays, facetOptions, toggleChoice } from './facets.ts';

export interface FacetProps {
  facet: Facet;
  view: FleetDesk;
  filter: FleetFilter;
  onChange: (filter: FleetFilter) => void;
}

const recount_ms = 1000;
const long_list = 10;
/** A field may have another value for every vehicle: more than this is found by writing. */
const most_shown = 100;

const no_counts: ReadonlyMap<string, number> = new Map();

/** Counted anew every second; undefined until the first count. */
const useFacetCounts = (view: FleetDesk, filter: FleetFilter, facet: Facet): ReadonlyMap<string, number> | undefined => {
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter leaves other counts
  useEffect(() => {
    let left = false;
    const count = async () => {
      const found = await view.countFacet(facet);
      if (!left) setCounts(found);
    };
    void count();
    const timer = setInterval(() => void count(), recount_ms);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [view, filter, facet]);
  return counts;
};

/** The values of a facet with what each would leave, counted anew every second while they are on screen. */
export const FacetOptions = ({ facet, view, filter, onChange }: FacetProps) => {
  const text = useText();
  const { t, formatNumber } = text;
  const counts = useFacetCounts(view, filter, facet);
  const [wanted, setWanted] = useState('');
  const { statusOf } = facet_displays[facet];
  const options = facetOptions(facet, counts ?? no_counts, filter, text);
  const found = options.filter(({ label }) => foldText(label).includes(foldText(wanted)));
  const shown = found.filter(({ chosen }, index) => chosen || index < most_shown);
  const name = t(facet_labels[facet]);
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{name}</legend>
      {options.length > long_list && (
        <Input
          icon={Search}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          placeholder={t('Find in {name}', { name })}
          aria-label={t('Find in {name}', { name })}
          className="mb-2"
        />
      )}
      <div className="max-h-72 overflow-y-auto">
        {shown.map(({ value, label, count, chosen }) => {
          const status = statusOf?.(value);
          return (
            <label
              key={value}
              className="flex h-7.5 items-center gap-2 rounded-sm px-1.5 text-sm hover:bg-hover has-focus-visible:bg-hover pointer-coarse:h-10"
            >
              <input
                type="checkbox"
                checked={chosen}
                onChange={() => onChange(toggleChoice(filter, facet, value))}
                className="size-3.5 shrink-0 pointer-coarse:size-5"
              />
              <span className="min-w-0 flex-1 truncate" title={label}>
                {status ? <StatusDot status={status} /> : label}
              </span>
              <span className={clsx('shrink-0 pl-3 text-xs', count === 0 ? 'text-ink-faint opacity-60' : 'text-ink-faint')}>
                {formatNumber(count)}
              </span>
            </label>
          );
        })}
        {counts && shown.length === 0 && <p className="px-1.5 py-2 text-ink-faint">{t('Nothing to choose here')}</p>}
        {shown.length < found.length && (
          <p className="px-1.5 py-2 text-ink-faint text-xs">
            {t('{count} more: write to find them', { count: found.length - shown.length })}
          </p>
        )}
      </div>
      {facet === 'energy' && <EnergyRange chosen={filter.energy} onChange={(energy) => onChange({ ...filter, energy })} />}
    </fieldset>
  );
};
