/** Wall-clock times of a zone of the IANA database, in the form that browsers' date-and-time boxes take: `2026-11-20T14:05`. */
const minute_ms = 60_000;
const day_ms = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (time_zone: string): Intl.DateTimeFormat => {
  const known = formats.get(time_zone);
  if (known) return known;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en-CA', { ...parts, hourCycle: 'h23', timeZone: time_zone });
  formats.set(time_zone, made);
  return made;
};

/** The wall clock as if it were UTC, to the second. */
const wallClock = (at_ms: number, time_zone: string): number => {
  const parts = Object.fromEntries(
    formatOf(time_zone)
      .formatToParts(at_ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** `2026-11-20T17:05:42.000Z` → `2026-11-20T14:05` in a zone three hours behind. */
export const toWallTime = (at_ms: number, time_zone: string): string => new Date(wallClock(at_ms, time_zone)).toISOString().slice(0, 16);

/** The instant of a wall time; where a clock change leaves it out or has it twice, the one by the offset before the change. Undefined for other text. */
export const fromWallTime = (text: string, time_zone: string): number | undefined => {
  const wanted_ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(`${text.slice(0, 16)}:00.000Z`) : Number.NaN;
  if (Number.isNaN(wanted_ms)) return undefined;
  const offsetAt = (at_ms: number) => wallClock(at_ms, time_zone) - Math.floor(at_ms / 1000) * 1000;
  const by_offset_before = wanted_ms - offsetAt(wanted_ms - day_ms);
  return wallClock(by_offset_before, time_zone) === wanted_ms ? by_offset_before : wanted_ms - offsetAt(by_offset_before);
};

/** When the calendar day of an instant begins in the zone. */
export const dayStart = (at_ms: number, time_zone: string): number =>
  fromWallTime(`${toWallTime(at_ms, time_zone).slice(0, 10)}T00:00`, time_zone) ?? Math.floor(at_ms / minute_ms) * minute_ms;
