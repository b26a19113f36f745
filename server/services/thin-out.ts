import type { HistoryPoint } from '#lib/contract/history.ts';

/**
 * At most `most` of the points, which are in order of time: of each stretch the smallest and the greatest, so that no peak is lost, besides the
 * first and the last of all.
 */
export const thinOut = (points: readonly HistoryPoint[], most: number): HistoryPoint[] => {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length <= most || !first || !last) return [...points];
  const stretches = Math.floor((most - 2) / 2);
  const inner = points.slice(1, -1);
  const kept = Array.from({ length: stretches }, (_, index) => {
    const stretch = inner.slice(Math.floor((index * inner.length) / stretches), Math.floor(((index + 1) * inner.length) / stretches));
    const [begin] = stretch;
    if (!begin) return [];
    const low = stretch.reduce((least, point) => (point.value < least.value ? point : least), begin);
    const high = stretch.reduce((greatest, point) => (point.value > greatest.value ? point : greatest), begin);
    if (low === high) return [low];
    return low.at < high.at ? [low, high] : [high, low];
  });
  return [first, ...kept.flat(), last];
};
