'use client';
import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { buttonClass } from '#components/ui/button-class.ts';
import { LazyPopover } from '#components/ui/lazy-popover.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { facet_labels } from './facet-labels.ts';
import type { FacetProps } from './facet-options.tsx';
import { LazyFacetOptions } from './lazy-facets.tsx';

/** A filter of the bar: its name, how much is chosen, and the choices behind a click. */
export const FacetButton = (props: FacetProps) => {
  const { facet, filter } = props;
  const { t } = useText();
  const chosen = filter[facet].length;
  const name = t(facet_labels[facet]);
  return (
    <LazyPopover
      label={t('Filter by {name}', { name })}
      className="w-64 p-2!"
      trigger_class={clsx(
        buttonClass({ variant: chosen > 0 ? 'secondary' : 'ghost', size: 'sm' }),
        chosen > 0 && 'border-accent! text-accent-ink!',
      )}
      trigger={
        <>
          {name}
          {chosen > 0 && (
            <span className="rounded-full bg-accent px-1.5 text-on-accent text-xs leading-4">
              <span className="sr-only">{t(', chosen:')} </span>
              {chosen}
            </span>
          )}
          <ChevronDown aria-hidden size={12} className="text-ink-faint" />
        </>
      }
    >
      <LazyFacetOptions {...props} />
    </LazyPopover>
  );
};
