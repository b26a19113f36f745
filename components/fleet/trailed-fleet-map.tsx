'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { FleetMap, type FleetMapProps } from '#components/map/fleet-map.tsx';
import { call } from '#lib/client/api.ts';
import { QueryProvider } from '#lib/client/query-provider.tsx';

export type TrailedFleetMapProps = Omit<FleetMapProps, 'trail'> & {
  /** The viewer may see where a vehicle was. */
  with_trail: boolean;
};

const trail_ms = 2 * 3_600_000;

const useTrail = (vehicle_id: string | undefined, enabled: boolean) => {
  const trail = useQuery({
    queryKey: ['getTrail', { params: { vehicle_id } }],
    queryFn: ({ signal }) =>
      call(
        'getTrail',
        { params: { vehicle_id: vehicle_id ?? '' }, query: { after: new Date(Date.now() - trail_ms).toISOString() } },
        signal,
      ),
    enabled: enabled && vehicle_id !== undefined,
    // What the vehicle reports from now on, the map adds by itself.
    staleTime: 0,
    gcTime: 0,
  });
  return useMemo(() => trail.data?.items ?? [], [trail.data]);
};

const WithTrail = ({ with_trail, ...props }: TrailedFleetMapProps) => (
  <FleetMap {...props} trail={useTrail(props.selected_id, with_trail)} />
);

/** The fleet map with the way that the selected vehicle came. */
export const TrailedFleetMap = (props: TrailedFleetMapProps) => (
  <QueryProvider>
    <WithTrail {...props} />
  </QueryProvider>
);
