import type { Benchmark, MeasureContext } from './benchmark.ts';
import { type RadiusFigures, type RadiusSize, radiusOf } from './radius/run-radius.ts';

/** Work rises with the number of records: measured is a part of the day of 10,000 vehicles that is meant. */
const size: RadiusSize = { vehicles: 500, points_per_day: 100 };
const meant_vehicles = 10_000;
const share = meant_vehicles / size.vehicles;
const most_ms = 1_000;

const against = (id: string, title: string, most: number, figure: (figures: RadiusFigures) => number): Benchmark => ({
  id,
  title,
  goal: { ratio: 1, better: 'lower' },
  subject: async (context: MeasureContext) => ({ value: figure(await radiusOf(context, size)), unit: 'ms' }),
  peer: async () => ({ value: most, unit: 'ms' }),
});

const day = `search by radius over a day of ${meant_vehicles} vehicles with ${size.points_per_day} places each (${share} times that of ${size.vehicles})`;

export const benchmarks: Benchmark[] = [
  against('J-radius-rows', `${day}, of the last week, against ${most_ms} ms`, most_ms, ({ rows_ms }) => share * rows_ms),
  against('J-radius-blocks', `${day}, in blocks, against ${most_ms} ms`, most_ms, ({ blocks_ms }) => share * blocks_ms),
];
