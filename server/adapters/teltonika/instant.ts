const minute_ms = 60_000;
const two_digits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

/** Texts of minutes, each at its place modulo the size. */
const kept = 256;
const minutes = new Float64Array(kept).fill(Number.NaN);
const texts = new Array<string>(kept).fill('');

const minuteText = (minute: number): string => {
  const place = minute % kept;
  if (minutes[place] !== minute) {
    minutes[place] = minute;
    texts[place] = new Date(minute * minute_ms).toISOString().slice(0, 17);
  }
  return texts[place] ?? '';
};

/**
 * ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it, for times from 1970 to the year 9999.
 * Texts of minutes are kept, since the records of a fleet are of few of them: the formatter would cost half of a record's translation.
 */
export const formatInstant = (ms: number): string => {
  const minute = Math.floor(ms / minute_ms);
  const rest = ms - minute * minute_ms;
  const second = Math.floor(rest / 1000);
  const fraction = rest - second * 1000;
  return `${minuteText(minute)}${two_digits[second]}.${fraction === 0 ? '000' : String(fraction).padStart(3, '0')}Z`;
};
