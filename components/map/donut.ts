import type { ExpressionSpecification } from 'maplibre-gl';
import { type MapStatus, map_statuses } from './status-color.ts';

/**
 * A donut shows which share of a group has which status. Shares are rounded to sixths, and a status that occurs at all
 * gets at least one part, so that a single alarm among a thousand vehicles is seen; the number of different images stays small.
 */
const parts_of_a_donut = 6;

const donut_prefix = 'donut:';

/** Parts per status, in the order of `map_statuses`. */
export type DonutParts = number[];

export type StatusCounts = Partial<Record<MapStatus, number>>;

export const donutParts = (counts: StatusCounts): DonutParts => {
  const total = map_statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  return map_statuses.map((status) => {
    const count = counts[status] ?? 0;
    return count === 0 ? 0 : Math.max(1, Math.round((parts_of_a_donut * count) / total));
  });
};

/** The name of the image: `donut:0-4-0-0-2-0`. */
export const donutKey = (counts: StatusCounts): string => donut_prefix + donutParts(counts).join('-');

/** Undefined when the name is not a donut's. */
export const parseDonutKey = (key: string): DonutParts | undefined => {
  if (!key.startsWith(donut_prefix)) return undefined;
  const parts = key.slice(donut_prefix.length).split('-').map(Number);
  return parts.length === map_statuses.length && parts.every((part) => Number.isInteger(part) && part >= 0) ? parts : undefined;
};

/** For a cluster that carries one count per status (see `clusterCounts`): the same name, computed by the map itself. */
export const donutKeyExpression = (): ExpressionSpecification => {
  const share = (status: MapStatus): ExpressionSpecification => [
    'case',
    ['>', ['get', status], 0],
    ['to-string', ['max', 1, ['round', ['/', ['*', parts_of_a_donut, ['get', status]], ['get', 'point_count']]]]],
    '0',
  ];
  const [first, ...others] = map_statuses;
  return ['concat', donut_prefix, share(first), ...others.flatMap((status) => ['-', share(status)])] as ExpressionSpecification;
};

/** `clusterProperties` of a source whose features carry their status in `status`. */
export const clusterCounts = (): Record<string, unknown> =>
  Object.fromEntries(map_statuses.map((status) => [status, ['+', ['case', ['==', ['get', 'status'], status], 1, 0]]]));
