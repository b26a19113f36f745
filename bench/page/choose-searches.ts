import { no_filter } from '#lib/client/fleet-filter.ts';
import { usual_sort } from '#lib/client/fleet-sort.ts';
import { createFleetStore } from '#lib/client/fleet-store.ts';
import { createFleetView } from '#lib/client/fleet-view.ts';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';

const vehicles = 3;
const typed_length = 4;

/** What somebody types who looks for one vehicle and then for another: each text leaves some vehicles, and not as many as the one before. */
export const chooseSearches = async (snapshot: FleetSnapshot): Promise<string[]> => {
  const store = createFleetStore({ loadSnapshot: async () => snapshot, schedule: () => {} });
  await store.load();
  const view = createFleetView(store);
  const texts: string[] = [];
  let before = snapshot.columns.id.length;
  for (let number = 0; number < vehicles; number += 1) {
    const wanted = snapshot.columns.telematics_unit_id[Math.floor((number * before) / vehicles)]?.slice(-typed_length) ?? '';
    for (const text of [...Array.from(wanted, (_, index) => wanted.slice(0, index + 1)), '']) {
      view.show({ filter: { ...no_filter, q: text }, sort: usual_sort });
      const { matching } = view.state();
      if (matching === 0 || matching === before) continue;
      before = matching;
      texts.push(text);
    }
  }
  return texts;
};
