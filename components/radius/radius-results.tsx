'use client';
import { MapPinOff } from 'lucide-react';
import Link from 'next/link';
import type { VehicleLabels } from '#components/events/vehicle-label.ts';
import { Empty } from '#components/states/empty.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { VehicleNearby } from '#lib/contract/radius-search.ts';

export interface RadiusResultsProps {
  items: readonly VehicleNearby[];
  labels: VehicleLabels;
  /** The person may open vehicles. */
  linked: boolean;
}

/** Who was near, closest first; each leads to the vehicle at that time. */
export function RadiusResults({ items, labels, linked }: RadiusResultsProps) {
  const { t, count, formatClock, formatDay, formatInstant, formatNumber } = useText();
  const { time_zone } = useClock();
  if (items.length === 0) {
    return (
      <Empty
        icon={MapPinOff}
        title={t('No vehicle was measured there')}
        description={t(
          'Only measured positions count: who drove past between two of them is not found. Try a larger radius or a longer time.',
        )}
      />
    );
  }
  const dayOf = (at: string) => formatDay(at, time_zone);
  const instant = (at: string, with_day: boolean) => (
    <time dateTime={at} title={formatInstant(at, time_zone)}>
      {with_day && `${dayOf(at)}, `}
      {formatClock(at, time_zone)}
    </time>
  );
  return (
    <section aria-label={t('Vehicles nearby')}>
      <p role="status" className="px-4 py-2 text-ink-soft text-xs">
        {count(items.length, '{count} vehicle was there', '{count} vehicles were there')}
      </p>
      <ul className="divide-y divide-line border-line border-t">
        {items.map(({ vehicle_id, first_at, last_at, closest_in_meters }) => (
          <li key={vehicle_id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2 text-sm">
            {linked ? (
              <Link href={`/vehicles/${vehicle_id}?at=${first_at}`} className="font-medium text-accent-ink hover:underline">
                {labels[vehicle_id] ?? vehicle_id}
              </Link>
            ) : (
              <span className="font-medium">{vehicle_id}</span>
            )}
            <span className="text-ink-soft">{t('closest {distance}', { distance: formatNumber(closest_in_meters, 'm') })}</span>
            <span className="w-full text-ink-soft text-xs">
              {instant(first_at, true)}
              {first_at !== last_at && <> – {instant(last_at, dayOf(first_at) !== dayOf(last_at))}</>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
