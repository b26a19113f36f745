'use client';
import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useText } from '#lib/client/text-provider.tsx';
import { type EventKind, event_kind_texts, event_kinds } from './event-kinds.ts';

export interface KindFilterProps {
  kinds: readonly EventKind[];
  onChange: (kinds: EventKind[]) => void;
}

/** Which kinds of events are shown; at least one always is. */
export function KindFilter({ kinds, onChange }: KindFilterProps) {
  const { t } = useText();
  const toggle = (kind: EventKind) => {
    const next = event_kinds.filter((candidate) => (candidate === kind ? !kinds.includes(kind) : kinds.includes(candidate)));
    if (next.length > 0) onChange(next);
  };
  return (
    <fieldset className="flex min-w-0 flex-wrap gap-1 max-sm:w-full max-sm:flex-nowrap max-sm:overflow-x-auto">
      <legend className="sr-only">{t('Shown kinds')}</legend>
      {event_kinds.map((kind) => {
        const shown = kinds.includes(kind);
        return (
          <button
            key={kind}
            type="button"
            aria-pressed={shown}
            title={t(event_kind_texts[kind].hint)}
            onClick={() => toggle(kind)}
            className={clsx(
              'inline-flex h-6 shrink-0 items-center gap-1 rounded-full border px-2.5 font-medium text-xs pointer-coarse:h-9',
              shown
                ? 'border-transparent bg-accent-soft text-accent-ink'
                : 'border-line-strong text-ink-faint hover:bg-hover hover:text-ink',
            )}
          >
            {shown && <Check aria-hidden size={12} className="-ml-1" />}
            {t(event_kind_texts[kind].label)}
          </button>
        );
      })}
    </fieldset>
  );
}
