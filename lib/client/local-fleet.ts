import type { Fleet, FleetDesk } from './fleet.ts';
import { pointOf } from './fleet-point.ts';
import { createFleetStore, type FleetStoreOptions } from './fleet-store.ts';
import { createFleetView, type FleetViewOptions } from './fleet-view.ts';

/** The fleet on the page's own thread. `release` ends it and gives the events that no snapshot holds yet. */
export const createLocalFleet = (options: FleetStoreOptions) => {
  const store = createFleetStore(options);

  const openDesk = (asked: FleetViewOptions): FleetDesk => {
    const view = createFleetView(store, asked);
    return {
      ...view,
      points: {
        now: options.now,
        subscribe: view.subscribeMap,
        forEach: (visit) => {
          for (const [slot, row] of store.rows().entries()) {
            const point = row && view.isSlotOnMap(slot) ? pointOf(row) : undefined;
            if (point) visit(point);
          }
        },
        get: (id) => {
          const row = view.isOnMap(id) ? store.get(id) : undefined;
          return row && pointOf(row);
        },
      },
      countFacet: async (facet) => {
        const { countFacet } = await import('./count-facet.ts');
        return countFacet(view.columns(), view.filter(), facet);
      },
      describe: async (ids) =>
        ids.flatMap((id) => {
          const row = store.get(id);
          return row ? [{ id, label: row.label, listed: view.isListed(id) }] : [];
        }),
    };
  };

  const listFieldKeys = async (): Promise<string[]> => {
    const keys = new Set<string>();
    for (const row of store.rows()) for (const key in row?.custom_fields) keys.add(key);
    return [...keys];
  };

  return { ...store, watch: (_: string, listener: () => void) => store.subscribe(listener), listFieldKeys, openDesk } satisfies Fleet;
};

export type LocalFleet = ReturnType<typeof createLocalFleet>;
