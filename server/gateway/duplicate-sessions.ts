import { type App, nowAt } from '#server/app.ts';
import { upsertDuplicateSession } from '#server/store/duplicate-sessions.ts';
import { findVehicleByUnit } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';

/** Of one unit, so that somebody who dials in again and again cannot keep the database busy. */
const most_often_ms = 60_000;
const most_units = 10_000;

export type DuplicateNote = (brand: string, unit_id: string, remote_address: string) => Promise<void>;

/**
 * Notes that somebody speaks in the name of a unit that is connected (threat T8): a copied identity, or a unit that lost its connection without
 * telling. The listener keeps the newcomer waiting; people have to find out who it is.
 */
export const createDuplicateNotes = (app: App): DuplicateNote => {
  const noted = new Map<string, number>();
  return async (brand, unit_id, remote_address) => {
    const key = `${brand}/${unit_id}`;
    const now_ms = app.clock();
    if (now_ms - (noted.get(key) ?? Number.NEGATIVE_INFINITY) < most_often_ms) return;
    noted.delete(key);
    noted.set(key, now_ms);
    const [oldest] = noted.size > most_units ? noted.keys() : [];
    if (oldest !== undefined) noted.delete(oldest);
    await write(app, async (tx) => {
      const vehicle = await findVehicleByUnit(tx, brand, unit_id);
      if (!vehicle) return;
      const { id: vehicle_id, fleet_id } = vehicle;
      await upsertDuplicateSession(tx, { vehicle_id, fleet_id, unit_id, remote_address, last_seen_at: nowAt(app) });
    });
  };
};
