import type { Language } from '#lib/messages/language.ts';

export interface TimeZoneOption {
  value: string;
  label: string;
  /** Difference from UTC now: `GMT-3`. */
  hint: string;
}

const offsetOf = (time_zone: string, now_ms: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { timeZone: time_zone, timeZoneName: 'shortOffset' })
    .formatToParts(now_ms)
    .find((part) => part.type === 'timeZoneName')?.value ?? '';

/** Every zone this runtime knows, with UTC first. */
export const listTimeZones = (now_ms: number, language: Language): TimeZoneOption[] =>
  ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
    hint: value === 'UTC' ? '' : offsetOf(value, now_ms, language),
  }));
