'use client';
import { X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { type FleetFilter, no_filter } from '#lib/client/fleet-filter.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { further_facets, leading_facets } from './facet-labels.ts';
import { choiceText } from './facets.ts';

export interface FilterChipsProps {
  filter: FleetFilter;
  onChange: (filter: FleetFilter) => void;
}

/** What is filtered by, one chip a facet, each with its own way out. Nothing while nothing is. */
export const FilterChips = ({ filter, onChange }: FilterChipsProps) => {
  const text = useText();
  const { t } = text;
  const chosen = [...leading_facets, ...further_facets].filter((facet) => filter[facet].length > 0);
  const chips = [
    ...chosen.map((facet) => ({ key: facet, text: choiceText(facet, filter, text), without: { ...filter, [facet]: [] } })),
    ...(filter.area ? [{ key: 'area', text: t('In this map view'), without: { ...filter, area: undefined } }] : []),
  ];
  if (chips.length === 0) return null;
  return (
    <ul aria-label={t('Filters in use')} className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ key, text: words, without }) => (
        <li key={key} className="flex h-6 min-w-0 max-w-64 items-center rounded-sm bg-accent-soft pl-2 text-accent-ink text-xs">
          <span className="truncate" title={words}>
            {words}
          </span>
          <button
            type="button"
            aria-label={t('Remove filter {filter}', { filter: words })}
            onClick={() => onChange(without)}
            className="ml-0.5 flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-selected"
          >
            <X aria-hidden size={12} />
          </button>
        </li>
      ))}
      <li>
        <Button variant="ghost" size="sm" onClick={() => onChange(no_filter)}>
          {t('Clear all')}
        </Button>
      </li>
    </ul>
  );
};
