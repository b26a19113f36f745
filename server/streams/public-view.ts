import type { EventType } from '#lib/domain/event.ts';
import type { View } from './sse.ts';

/** Which public events someone asked for and may see. */
export interface EventSelection {
  types: readonly EventType[];
  /** Absent: of all vehicles. */
  vehicle_ids?: readonly string[];
}

/** The public stream: a frame for each event. */
export const publicView = ({ types, vehicle_ids }: EventSelection): View => {
  const of_type = new Set<string>(types);
  const of_vehicle = vehicle_ids && new Set(vehicle_ids);
  return {
    key: `public ${[...of_type].sort()} ${of_vehicle ? [...of_vehicle].sort() : '*'}`,
    of: 'events',
    wants: ({ type, vehicle_id }) => of_type.has(type) && (!of_vehicle || of_vehicle.has(vehicle_id)),
    frame: ({ events }) => events.map(({ sequence, type, envelope }) => `id: ${sequence}\nevent: ${type}\ndata: ${envelope}\n\n`).join(''),
  };
};
