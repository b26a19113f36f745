import { brands } from '#lib/catalogue/brands.ts';
import { ownInterval } from '#lib/catalogue/pace.ts';
import type { App } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { findUnitGateway, listConnectedUnits } from '#server/store/unit-sessions.ts';
import { findVehicleByUnit, listQuietVehicles, type OnlineVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { changeLifeStatus } from './change-life-status.ts';
import { createReportPace, type ReportPace } from './report-pace.ts';

const batch = 500;

type Narrowed = { fleet_id?: string; with_own_interval?: boolean };

/** ONLINE vehicles of a brand without contact since then, in batches. */
async function* quietVehicles(app: App, brand: string, since_ms: number, narrowed: Narrowed = {}): AsyncGenerator<OnlineVehicle[]> {
  const since = new Date(since_ms).toISOString();
  for (let after = ''; ; ) {
    const found = await listQuietVehicles(app.db.read, brand, since, batch, { ...narrowed, after });
    if (found.length > 0) yield found;
    if (found.length < batch) return;
    after = found.at(-1)?.vehicle_id ?? '';
  }
}

/** Those that have not been heard of meanwhile. */
const markOffline = async (app: App, vehicles: readonly OnlineVehicle[]): Promise<number> => {
  if (vehicles.length > 0) {
    await write(app, async (tx, emit) => {
      for (const vehicle of vehicles) await changeLifeStatus(app, tx, emit, vehicle, 'OFFLINE', newFlowId());
    });
  }
  return vehicles.length;
};

/** The shortest interval that a unit can be set to. */
const shortest_interval_seconds = 10;

/**
 * Marks vehicles OFFLINE that should have spoken by now: by their fleet's time, their unit's interval or their brand. The brand's time is asked of the
 * database; shorter ones only where somebody has set them.
 */
export const markSilentVehicles = async (app: App, given?: ReportPace): Promise<number> => {
  const pace = given ?? createReportPace(app);
  if (!given) await pace.reloadTimeouts();
  let marked = 0;
  const now_ms = app.clock();
  const isSilent = (brand: string) => (vehicle: OnlineVehicle) => {
    const { fleet_id, vehicle_model_id, unit_settings, last_contact_at } = vehicle;
    const silence_ms = pace.silenceMs({ brand, fleet_id, vehicle_model_id, report_interval_in_seconds: ownInterval(unit_settings) });
    return last_contact_at !== null && now_ms - Date.parse(last_contact_at) > silence_ms;
  };
  for (const { brand, silence_in_minutes, authentication } of brands) {
    const brand_ms = silence_in_minutes * 60_000;
    const mark = async (since_ms: number, narrowed?: Narrowed) => {
      for await (const found of quietVehicles(app, brand, since_ms, narrowed))
        marked += await markOffline(app, found.filter(isSilent(brand)));
    };
    await mark(now_ms - brand_ms);
    for (const [fleet_id, { [brand]: minutes }] of pace.timeouts()) {
      if (minutes !== undefined && minutes * 60_000 < brand_ms) await mark(now_ms - minutes * 60_000, { fleet_id });
    }
    if (authentication !== 'SHARED') await mark(now_ms - (2 * shortest_interval_seconds + 60) * 1000, { with_own_interval: true });
  }
  return marked;
};

/** The socket of a unit that lives on its connection is gone for good, unless it has come back to another gateway. */
export const markDisconnected = async (app: App, brand: string, unit_id: string): Promise<void> => {
  await write(app, async (tx, emit) => {
    const row = await findVehicleByUnit(tx, brand, unit_id);
    if (!row || (await findUnitGateway(tx, brand, unit_id)) !== undefined) return;
    const { fleet_id, id: vehicle_id, last_contact_at } = row;
    await changeLifeStatus(app, tx, emit, { fleet_id, vehicle_id, last_contact_at }, 'OFFLINE', newFlowId());
  });
};

/** With a gateway its connections are gone: units that have not come back to any since are as disconnected as if we had seen their sockets close. */
export const markNeverReturned = async (app: App, brand: string, since_ms: number): Promise<number> => {
  const connected = await listConnectedUnits(app.db.read, brand);
  let marked = 0;
  for await (const found of quietVehicles(app, brand, since_ms))
    marked += await markOffline(
      app,
      found.filter(({ unit_id }) => !connected.has(unit_id)),
    );
  return marked;
};
