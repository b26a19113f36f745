'use client';
import { useMemo } from 'react';
import { LazyVehicleMap } from '#components/map/lazy-vehicle-map.tsx';
import { trailPlaceAt } from '#components/map/trail.ts';
import { useTheme } from '#components/shell/use-theme.ts';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { mapPoint } from './map-point.ts';
import { useTrail } from './use-trail.ts';
import type { VehicleRecord } from './vehicle-record.ts';

export interface VehicleTrailMapProps {
  record: VehicleRecord;
  /** The person may read where the vehicle was. */
  with_trail: boolean;
  /** An instant to mark on the trail; an older one than the trail takes the map there. */
  highlighted_at?: string | undefined;
  onPickTime?: (at: string) => void;
  /** Goes back to the present. */
  onLive?: () => void;
}

/** Where the vehicle is and the way it came in the last two hours, followed live, or where it was around a time. Nothing when no position is known. */
export function VehicleTrailMap({ record, with_trail, highlighted_at, onPickTime, onLive }: VehicleTrailMapProps) {
  const { t, formatInstant } = useText();
  const { time_zone } = useClock();
  const theme = useTheme();
  const { points, past_at, now_ms, failed, retry } = useTrail(record.vehicle.id, with_trail, highlighted_at);
  const present = useMemo(() => mapPoint(record, now_ms), [record, now_ms]);
  const vehicle = useMemo(() => {
    if (!past_at || !present) return present;
    const place = trailPlaceAt(points, past_at) ?? points[0];
    return place && { id: present.id, label: present.label, lat: place.lat, lon: place.lon, status: 'parked' as const };
  }, [past_at, present, points]);
  if (!present) return null;
  return (
    <section
      aria-label={t('Map')}
      className="relative h-64 overflow-hidden rounded-lg border border-line bg-surface md:h-72"
      data-print="never"
    >
      <LazyVehicleMap vehicle={vehicle} points={points} highlighted_at={highlighted_at} theme={theme} {...(onPickTime && { onPickTime })} />
      {(failed || past_at) && (
        <p role="status" className="absolute top-2 left-2 flex items-center gap-2 rounded-md bg-raised px-2 py-1 text-xs shadow-floating">
          {failed ? (
            <>
              {t('The trail could not be loaded.')}
              <button type="button" className="text-accent-ink underline" onClick={retry}>
                {t('Try again')}
              </button>
            </>
          ) : (
            past_at && (
              <>
                {points.length === 0
                  ? t('No position around {instant}', { instant: formatInstant(past_at, time_zone) })
                  : formatInstant(past_at, time_zone)}
                <Button size="sm" onClick={onLive}>
                  {t('Back to now')}
                </Button>
              </>
            )
          )}
        </p>
      )}
    </section>
  );
}
