import { brands } from '#lib/catalogue/brands.ts';
import { silenceLimitMs } from '#lib/catalogue/catalogue.ts';
import type { App } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { listFleets } from '#server/store/access.ts';
import { readFleetRules } from '#server/store/fleet-rules.ts';
import { findVehicleByUnit, listSilentVehicles } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { changeLifeStatus } from './change-life-status.ts';

const batch = 500;

/** Marks vehicles OFFLINE whose fleet, or else whose brand, says they should have spoken by now. */
export const markSilentVehicles = async (app: App): Promise<number> => {
  const fleets = (await listFleets(app.db.read)).map(({ id, settings }) => ({
    id,
    timeouts: readFleetRules(settings).life_status_timeout_in_minutes,
  }));
  const since = (limit_ms: number) => new Date(app.clock() - limit_ms).toISOString();
  let marked = 0;
  for (const { brand } of brands) {
    const special = fleets.filter(({ timeouts }) => timeouts[brand] !== undefined);
    const but = special.map(({ id }) => id);
    const silent = await listSilentVehicles(app.db.read, brand, since(silenceLimitMs(brand)), batch, { but });
    for (const { id: of, timeouts } of special)
      silent.push(...(await listSilentVehicles(app.db.read, brand, since((timeouts[brand] ?? 0) * 60_000), batch, { of })));
    if (silent.length === 0) continue;
    await write(app, async (tx, emit) => {
      for (const vehicle of silent) await changeLifeStatus(app, tx, emit, vehicle, 'OFFLINE', newFlowId());
    });
    marked += silent.length;
  }
  return marked;
};

/** The socket of a unit that lives on its connection is gone for good. */
export const markDisconnected = async (app: App, brand: string, unit_id: string): Promise<void> => {
  await write(app, async (tx, emit) => {
    const row = await findVehicleByUnit(tx, brand, unit_id);
    if (!row) return;
    const { fleet_id, id: vehicle_id, last_contact_at } = row;
    await changeLifeStatus(app, tx, emit, { fleet_id, vehicle_id, last_contact_at }, 'OFFLINE', newFlowId());
  });
};
