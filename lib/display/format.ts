/**
 * Numbers, instants and ages as people read them. Pure: the present is an argument, so that server and browser agree.
 */
const no_break_space = '\u00a0';

/** What differs beyond `Intl`; `days` stands behind the words for past and future. */
const words = {
  en: { tag: 'en-GB', now: 'now', day: 'd', days: 'd', ago: (age: string) => `${age} ago`, ahead: (age: string) => `in ${age}` },
  de: { tag: 'de-DE', now: 'jetzt', day: 'Tg', days: 'Tagen', ago: (age: string) => `vor ${age}`, ahead: (age: string) => `in ${age}` },
} as const;

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const day_ms = 24 * hour_ms;

const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const instant_styles = { exact: { ...day, ...clock, timeZoneName: 'short' }, clock, day } as const;

export interface Formats {
  /** `formatNumber(12345.6, 'km')` → `12,346 km`, joined by a no-break space. */
  formatNumber: (value: number, unit?: string, digits?: number) => string;
  /** Length of time in one unit: `12 s`, `3 min`, `2 h`, `5 d`. Negative lengths count as zero. */
  formatDuration: (duration_ms: number) => string;
  /** `now`, `12 s ago`, `in 3 min`. */
  formatAge: (at_ms: number, now_ms: number) => string;
  /** `20 Nov 2026, 14:03:22 GMT-3`: the instant to the second in a zone of the IANA database. Text that is no instant comes back as it is. */
  formatInstant: (iso: string, time_zone?: string) => string;
  /** `14:03:22` in the zone. */
  formatClock: (iso: string, time_zone?: string) => string;
  /** `20 Nov 2026`; a calendar date (`2026-11-20`) belongs to no zone and is shown as written. */
  formatDay: (date: string, time_zone?: string) => string;
}

const remembered = <T>(make: (key: string) => T) => {
  const known = new Map<string, T>();
  return (key: string): T => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
};

const makeFormats = (language: 'en' | 'de'): Formats => {
  const { tag, now, day: day_unit, days, ago, ahead } = words[language];
  const numbers = remembered((digits) => new Intl.NumberFormat(tag, { maximumFractionDigits: Number(digits), signDisplay: 'negative' }));
  const instants = remembered((key) => {
    const [style, timeZone] = key.split(' ') as [keyof typeof instant_styles, string];
    return new Intl.DateTimeFormat(tag, { ...instant_styles[style], timeZone });
  });
  const formatNumber = (value: number, unit = '', digits = 0): string => {
    const text = numbers(String(digits)).format(value);
    return unit ? `${text}${no_break_space}${unit}` : text;
  };
  const lengthText = (duration_ms: number, unit_of_days: string): string => {
    const ms = Math.max(0, duration_ms);
    if (ms < minute_ms) return formatNumber(Math.floor(ms / 1000), 's');
    if (ms < hour_ms) return formatNumber(Math.floor(ms / minute_ms), 'min');
    if (ms < 2 * day_ms) return formatNumber(Math.floor(ms / hour_ms), 'h');
    return formatNumber(Math.floor(ms / day_ms), unit_of_days);
  };
  const formatIn = (iso: string, time_zone: string, style: keyof typeof instant_styles): string => {
    const at = Date.parse(iso);
    return Number.isNaN(at) ? iso : instants(`${style} ${time_zone}`).format(at).replaceAll('\u202f', ' ');
  };
  return {
    formatNumber,
    formatDuration: (duration_ms) => lengthText(duration_ms, day_unit),
    formatAge: (at_ms, now_ms) => {
      const age_ms = now_ms - at_ms;
      if (Math.abs(age_ms) < 1000) return now;
      return age_ms > 0 ? ago(lengthText(age_ms, days)) : ahead(lengthText(-age_ms, days));
    },
    formatInstant: (iso, time_zone = 'UTC') => formatIn(iso, time_zone, 'exact'),
    formatClock: (iso, time_zone = 'UTC') => formatIn(iso, time_zone, 'clock'),
    formatDay: (date, time_zone = 'UTC') => formatIn(date, date.length === 10 ? 'UTC' : time_zone, 'day'),
  };
};

/** The formats of a language; `useText()` gives those of the reader's. */
export const createFormats = remembered((language) => makeFormats(language === 'de' ? 'de' : 'en'));

/** `SOME_CONSTANT` → `Some constant`. */
export const formatConstant = (constant: string): string => {
  const words = constant.replaceAll(/[_-]+/g, ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
