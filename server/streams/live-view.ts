import { isVehicleEvent } from '#lib/domain/event.ts';
import type { EventRow } from '#server/store/events.ts';
import type { View } from './sse.ts';

/** One row as the screens' stream sends it. */
export const encodeEvent = (row: EventRow): string => {
  const { data, fleet_id: _, recorded_at: received_at, ...event } = row;
  return `${JSON.stringify({ ...event, received_at }).slice(0, -1)},"data":${data}}`;
};

/** The screens' stream: rows as they lie in the log, one frame per batch. A frame without events still moves the reader's cursor. */
export const liveView = (sees: 'all' | 'vehicles'): View => ({
  key: `live ${sees}`,
  of: 'rows',
  wants: ({ type }) => sees === 'all' || isVehicleEvent(type),
  frame: ({ rows }, last_sequence) => `id: ${last_sequence}\nevent: log\ndata: [${rows.map(encodeEvent).join(',')}]\n\n`,
});
