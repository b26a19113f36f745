/**
 * What this process remembers of vehicles: their texts, ready to be sent. The database tells which vehicles change, and the texts of those are forgotten.
 * Nothing may be answered from here unless `isCurrent` has just said so. What is read meanwhile is kept only if no change of it was told since.
 */
import type { BoundFigures } from '#lib/domain/process-figures.ts';
import type { Db } from '#server/db/connect.ts';
import type { VehicleChange } from '#server/db/vehicle-changes.ts';
import type { ListEntry } from '#server/store/vehicle-list.ts';
import { createByteCache } from './byte-cache.ts';

/** Stands for what was read, until it changes or nobody watches it any more. */
export interface Mark {
  current: boolean;
}

export interface KnownText {
  id: string;
  /** Those that have asked for it and may see it: the vehicle's own, or one that it is shared with. */
  fleet_ids: Set<string>;
  revision: number;
  /** JSON in UTF-8. */
  content: Buffer<ArrayBuffer>;
  mark: Mark;
  bytes: number;
}

/** A page of a list: which vehicles, as the store gave them. */
export interface KnownPage {
  entries: readonly ListEntry[];
  mark: Mark;
  bytes: number;
}

/** Texts of some 20,000 vehicles. */
const limit_bytes = 32 * 1_048_576;
const page_limit_bytes = 4 * 1_048_576;
const entry_bytes = 200;
/** About what the objects around a text take. */
const overhead_bytes = 400;

interface Load {
  changed: Set<string>;
  missed: boolean;
}

export const createVehicleMemory = (db: Pick<Db, 'followVehicles'>, limit: number = limit_bytes) => {
  const texts = createByteCache<KnownText>(limit, ({ mark }) => {
    mark.current = false;
  });
  const pages = createByteCache<KnownPage>(page_limit_bytes);
  /** By fleet: stands for the rows of all its vehicles, and so for who is in a list. */
  const fleets = new Map<string, Mark>();
  const loads = new Set<Load>();

  const endFleet = (fleet_id: string) => {
    const mark = fleets.get(fleet_id);
    if (mark) mark.current = false;
    fleets.delete(fleet_id);
  };
  const forgetWhere = (is_meant: (fleet_id: string) => boolean) => {
    texts.removeWhere(({ fleet_ids }) => [...fleet_ids].some(is_meant));
    for (const fleet_id of [...fleets.keys()].filter(is_meant)) endFleet(fleet_id);
    for (const load of loads) load.missed = true;
  };
  const apply = ({ fleet_id, vehicle_id, of_row }: VehicleChange) => {
    if (vehicle_id === '') return forgetWhere((one) => one === fleet_id);
    texts.remove(vehicle_id);
    if (of_row) endFleet(fleet_id);
    for (const load of loads) load.changed.add(vehicle_id);
  };
  const feed = db.followVehicles((changes) => (changes === 'all' ? forgetWhere(() => true) : changes.forEach(apply)));

  return {
    isCurrent: feed.isCurrent,
    find: (fleet_id: string, id: string): KnownText | undefined => {
      const text = texts.get(id);
      return text?.fleet_ids.has(fleet_id) ? text : undefined;
    },
    findPage: (key: string): KnownPage | undefined => {
      const page = pages.get(key);
      return page?.mark.current ? page : undefined;
    },
    /** For lists that depend on nothing but the rows of the fleet's vehicles. `key` names the fleet too. */
    loadPage: async (fleet_id: string, key: string, read: () => Promise<readonly ListEntry[]>): Promise<readonly ListEntry[]> => {
      const mark = fleets.get(fleet_id) ?? { current: true };
      fleets.set(fleet_id, mark);
      const entries = await read();
      if (mark.current) pages.set(key, { entries, mark, bytes: (entries.length + 1) * entry_bytes + key.length * 2 });
      return entries;
    },
    /** Reads by `read`, and remembers of it what did not change meanwhile. */
    load: async (fleet_id: string, read: () => Promise<{ id: string; revision: number; text: string }[]>): Promise<KnownText[]> => {
      const load: Load = { changed: new Set(), missed: false };
      loads.add(load);
      try {
        return (await read()).map(({ id, revision, text }) => {
          const size = Buffer.byteLength(text);
          // Out of memory of its own: a slice of Node's pool would hold eight times as much.
          const content = Buffer.allocUnsafeSlow(size);
          content.write(text);
          const mark: Mark = { current: !load.missed && !load.changed.has(id) };
          const fleet_ids = new Set([...(texts.get(id)?.fleet_ids ?? []), fleet_id]);
          const known = { id, fleet_ids, revision, content, mark, bytes: size + overhead_bytes };
          if (mark.current) mark.current = texts.set(id, known);
          return known;
        });
      } finally {
        loads.delete(load);
      }
    },
    bounds: (): BoundFigures[] => [
      { name: 'remembered_vehicle_bytes', used: texts.used_bytes(), bound: texts.limit_bytes },
      { name: 'remembered_page_bytes', used: pages.used_bytes(), bound: pages.limit_bytes },
    ],
  };
};
export type VehicleMemory = ReturnType<typeof createVehicleMemory>;
