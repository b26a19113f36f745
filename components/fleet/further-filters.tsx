'use client';
import { useState } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import { facet_labels, further_facets } from './facet-labels.ts';
import { FacetOptions, type FacetProps } from './facet-options.tsx';

/** The filters without a button of their own: their names, and beside them the choices of one. */
export const FurtherFilters = ({ view, filter, onChange }: Omit<FacetProps, 'facet'>) => {
  const { t } = useText();
  const [open, setOpen] = useState(() => further_facets.find((facet) => filter[facet].length > 0) ?? 'freshness');
  return (
    <div className="grid grid-cols-[8rem_1fr] gap-2">
      <div className="flex flex-col gap-0.5 border-line border-r pr-2">
        {further_facets.map((facet) => (
          <button
            key={facet}
            type="button"
            aria-pressed={facet === open}
            onClick={() => setOpen(facet)}
            className="flex h-7.5 items-center justify-between rounded-sm px-1.5 text-left text-sm hover:bg-hover aria-pressed:bg-selected aria-pressed:text-accent-ink pointer-coarse:h-10"
          >
            {t(facet_labels[facet])}
            {filter[facet].length > 0 && <span className="text-accent-ink text-xs">{filter[facet].length}</span>}
          </button>
        ))}
      </div>
      <FacetOptions key={open} facet={open} view={view} filter={filter} onChange={onChange} />
    </div>
  );
};
