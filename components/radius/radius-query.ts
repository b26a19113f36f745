import type { RadiusSearch } from '#lib/contract/radius-search.ts';
import { fromWallTime, toWallTime } from '#lib/display/zoned-time.ts';
import { largest_radius_in_meters, longest_span_in_hours } from '#lib/domain/radius-search.ts';
import type { Message } from '#lib/messages/text.ts';

/** What stands in the fields: texts, times by the clock of the fleet's zone. */
export interface RadiusFields {
  lat: string;
  lon: string;
  radius: string;
  from: string;
  to: string;
}

export type FieldName = keyof RadiusFields;

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;

/** The last hour, and a radius of a street block. */
export const firstFields = (now_ms: number, time_zone: string): RadiusFields => ({
  lat: '',
  lon: '',
  radius: '200',
  from: toWallTime(now_ms - hour_ms, time_zone),
  // The minute that has begun counts whole.
  to: toWallTime(now_ms + minute_ms, time_zone),
});

/** A number as people write it, with comma or point; undefined beside the bounds. */
export const readNumber = (text: string, least: number, most: number): number | undefined => {
  const number = /^\s*-?\d{1,3}(\d*)([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
};

/** The search that the fields ask for, or what is wrong with which of them. */
export const readFields = (
  fields: RadiusFields,
  time_zone: string,
): { search: RadiusSearch } | { errors: Partial<Record<FieldName, Message>> } => {
  const lat = readNumber(fields.lat, -90, 90);
  const lon = readNumber(fields.lon, -180, 180);
  const radius = readNumber(fields.radius, 1, largest_radius_in_meters);
  const from_ms = fromWallTime(fields.from, time_zone);
  const to_ms = fromWallTime(fields.to, time_zone);
  const errors: Partial<Record<FieldName, Message>> = {};
  if (lat === undefined) errors.lat = 'A number from −90 to 90';
  if (lon === undefined) errors.lon = 'A number from −180 to 180';
  if (radius === undefined) errors.radius = 'From 1 to 5,000 metres';
  if (from_ms === undefined) errors.from = 'A day and a time';
  if (to_ms === undefined) errors.to = 'A day and a time';
  else if (from_ms !== undefined && to_ms <= from_ms) errors.to = 'Later than the beginning';
  else if (from_ms !== undefined && to_ms - from_ms > longest_span_in_hours * hour_ms) errors.to = 'At most 24 hours after the beginning';
  if (lat === undefined || lon === undefined || radius === undefined || from_ms === undefined || to_ms === undefined || errors.to)
    return { errors };
  return {
    search: {
      center: { lat, lon },
      radius_in_meters: radius,
      occurred_after: new Date(from_ms).toISOString(),
      occurred_before: new Date(to_ms).toISOString(),
    },
  };
};
