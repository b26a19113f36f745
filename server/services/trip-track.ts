import type { StateRecord } from '#lib/domain/state-record.ts';
import type { Position } from '#lib/domain/vehicle-state.ts';

export interface TrackPoint extends Position {
  occurred_at: string;
  speed?: number;
}

/** From begin to end of a trip, both included. */
export interface TripSpan {
  started_at: string;
  ended_at: string | null;
}

export const isWithin = ({ started_at, ended_at }: TripSpan, at: string): boolean =>
  at >= started_at && (ended_at === null || at <= ended_at);

export interface Reading<T> {
  at: string;
  value: T;
}

/** Value and time of measurement of a property that the record brings. */
export const readingOf = <T>(record: StateRecord, property: string): Reading<T> | undefined => {
  const value = record.s[property];
  return value === undefined ? undefined : { at: record.at?.[property] ?? record.t, value: value as T };
};

export const speedOf = (record: StateRecord) =>
  readingOf<number>(record, 'speed_in_kilometers_per_hour') ?? readingOf<number>(record, 'gnss_speed_over_ground_in_kilometers_per_hour');

/** Collects the positions of a trip; in whatever order and however often they come, the track is the same. */
export const createTrack = (span: TripSpan) => {
  const points = new Map<string, TrackPoint>();
  return {
    add: (record: StateRecord): void => {
      const position = readingOf<Position>(record, 'position');
      if (!position || !isWithin(span, position.at)) return;
      const speed = speedOf(record);
      const told = speed?.at === position.at ? { speed: speed.value } : {};
      const { at: occurred_at, value } = position;
      points.set(occurred_at, { occurred_at, lat: value.lat, lon: value.lon, ...points.get(occurred_at), ...told });
    },
    points: (): TrackPoint[] => [...points.values()].sort((a, b) => (a.occurred_at < b.occurred_at ? -1 : 1)),
  };
};
