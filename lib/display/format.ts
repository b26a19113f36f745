/**
 * Numbers, instants and ages as people read them. Pure: the present is an argument, so that server and browser agree.
 */
const no_break_space = '\u00a0';

const number_formats = new Map<number, Intl.NumberFormat>();
const numberFormat = (digits: number): Intl.NumberFormat => {
  const known = number_formats.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat('en-GB', { maximumFractionDigits: digits, signDisplay: 'negative' });
  number_formats.set(digits, made);
  return made;
};

/** `formatNumber(12345.6, 'km')` → `12,346 km`, joined by a no-break space. */
export const formatNumber = (value: number, unit = '', digits = 0): string => {
  const text = numberFormat(digits).format(value);
  return unit ? `${text}${no_break_space}${unit}` : text;
};

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const day_ms = 24 * hour_ms;

/** Length of time in one unit: `12 s`, `3 min`, `2 h`, `5 d`. Negative lengths count as zero. */
export const formatDuration = (duration_ms: number): string => {
  const ms = Math.max(0, duration_ms);
  if (ms < minute_ms) return formatNumber(Math.floor(ms / 1000), 's');
  if (ms < hour_ms) return formatNumber(Math.floor(ms / minute_ms), 'min');
  if (ms < 2 * day_ms) return formatNumber(Math.floor(ms / hour_ms), 'h');
  return formatNumber(Math.floor(ms / day_ms), 'd');
};

/** `now`, `12 s ago`, `in 3 min`. */
export const formatAge = (at_ms: number, now_ms: number): string => {
  const age_ms = now_ms - at_ms;
  if (Math.abs(age_ms) < 1000) return 'now';
  return age_ms > 0 ? `${formatDuration(age_ms)} ago` : `in ${formatDuration(-age_ms)}`;
};

const instant_formats = new Map<string, Intl.DateTimeFormat>();
const instantFormat = (time_zone: string, style: 'exact' | 'clock' | 'day'): Intl.DateTimeFormat => {
  const key = `${style} ${time_zone}`;
  const known = instant_formats.get(key);
  if (known) return known;
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const options = { exact: { ...day, ...clock, timeZoneName: 'short' }, clock, day } as const;
  const made = new Intl.DateTimeFormat('en-GB', { ...options[style], timeZone: time_zone });
  instant_formats.set(key, made);
  return made;
};

const formatIn = (iso: string, time_zone: string, style: 'exact' | 'clock' | 'day'): string => {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : instantFormat(time_zone, style).format(at).replaceAll('\u202f', ' ');
};

/** `20 Nov 2026, 14:03:22 GMT-3`: the instant to the second in a zone of the IANA database. Text that is no instant comes back as it is. */
export const formatInstant = (iso: string, time_zone = 'UTC'): string => formatIn(iso, time_zone, 'exact');

/** `14:03:22` in the zone. */
export const formatClock = (iso: string, time_zone = 'UTC'): string => formatIn(iso, time_zone, 'clock');

/** `20 Nov 2026`; a calendar date (`2026-11-20`) belongs to no zone and is shown as written. */
export const formatDay = (date: string, time_zone = 'UTC'): string => formatIn(date, date.length === 10 ? 'UTC' : time_zone, 'day');

/** `SOME_CONSTANT` → `Some constant`. */
export const formatConstant = (constant: string): string => {
  const words = constant.replaceAll(/[_-]+/g, ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
