'use client';
import Link from 'next/link';
import { buttonClass } from '#components/ui/button-class.ts';
import { useClock } from '#components/ui/clock.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Trip } from '#lib/domain/trip-schema.ts';
import { TripDetail } from './trip-detail.tsx';

export interface TripSheetProps {
  /** Open while present. */
  trip: Trip | undefined;
  label: string;
  onClose: () => void;
}

/** The feed just behind the end of the trip. */
const eventsOf = ({ vehicle_id, ended_at }: Trip): string =>
  `/events?vehicle=${vehicle_id}${ended_at ? `&before=${new Date(Date.parse(ended_at) + 1000).toISOString()}` : ''}`;

const link_class = buttonClass({ variant: 'secondary', size: 'sm' });

/** One trip, beside the list. */
export function TripSheet({ trip, label, onClose }: TripSheetProps) {
  const { t, formatInstant } = useText();
  const { time_zone } = useClock();
  return (
    <Sheet
      open={trip !== undefined}
      onOpenChange={(open) => !open && onClose()}
      beside
      title={t('Trip of {vehicle}', { vehicle: label })}
      description={trip && formatInstant(trip.started_at, time_zone)}
      footer={
        trip && (
          <>
            <Link href={eventsOf(trip)} className={link_class}>
              {t('Its events')}
            </Link>
            <Link href={`/vehicles/${trip.vehicle_id}`} className={link_class}>
              {t('Open the vehicle')}
            </Link>
          </>
        )
      }
    >
      {trip && <TripDetail trip={trip} label={label} />}
    </Sheet>
  );
}
