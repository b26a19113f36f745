import type { MapPoint } from './map-source.ts';
import type { MapStatus } from './status-color.ts';

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;

/** How long a position may be trusted: a moving vehicle is elsewhere soon, a parked one reports once a day. */
const stale_after_ms: Record<MapStatus, number> = {
  alarm: 15 * minute_ms,
  moving: 3 * minute_ms,
  charging: 2 * hour_ms,
  idle: 15 * minute_ms,
  parked: 26 * hour_ms,
  offline: 26 * hour_ms,
};

/** 0 fresh, 1 stale, 2 much older than that. */
export type StaleLevel = 0 | 1 | 2;

/** Opacity of a mark by stale level; old positions stay visible. */
export const stale_opacity = [1, 0.62, 0.4] as const;

/** Age of the position in milliseconds; undefined when nobody said when it was measured. */
export const positionAge = (point: MapPoint, now_ms: number): number | undefined => {
  const at_ms = point.position_at === undefined ? Number.NaN : Date.parse(point.position_at);
  return Number.isNaN(at_ms) ? undefined : Math.max(0, now_ms - at_ms);
};

export const staleLevel = (point: MapPoint, now_ms: number): StaleLevel => {
  const age_ms = positionAge(point, now_ms);
  if (age_ms === undefined) return 0;
  const limit_ms = stale_after_ms[point.status];
  if (age_ms < limit_ms) return 0;
  return age_ms < 8 * limit_ms ? 1 : 2;
};

const formats = new Map<string, Intl.NumberFormat>();

const unitFormat = (language: string, unit: string) => {
  const key = `${language} ${unit}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
  formats.set(key, format);
  return format;
};

const age_units = [
  { unit: 'day', length_ms: 24 * hour_ms },
  { unit: 'hour', length_ms: hour_ms },
  { unit: 'minute', length_ms: minute_ms },
  { unit: 'second', length_ms: 1000 },
] as const;

/** `3 min`, `2 days`: an age rounded down to its largest unit, in the language. */
export const shortAge = (age_ms: number, language: string): string => {
  const { unit, length_ms } = age_units.find((candidate) => age_ms >= candidate.length_ms) ?? age_units[3];
  return unitFormat(language, unit).format(Math.floor(age_ms / length_ms));
};
