import { modeOfState } from '#lib/domain/freshness.ts';
import type { BoundFigures } from '#lib/domain/process-figures.ts';
import type { StateReport } from '#lib/domain/telematics.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newFlowId } from '#server/ids.ts';
import { type LatestStateUpdate, lockVehiclesByUnit, updateLatestStates } from '#server/store/ingest.ts';
import { upsertObservedUnit } from '#server/store/observed-units.ts';
import { insertSeenMessages } from '#server/store/seen-messages.ts';
import { type Emit, type NewEvent, write } from '#server/store/write.ts';
import { type Applied, applyReport } from './apply-report.ts';
import { changeLifeStatus } from './change-life-status.ts';
import { createGroupCommit } from './group-commit.ts';
import { createKnownVehicles, type KnownVehicle } from './known-vehicles.ts';
import { flowOfMessage } from './message-flow.ts';
import { createReportPace, type ReportPace } from './report-pace.ts';
import { settleByState } from './settle-by-state.ts';
import { createStoredFlows, type StoredFlows } from './stored-flows.ts';

export interface Delivery {
  report: StateReport;
  /** Fleet whose credentials brought the report: a unit of another fleet is not touched by it. */
  fleet_id?: string | undefined;
  /** Credentials whose stream brought the report: one whose `message_key` is stored already is left out. */
  credentials_id?: string | undefined;
  /** Done in the same transaction as the report, for example the outcome of the command that it answers. */
  also?: ((tx: Query, emit: Emit) => Promise<void>) | undefined;
}

export interface IngestCounters {
  reports: number;
  unknown_units: number;
  dropped_properties: number;
  /** Of units that sent again what was stored. */
  repeats: number;
  commits: number;
}

export interface Ingest {
  /** Resolves after COMMIT; rejects when nothing of it was stored. Only then may a unit be acknowledged. */
  store(deliveries: readonly Delivery[]): Promise<void>;
  counters: Readonly<IngestCounters>;
  /** Resolves when all that was handed in is stored or refused. */
  drain(): Promise<void>;
  bounds(): BoundFigures[];
}

interface BatchCounts {
  dropped: number;
  unknown: number;
  repeats: number;
}

const unitKey = (brand: string, unit_id: string) => `${brand}/${unit_id}`;

const flowOf = ({ brand, unit_id, message_key }: StateReport) =>
  message_key === undefined ? newFlowId() : flowOfMessage(brand, unit_id, message_key);

const toUpdate = ({ vehicle_id, state, last_contact_at, events_since_full, full_at, version }: KnownVehicle): LatestStateUpdate => ({
  vehicle_id,
  state: JSON.stringify(state),
  last_contact_at,
  lat: state.position?.value.lat ?? null,
  lon: state.position?.value.lon ?? null,
  events_since_full,
  full_at,
  version,
});

const isFreshContact = (vehicle: KnownVehicle, before: KnownVehicle, silence_ms: number, now_ms: number) =>
  vehicle.last_contact_at !== before.last_contact_at &&
  vehicle.last_contact_at !== null &&
  now_ms - Date.parse(vehicle.last_contact_at) < silence_ms;

/** What this gateway remembers of these vehicles is old: another one has stored reports of them. */
class StaleMemory extends Error {
  readonly vehicle_ids: readonly string[];

  constructor(vehicle_ids: readonly string[]) {
    super('Another gateway has stored reports of these vehicles.');
    this.vehicle_ids = vehicle_ids;
  }
}

/**
 * Stores reports in groups: what arrives while one commit runs shares the next. `isInOffice`: whether this gateway is still in office; one that
 * was taken for dead must store nothing more. A unit may come from another gateway: what is remembered of its vehicle is compared with what is stored
 * in the write that relies on it.
 */
export const createIngest = (
  app: App,
  isInOffice: (tx: Query) => Promise<boolean> = async () => true,
  pace: ReportPace = createReportPace(app),
  flows: StoredFlows = createStoredFlows(),
): Ingest => {
  const known = createKnownVehicles(app.db.dialect);
  const counters: IngestCounters = { reports: 0, unknown_units: 0, dropped_properties: 0, repeats: 0, commits: 0 };

  const paced = ({ fleet_id, unit }: KnownVehicle) => ({ ...unit, fleet_id });
  const expectedSeconds = (vehicle: KnownVehicle, state: VehicleState) =>
    pace.paceOf(paced(vehicle), modeOfState(state)).expected_interval_seconds;

  /** The pause since the contact before, when the vehicle did the same at its beginning and end. */
  const learnPause = (before: KnownVehicle, after: KnownVehicle) => {
    if (before.last_contact_at === null || after.last_contact_at === null || before.last_contact_at === after.last_contact_at) return;
    const mode = modeOfState(before.state);
    if (mode !== modeOfState(after.state)) return;
    const pause_ms = Date.parse(after.last_contact_at) - Date.parse(before.last_contact_at);
    pace.observe(after.unit.vehicle_model_id, mode, pause_ms / 1000);
  };

  const findVehicles = async (tx: Query, deliveries: readonly Delivery[]) => {
    const found = new Map<string, KnownVehicle>();
    const by_brand = Map.groupBy(deliveries, ({ report }) => report.brand);
    for (const brand of [...by_brand.keys()].sort()) {
      const unit_ids = [...new Set(by_brand.get(brand)?.map(({ report }) => report.unit_id))];
      const rows = await lockVehiclesByUnit(tx, app.db.dialect, brand, unit_ids);
      const vehicles = await known.get(tx, rows, flows.forget);
      rows.forEach(({ telematics_unit_id }, index) => {
        const vehicle = vehicles[index];
        if (vehicle) found.set(unitKey(brand, telematics_unit_id), vehicle);
      });
    }
    return found;
  };

  /** Without what a stream gave before: a crash between our COMMIT and that of the source makes it repeat itself. */
  const withoutRepeats = async (tx: Query, deliveries: readonly Delivery[]): Promise<readonly Delivery[]> => {
    if (deliveries.every(({ credentials_id }) => credentials_id === undefined)) return deliveries;
    const by_credentials = Map.groupBy(deliveries, ({ credentials_id }) => credentials_id);
    const first_seen = new Map<string, Set<string>>();
    for (const [credentials_id, own] of by_credentials) {
      if (credentials_id === undefined) continue;
      const keys = own.flatMap(({ report }) => report.message_key ?? []);
      first_seen.set(credentials_id, await insertSeenMessages(tx, credentials_id, keys, nowAt(app)));
    }
    return deliveries.filter(({ report: { message_key }, credentials_id }) => {
      if (credentials_id === undefined || message_key === undefined) return true;
      return first_seen.get(credentials_id)?.delete(message_key) ?? true;
    });
  };

  const noteUnknownUnit = async (tx: Query, { report, fleet_id = '' }: Delivery, counts: BatchCounts) => {
    counts.unknown += 1;
    const { brand, unit_id } = report;
    await upsertObservedUnit(tx, { brand, unit_id, fleet_id, last_seen_at: nowAt(app), remote_address: null });
  };

  /** Of a unit's own messages alone; those of streams were looked at before. */
  const isRepeat = async (tx: Query, { report, credentials_id }: Delivery, applied: Applied, pending: readonly NewEvent[]) => {
    const [event] = applied.events;
    if (!applied.may_be_repeat || !event || report.message_key === undefined || credentials_id !== undefined) return false;
    const measured_at = Object.values(report.properties).reduce(
      (oldest, { timestamp }) => (timestamp < oldest ? timestamp : oldest),
      '9999',
    );
    return flows.holds(tx, { ...event, measured_at }, pending);
  };

  /** Vehicles after all reports, by unit. */
  const applyAll = async (
    tx: Query,
    emit: Emit,
    deliveries: readonly Delivery[],
    before: ReadonlyMap<string, KnownVehicle>,
    counts: BatchCounts,
  ) => {
    const now_ms = app.clock();
    const after = new Map(before);
    const told: NewEvent[] = [];
    for (const delivery of deliveries) {
      const { report, fleet_id } = delivery;
      const key = unitKey(report.brand, report.unit_id);
      const vehicle = after.get(key);
      if (!vehicle || (fleet_id !== undefined && vehicle.fleet_id !== fleet_id)) {
        await noteUnknownUnit(tx, delivery, counts);
        continue;
      }
      const applied = applyReport(vehicle, report, now_ms, flowOf(report), expectedSeconds);
      learnPause(vehicle, applied.vehicle);
      if (await isRepeat(tx, delivery, applied, told)) {
        counts.repeats += 1;
        after.set(key, { ...vehicle, last_contact_at: applied.vehicle.last_contact_at });
        continue;
      }
      counts.dropped += applied.dropped;
      flows.note(applied.events);
      told.push(...applied.events);
      after.set(key, applied.vehicle);
    }
    for (const event of told) emit(event);
    return after;
  };

  const bringOnline = async (tx: Query, emit: Emit, after: Map<string, KnownVehicle>, before: ReadonlyMap<string, KnownVehicle>) => {
    for (const [key, vehicle] of after) {
      const earlier = before.get(key);
      if (!earlier || vehicle.life_status === 'ONLINE' || !isFreshContact(vehicle, earlier, pace.silenceMs(paced(vehicle)), app.clock()))
        continue;
      await changeLifeStatus(app, tx, emit, vehicle, 'ONLINE', newFlowId());
      after.set(key, { ...vehicle, life_status: 'ONLINE' });
    }
  };

  const storeOnce = async (deliveries: readonly Delivery[]) => {
    const counts: BatchCounts = { dropped: 0, unknown: 0, repeats: 0 };
    const stored = await write(app, async (tx, emit) => {
      const before = await findVehicles(tx, deliveries);
      // After the vehicles are locked: a successor that asks for them from here on waits, and then sees what is stored here.
      if (!(await isInOffice(tx))) throw new Error('Another gateway has taken over.');
      const after = await applyAll(tx, emit, await withoutRepeats(tx, deliveries), before, counts);
      await bringOnline(tx, emit, after, before);
      const changed = [...after].filter(([key, vehicle]) => before.get(key) !== vehicle).map(([, vehicle]) => vehicle);
      if (!(await updateLatestStates(tx, app.db.dialect, changed.map(toUpdate)))) {
        throw new StaleMemory(changed.map(({ vehicle_id }) => vehicle_id));
      }
      for (const { also } of deliveries) await also?.(tx, emit);
      await settleByState(app, tx, emit, changed);
      return changed;
    });
    known.remember(stored.map((vehicle) => ({ ...vehicle, version: vehicle.version + 1 })));
    counters.reports += deliveries.length;
    counters.unknown_units += counts.unknown;
    counters.dropped_properties += counts.dropped;
    counters.repeats += counts.repeats;
    counters.commits += 1;
  };

  const storeBatch = (deliveries: readonly Delivery[]) =>
    storeOnce(deliveries).catch((error: unknown) => {
      if (!(error instanceof StaleMemory)) throw error;
      known.forget(error.vehicle_ids);
      // What it noted of the transaction that was rolled back is not in the log.
      flows.forget();
      return storeOnce(deliveries);
    });

  const forget = () => {
    known.forget();
    flows.forget();
  };
  const group = createGroupCommit(storeBatch, { onFailure: forget });
  const bounds = () => [...known.bounds(), ...flows.bounds(), ...group.bounds()];
  return { store: group.add, counters, drain: group.drain, bounds };
};
