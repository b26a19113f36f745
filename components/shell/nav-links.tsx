'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { type NavEntry, navIcon } from './nav.ts';

export interface NavLinksProps {
  entries: readonly NavEntry[];
  current: NavEntry | undefined;
}

const aria = (entry: NavEntry, current: NavEntry | undefined) => (entry.id === current?.id ? { 'aria-current': 'page' as const } : {});

/** Left edge: icons, with labels where there is room. */
export function Rail({ entries, current }: NavLinksProps) {
  const { t } = useText();
  return (
    <nav
      aria-label={t('Main')}
      data-print="never"
      className="hidden w-13 shrink-0 flex-col gap-0.5 overflow-y-auto border-line border-r bg-surface px-2 py-2 md:flex xl:w-44"
    >
      {entries.map((entry) => {
        const Glyph = navIcon(entry.id);
        return (
          <div key={entry.id} className="contents">
            {entry.group && (
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
                <Glyph aria-hidden size={17} className="shrink-0" />
                <span className="truncate max-xl:sr-only">{t(entry.label)}</span>
              </Link>
            </Tooltip>
          </div>
        );
      })}
    </nav>
  );
}

/** Bottom edge on a phone. */
export function BottomBar({ entries, current }: NavLinksProps) {
  const { t } = useText();
  return (
    <nav
      aria-label={t('Main')}
      data-print="never"
      className="flex shrink-0 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {entries.map((entry) => {
        const Glyph = navIcon(entry.id);
        return (
          <Link
            key={entry.id}
            href={entry.href}
            {...aria(entry, current)}
            className="flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-1 font-medium text-ink-soft text-xs focus-visible:-outline-offset-2 aria-[current=page]:text-accent-ink"
          >
            <Glyph aria-hidden size={20} />
            <span className="max-w-full truncate">{t(entry.short_label ?? entry.label)}</span>
          </Link>
        );
      })}
    </nav>
  );
}
