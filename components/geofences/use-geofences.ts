'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#lib/client/api.ts';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import type { Geofence } from '#lib/contract/geofences.ts';

const query = { limit: 1000 };
const queryKey = ['listGeofences', { query }];

/** The fleet's geofences, read again when a vehicle goes in or out. */
export const useGeofences = (first: readonly Geofence[]) => {
  const queries = useQueryClient();
  const list = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('listGeofences', { query }, signal),
    initialData: { items: [...first] },
    staleTime: 5000,
  });
  const refreshList = () => void queries.invalidateQueries({ queryKey });
  const refresh = () => {
    refreshList();
    void queries.invalidateQueries({ queryKey: ['listGeofenceVehicles'] });
  };
  useLiveEvents(refresh, { types: ['GeofenceEntered', 'GeofenceLeft', 'VehicleRemoved'] });
  return { geofences: list.data.items, stale: list.isError, refresh, refreshList };
};

/** Who is inside now; not asked while the geofence is about to go. */
export const useVehiclesInside = (geofence_id: string, enabled: boolean) => {
  const params = { geofence_id };
  return useQuery({
    queryKey: ['listGeofenceVehicles', { params }],
    queryFn: ({ signal }) => call('listGeofenceVehicles', { params, query: { limit: 100 } }, signal),
    enabled,
    // The gateway looks up who is inside a new geofence a moment after it is stored.
    refetchInterval: 15_000,
  });
};
