'use client';
import { FleetMap, type FleetMapProps } from '#components/map/fleet-map.tsx';
import { useTrail } from './use-trail.ts';

export type TrailedFleetMapProps = Omit<FleetMapProps, 'trail'> & {
  /** The viewer may see where a vehicle was. */
  with_trail: boolean;
  /** The moment of the past that is shown; undefined: now. */
  at: string | undefined;
};

/** The fleet map with the way that the selected vehicle came. */
export const TrailedFleetMap = ({ with_trail, at, ...props }: TrailedFleetMapProps) => (
  <FleetMap {...props} trail={useTrail(with_trail ? props.selected_id : undefined, at)} />
);
