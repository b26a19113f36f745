'use client';
import { directionsUrl, formatCoordinates, openNavigation } from '#components/map/navigation-link.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { positionFreshness } from '#lib/client/vehicle-activity.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { useTicking } from './use-ticking.ts';

/** Where the vehicle was last, how long ago, and whether it may be elsewhere by now. */
export function PositionFact({ position, label }: { position: NonNullable<VehicleState['position']>; label: string }) {
  const { t } = useText();
  const outdated = useTicking((now_ms) => positionFreshness(position.timestamp, now_ms) === 'outdated');
  const { lat, lon } = position.value;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <Copyable value={formatCoordinates(lat, lon)} label={t('coordinates')} className="font-semibold">
          {lat.toFixed(5)}, {lon.toFixed(5)}
        </Copyable>
        <a
          href={directionsUrl(lat, lon)}
          target="_blank"
          rel="noreferrer"
          onClick={(event) => {
            if (openNavigation({ lat, lon, label })) event.preventDefault();
          }}
          className="rounded-sm text-accent-ink text-xs hover:underline"
          data-print="never"
        >
          {t('Navigate')}
        </a>
      </span>
      <span className="flex flex-wrap items-center gap-1.5 text-ink-faint text-xs">
        <RelativeTime at={position.timestamp} focusable />
        {outdated && <Badge tone="warning">{t('possibly outdated')}</Badge>}
      </span>
    </>
  );
}
