'use client';
import { useSyncExternalStore } from 'react';
import { subscribeToTicks, useClock } from '#components/ui/clock.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { positionFreshness } from '#lib/client/vehicle-activity.ts';

/** Age of a position; one older than a minute says that the vehicle may be elsewhere. */
export const PositionAge = ({ position_at }: { position_at: string | null }) => {
  const { t } = useText();
  const { now } = useClock();
  const read = () => positionFreshness(position_at, now());
  const freshness = useSyncExternalStore(subscribeToTicks, read, () => 'outdated' as const);
  if (position_at === null || freshness === 'unknown') return <span className="text-ink-faint">{t('never reported')}</span>;
  return (
    <span className="truncate" title={freshness === 'outdated' ? t('Older than a minute: possibly outdated') : t('Younger than a minute')}>
      <RelativeTime at={position_at} focusable />
      {freshness === 'outdated' && <span className="text-ink-faint"> · {t('possibly outdated')}</span>}
    </span>
  );
};
