'use client';
import clsx from 'clsx';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input } from '#components/ui/input.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import type { FleetFilter } from '#lib/client/fleet-filter.ts';
import type { FleetView } from '#lib/client/fleet-view.ts';
import { foldText } from '#lib/client/fold-text.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { type FacetDisplay, facetOptions, toggleChoice } from './facets.ts';

export interface FacetProps {
  display: FacetDisplay;
  view: FleetView;
  filter: FleetFilter;
  onChange: (filter: FleetFilter) => void;
}

const recount_ms = 1000;
const long_list = 10;

/** The values of a facet with what each would leave, counted anew every second while they are on screen. */
export const FacetOptions = ({ display, view, filter, onChange }: FacetProps) => {
  const text = useText();
  const { t, formatNumber } = text;
  const [, setCount] = useState(0);
  const [wanted, setWanted] = useState('');
  useEffect(() => {
    const timer = setInterval(() => setCount((count) => count + 1), recount_ms);
    return () => clearInterval(timer);
  }, []);
  const options = facetOptions(display, view.countFacet(display.facet), filter, text);
  const shown = options.filter(({ label }) => foldText(label).includes(foldText(wanted)));
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t(display.label)}</legend>
      {options.length > long_list && (
        <Input
          icon={Search}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          placeholder={t('Find {facet}', { facet: t(display.label) })}
          aria-label={t('Find {facet}', { facet: t(display.label) })}
          className="mb-2"
        />
      )}
      <div className="max-h-72 overflow-y-auto">
        {shown.map(({ value, label, count, chosen }) => {
          const status = display.statusOf?.(value);
          return (
            <label
              key={value}
              className="flex h-7.5 items-center gap-2 rounded-sm px-1.5 text-sm hover:bg-hover has-focus-visible:bg-hover pointer-coarse:h-10"
            >
              <input
                type="checkbox"
                checked={chosen}
                onChange={() => onChange(toggleChoice(filter, display.facet, value))}
                className="size-3.5 shrink-0 pointer-coarse:size-5"
              />
              <span className="min-w-0 flex-1 truncate">{status ? <StatusDot status={status} /> : label}</span>
              <span className={clsx('shrink-0 pl-3 text-xs', count === 0 ? 'text-ink-faint opacity-60' : 'text-ink-faint')}>
                {formatNumber(count)}
              </span>
            </label>
          );
        })}
        {shown.length === 0 && <p className="px-1.5 py-2 text-ink-faint">{t('Nothing to choose here')}</p>}
      </div>
    </fieldset>
  );
};
