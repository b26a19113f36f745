'use client';
import { ArrowLeft, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useVehicleLabels } from '#components/events/use-vehicle-labels.ts';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Geofence } from '#lib/contract/geofences.ts';
import { filterText, sizeText } from './geofence-words.ts';
import { useVehiclesInside } from './use-geofences.ts';

export interface GeofenceDetailProps {
  geofence: Geofence;
  may_change: boolean;
  /** The person is asked whether it shall go. */
  leaving: boolean;
  onBack: () => void;
  onEdit: () => void;
  onDelete: () => void;
}

const no_labels = {};

/** One geofence: what it is, whom it watches, who is inside. */
export function GeofenceDetail({ geofence, may_change, leaving, onBack, onEdit, onDelete }: GeofenceDetailProps) {
  const text = useText();
  const { t, count } = text;
  const inside = useVehiclesInside(geofence.id, !leaving);
  const visits = inside.data?.items ?? [];
  const labels = useVehicleLabels(
    visits.map(({ vehicle_id }) => vehicle_id),
    no_labels,
  );
  return (
    <section aria-label={geofence.name} className="flex flex-col gap-3 p-4">
      <div>
        <Button size="sm" variant="ghost" icon={ArrowLeft} onClick={onBack}>
          {t('All geofences')}
        </Button>
      </div>
      <div>
        <h2 className="font-semibold text-base">{geofence.name}</h2>
        <p className="text-ink-soft text-sm">{sizeText(geofence.shape, text)}</p>
        <p className="text-ink-soft text-sm">{filterText(geofence.vehicle_filter, text)}</p>
      </div>
      {may_change && (
        <div className="flex gap-2">
          <Button size="sm" icon={Pencil} onClick={onEdit}>
            {t('Edit geofence')}
          </Button>
          <Button size="sm" icon={Trash2} onClick={onDelete}>
            {t('Delete…')}
          </Button>
        </div>
      )}
      <h3 className="font-medium text-sm">
        {count(geofence.vehicles_inside, '{count} vehicle inside now', '{count} vehicles inside now')}
      </h3>
      {inside.isError && !inside.data && (
        <Failed title={t('Vehicles inside could not be loaded')} {...problemOf(inside.error)} retry={() => void inside.refetch()} />
      )}
      {inside.isPending && <Loading what="vehicles" form="panel" rows={3} className="px-0!" />}
      {visits.length > 0 && (
        <ul className="divide-y divide-line text-sm">
          {visits.map(({ vehicle_id, since }) => (
            <li key={vehicle_id} className="flex min-h-8 items-center justify-between gap-2 pointer-coarse:min-h-11">
              <Link href={`/vehicles/${vehicle_id}`} className="truncate rounded-sm font-medium hover:underline">
                {labels[vehicle_id] ?? vehicle_id}
              </Link>
              <span className="text-ink-faint text-xs">
                <RelativeTime at={since} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
