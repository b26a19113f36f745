'use client';
import { formatCoordinates } from '#components/map/navigation-link.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { positionFreshness } from '#lib/client/vehicle-activity.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { useTicking } from './use-ticking.ts';

/** Where the vehicle was last, how long ago, and whether it may be elsewhere by now. */
export function PositionFact({ position }: { position: NonNullable<VehicleState['position']> }) {
  const { t } = useText();
  const outdated = useTicking((now_ms) => positionFreshness(position.timestamp, now_ms) === 'outdated');
  const { lat, lon } = position.value;
  return (
    <>
      <Copyable value={formatCoordinates(lat, lon)} label={t('coordinates')} className="font-semibold">
        {lat.toFixed(5)}, {lon.toFixed(5)}
      </Copyable>
      <span className="flex flex-wrap items-center gap-1.5 text-ink-faint text-xs">
        <RelativeTime at={position.timestamp} focusable />
        {outdated && <Badge tone="warning">{t('possibly outdated')}</Badge>}
      </span>
    </>
  );
}
