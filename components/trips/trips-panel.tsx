'use client';
import { Route as RouteIcon } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { TripSheet } from './trip-sheet.tsx';
import { TripsTable } from './trips-table.tsx';
import { useTrips } from './use-trips.ts';

const shown = 5;

/** A vehicle's last trips, each with its route. */
export function TripsPanel({ vehicle_id, label }: { vehicle_id: string; label: string }) {
  const { t } = useText();
  const [open_id, setOpenId] = useState<string>();
  const { list, trips } = useTrips({ limit: shown, vehicle_id: [vehicle_id] });
  const items = trips?.slice(0, shown);
  return (
    <Panel
      title={t('Trips')}
      flush
      actions={
        <Link href={`/trips?vehicle=${vehicle_id}&span=all`} className="rounded-sm px-1 text-accent-ink text-xs hover:underline">
          {t('All trips')}
        </Link>
      }
    >
      {list.isError && !items && (
        <Failed title={t('Trips could not be loaded')} {...problemOf(list.error)} retry={() => void list.refetch()} />
      )}
      {list.isPending && <Loading what="trips" form="panel" rows={3} />}
      {items?.length === 0 && <Empty icon={RouteIcon} title={t('No trips yet')} className="py-6" />}
      {items && items.length > 0 && <TripsTable trips={items} selected_id={open_id} onOpen={({ id }) => setOpenId(id)} />}
      <TripSheet trip={items?.find(({ id }) => id === open_id)} label={label} onClose={() => setOpenId(undefined)} />
    </Panel>
  );
}
