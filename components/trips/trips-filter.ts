import { isVehicleId } from '#lib/domain/vehicle-id.ts';
import type { Message } from '#lib/messages/text.ts';

/** How far back trips are listed. */
export const trip_spans = { day: 1, week: 7, month: 30, all: undefined } as const;
export type TripSpan = keyof typeof trip_spans;

export const trip_span_labels: Record<TripSpan, Message> = { day: '24 hours', week: '7 days', month: '30 days', all: 'span|All' };

/** What the address of the trips page holds: `?vehicle=JQ7RP&span=week&speeding=1&trip=01JA…`. */
export interface TripsFilter {
  vehicle_id?: string | undefined;
  span: TripSpan;
  speeding: boolean;
  /** The trip that is open. */
  trip_id?: string | undefined;
}

const usual_span: TripSpan = 'week';
const is_ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/i;

/** What cannot be read is left out. */
export const parseTripsFilter = (read: (name: string) => string | null | undefined): TripsFilter => {
  const [vehicle_id, span, trip_id] = [read('vehicle'), read('span') ?? '', read('trip') ?? ''];
  return {
    vehicle_id: isVehicleId(vehicle_id) ? vehicle_id : undefined,
    span: Object.hasOwn(trip_spans, span) ? (span as TripSpan) : usual_span,
    speeding: read('speeding') === '1',
    trip_id: is_ulid.test(trip_id) ? trip_id : undefined,
  };
};

/** The query part of the address, with `?`; empty for the default. */
export const formatTripsFilter = ({ vehicle_id, span, speeding, trip_id }: TripsFilter): string => {
  const search = new URLSearchParams({
    ...(vehicle_id && { vehicle: vehicle_id }),
    ...(span !== usual_span && { span }),
    ...(speeding && { speeding: '1' }),
    ...(trip_id && { trip: trip_id }),
  });
  return search.size > 0 ? `?${search}` : '';
};

const minute_ms = 60_000;

/** The same, as the list wants it; the time is cut to the minute, so that asking again asks the same. */
export const tripsQuery = ({ vehicle_id, span, speeding }: TripsFilter, now_ms: number) => {
  const days = trip_spans[span];
  const from_ms = days && Math.floor(now_ms / minute_ms) * minute_ms - days * 24 * 60 * minute_ms;
  return {
    limit: 100,
    ...(vehicle_id && { vehicle_id: [vehicle_id] }),
    ...(from_ms && { started_after: new Date(from_ms).toISOString() }),
    ...(speeding && { preset: 'SPEEDING' as const }),
  };
};
