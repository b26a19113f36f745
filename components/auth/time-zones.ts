export interface TimeZoneOption {
  value: string;
  label: string;
  /** Difference from UTC now: `GMT-3`. */
  hint: string;
}

const offsetOf = (time_zone: string, now_ms: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: time_zone, timeZoneName: 'shortOffset' })
    .formatToParts(now_ms)
    .find((part) => part.type === 'timeZoneName')?.value ?? '';

/** Every zone this runtime knows, with UTC first. */
export const listTimeZones = (now_ms: number): TimeZoneOption[] =>
  ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
    hint: value === 'UTC' ? '' : offsetOf(value, now_ms),
  }));
