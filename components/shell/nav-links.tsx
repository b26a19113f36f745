'use client';
import clsx from 'clsx';
import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ShownEntry } from './shown-nav.tsx';

export interface NavLinksProps {
  entries: readonly ShownEntry[];
  current: ShownEntry | undefined;
}

const aria = (entry: ShownEntry, current: ShownEntry | undefined) => (entry.id === current?.id ? { 'aria-current': 'page' as const } : {});

/** Left edge: icons, with labels where there is room. */
export function Rail({ entries, current }: NavLinksProps) {
  const { t } = useText();
  return (
    <nav
      aria-label={t('Main')}
      data-print="never"
      className="hidden w-13 shrink-0 flex-col gap-0.5 overflow-y-auto border-line border-r bg-surface px-2 py-2 md:flex xl:w-44 xl:[:lang(de)_&]:w-52"
    >
      {entries.map((entry, index) => (
        <div key={entry.id} className="contents">
          {entry.group && entry.group !== entries[index - 1]?.group && (
            <p className="mt-3 border-line border-t pt-3 font-medium text-ink-faint text-xs xl:px-2 xl:pb-1">
              <span className="max-xl:sr-only">{t(entry.group)}</span>
            </p>
          )}
          <Tooltip label={t(entry.label)} side="right" shortcut={entry.shortcut}>
            <Link
              href={entry.href}
              {...aria(entry, current)}
              className={clsx(
                'flex h-9 items-center gap-2.5 rounded-md px-2 font-medium max-xl:justify-center',
                'text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-accent-ink',
              )}
            >
              {entry.icon}
              <span className="truncate max-xl:sr-only">{t(entry.label)}</span>
            </Link>
          </Tooltip>
        </div>
      ))}
    </nav>
  );
}

const phone_places = 5;
const place_class =
  'flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-1 font-medium text-ink-soft text-xs focus-visible:-outline-offset-2 aria-[current=page]:text-accent-ink';

/** Bottom edge on a phone: as many as fit, the others behind the last place. */
export function BottomBar({ entries, current }: NavLinksProps) {
  const { t } = useText();
  const fit = entries.length > phone_places ? entries.slice(0, phone_places - 1) : entries;
  const others = entries.slice(fit.length);
  return (
    <nav
      aria-label={t('Main')}
      data-print="never"
      className="relative flex shrink-0 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {fit.map((entry) => (
        <Link key={entry.id} href={entry.href} {...aria(entry, current)} className={clsx(place_class, '[&>svg]:size-5')}>
          {entry.icon}
          <span className="max-w-full truncate">{t(entry.short_label ?? entry.label)}</span>
        </Link>
      ))}
      {others.length > 0 && (
        <details key={current?.id} className="min-w-0 flex-1">
          <summary
            className={clsx(place_class, 'cursor-pointer list-none', others.some(({ id }) => id === current?.id) && 'text-accent-ink!')}
          >
            <Ellipsis aria-hidden size={20} />
            <span>{t('More')}</span>
          </summary>
          <ul className="absolute right-2 bottom-full z-30 mb-2 min-w-52 rounded-lg border border-line bg-raised p-1 shadow-dialog">
            {others.map((entry) => (
              <li key={entry.id}>
                <Link
                  href={entry.href}
                  {...aria(entry, current)}
                  className="flex h-11 items-center gap-3 rounded-md px-3 text-sm hover:bg-hover aria-[current=page]:text-accent-ink"
                >
                  {entry.icon}
                  {t(entry.label)}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </nav>
  );
}
