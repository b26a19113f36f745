import { no_filter } from '#lib/client/fleet-filter.ts';
import { createFleetStore } from '#lib/client/fleet-store.ts';
import { createFleetView } from '#lib/client/fleet-view.ts';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';

const rounds = 5;
const filters = [
  { ...no_filter, q: '12' },
  { ...no_filter, status: ['moving' as const] },
  { ...no_filter, energy: ['below-30' as const] },
  { ...no_filter, area: [-56.2, -34.95, -56.1, -34.85] as const },
];
const columns = ['energy', 'status', 'contact', 'plate'] as const;

/** Milliseconds of processor time that a filter and a sort take at the median, by the code that the worker runs; each was seen once before. */
export const measureView = async (snapshot: FleetSnapshot): Promise<number> => {
  const store = createFleetStore({ loadSnapshot: async () => snapshot, schedule: () => {} });
  await store.load();
  const view = createFleetView(store);
  const times_ms: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const filter of filters) {
      for (const column of columns) {
        const sort = { column, descending: round % 2 === 0 };
        const before = process.threadCpuUsage();
        view.show({ filter: { ...filter }, sort });
        const { user, system } = process.threadCpuUsage(before);
        if (round > 0) times_ms.push((user + system) / 1000);
      }
    }
  }
  return times_ms.sort((a, b) => a - b)[Math.floor(times_ms.length / 2)] ?? Number.NaN;
};
