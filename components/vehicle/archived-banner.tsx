'use client';
import Link from 'next/link';
import { Icon } from '#components/ui/icon.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { useTicking } from './use-ticking.ts';

const day_ms = 86_400_000;
const retention_days = 90;

/** Whole days until the data are erased; neither negative nor more than there are, whatever this clock says. */
export const daysLeft = (deletes_at: string, now_ms: number): number =>
  Math.min(retention_days, Math.max(0, Math.ceil((Date.parse(deletes_at) - now_ms) / day_ms)));

/** Says that nothing here moves any more, and until when it can be undone. */
export function ArchivedBanner({
  archived_at,
  deletes_at,
  onRestore,
}: {
  archived_at: string;
  deletes_at: string;
  /** Restores with another unit; absent for people who may not restore. */
  onRestore?: (() => void) | undefined;
}) {
  const { t, count } = useText();
  const days = useTicking((now_ms) => daysLeft(deletes_at, now_ms));
  return (
    <section
      aria-label={t('event|Archived')}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-line bg-warning-soft px-3 py-2 text-warning-ink"
    >
      <Icon name="archive" size={16} />
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">{t('event|Archived')}</strong> <RelativeTime at={archived_at} focusable />.{' '}
        {count(days, '{count} day left until its data are erased.', '{count} days left until its data are erased.')}{' '}
        {t('What is shown is the last known.')}
      </p>
      {onRestore && (
        <span className="flex flex-wrap items-center gap-x-3" data-print="never">
          <Link href="/archive" className="font-medium underline underline-offset-2">
            {t('Restore in the archive')}
          </Link>
          <button type="button" onClick={onRestore} className="rounded-sm font-medium underline underline-offset-2">
            {t('Restore with another unit…')}
          </button>
        </span>
      )}
    </section>
  );
}
