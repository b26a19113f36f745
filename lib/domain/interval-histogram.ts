/**
 * Pauses between reports, counted in steps of a quarter: what is usual can be read from it, no single outage moves it, and it never grows.
 * Old counts fade by halves, so that it follows a fleet that changes its ways.
 */
export const bucket_ratio = 1.25;
/** Beyond a day a pause says nothing about the next one. */
export const longest_interval_seconds = 86_400;
const bucket_count = Math.ceil(Math.log(longest_interval_seconds) / Math.log(bucket_ratio)) + 1;
const most_samples = 2_000;

export type IntervalHistogram = readonly number[];

export const empty_histogram: IntervalHistogram = Array.from({ length: bucket_count }, () => 0);

export const sampleCount = (histogram: IntervalHistogram): number => histogram.reduce((sum, count) => sum + count, 0);

const bucketOf = (seconds: number): number =>
  Math.min(bucket_count - 1, Math.max(0, Math.ceil(Math.log(seconds) / Math.log(bucket_ratio))));

const faded = (histogram: IntervalHistogram): IntervalHistogram =>
  sampleCount(histogram) <= most_samples ? histogram : histogram.map((count) => Math.floor(count / 2));

/** With one more pause; one shorter than a second (values of one message) or longer than a day does not count. */
export const addInterval = (histogram: IntervalHistogram, seconds: number): IntervalHistogram => {
  if (!(seconds >= 1 && seconds <= longest_interval_seconds)) return histogram;
  const own = bucketOf(seconds);
  return faded(histogram.map((count, bucket) => (bucket === own ? count + 1 : count)));
};

/** What two have counted apart from each other. */
export const joinHistograms = (one: IntervalHistogram, other: IntervalHistogram): IntervalHistogram =>
  faded(one.map((count, bucket) => count + (other[bucket] ?? 0)));

/** The pause that this share of all pauses does not exceed, at most a quarter too long; undefined without samples. */
export const intervalQuantile = (histogram: IntervalHistogram, share: number): number | undefined => {
  const wanted = sampleCount(histogram) * share;
  let seen = 0;
  for (const [bucket, count] of histogram.entries()) {
    seen += count;
    if (count > 0 && seen >= wanted) return Math.min(bucket_ratio ** bucket, longest_interval_seconds);
  }
  return undefined;
};

/** What was stored, when it has the right form. */
export const parseHistogram = (stored: unknown): IntervalHistogram | undefined =>
  Array.isArray(stored) && stored.length === bucket_count && stored.every((count) => Number.isInteger(count) && count >= 0)
    ? stored
    : undefined;
