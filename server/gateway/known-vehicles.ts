import { ownInterval, type PacedVehicle } from '#lib/catalogue/pace.ts';
import type { Capabilities } from '#lib/domain/capability.ts';
import { capableProperties } from '#lib/domain/capability.ts';
import type { BoundFigures } from '#lib/domain/process-figures.ts';
import type { StateProperty, VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Dialect, Query } from '#server/db/dialect.ts';
import { type IngestRow, listIngestRows, type UnitRow } from '#server/store/ingest.ts';

/** What ingest needs of a vehicle to merge a report. Never changed in place: a rolled back batch must leave no trace. */
export interface KnownVehicle {
  readonly vehicle_id: string;
  readonly fleet_id: string;
  readonly revision: number;
  readonly capable: ReadonlySet<StateProperty>;
  /** What the unit measured earlier belongs to another vehicle, or to nobody's. */
  readonly attached_at: string;
  /** What its pace follows from. */
  readonly unit: PacedVehicle;
  /** Expected interval that was told last. */
  readonly told_interval_seconds?: number | undefined;
  readonly life_status: string;
  readonly state: VehicleState;
  readonly last_contact_at: string | null;
  readonly events_since_full: number;
  readonly full_at: string | null;
  /** Of the stored state. */
  readonly version: number;
}

export interface KnownVehicles {
  /** In the order of the rows: from memory when a row has not changed since, all others by one question to the database, of which is told. */
  get(tx: Query, rows: readonly UnitRow[], onRead?: (vehicle_id: string) => void): Promise<KnownVehicle[]>;
  /** After COMMIT only. */
  remember(vehicles: Iterable<KnownVehicle>): void;
  forget(vehicle_ids?: Iterable<string>): void;
  bounds(): BoundFigures[];
}

const fromRows = (row: UnitRow, stored: IngestRow): KnownVehicle => {
  const capabilities: Capabilities = JSON.parse(stored.capabilities);
  return {
    vehicle_id: row.id,
    fleet_id: row.fleet_id,
    revision: row.revision,
    capable: capableProperties(capabilities),
    attached_at: stored.attached_at,
    unit: {
      brand: stored.telematics_brand,
      vehicle_model_id: stored.vehicle_model_id,
      report_interval_in_seconds: ownInterval(stored.unit_settings),
    },
    life_status: row.life_status,
    state: JSON.parse(stored.state),
    last_contact_at: stored.last_contact_at,
    events_since_full: stored.events_since_full,
    full_at: stored.full_at,
    version: stored.version,
  };
};

/**
 * Bounded memory of the latest states, so that a report needs no read of its vehicle's state. Another gateway may have stored something since: the
 * write that relies on a remembered state compares its version, and forgets when it is old. The life status is not remembered: silence changes it too.
 */
export const createKnownVehicles = (dialect: Dialect, limit = 200_000): KnownVehicles => {
  const known = new Map<string, KnownVehicle>();
  const recall = (row: UnitRow) => {
    const remembered = known.get(row.id);
    return remembered?.revision === row.revision ? remembered : undefined;
  };
  return {
    get: async (tx, rows, onRead) => {
      const unknown = rows.filter((row) => !recall(row)).map(({ id }) => id);
      for (const id of unknown) onRead?.(id);
      const stored = unknown.length === 0 ? [] : await listIngestRows(tx, dialect, unknown);
      const by_id = new Map(stored.map((row) => [row.vehicle_id, row]));
      return rows.map((row) => {
        const read = by_id.get(row.id);
        if (read) return fromRows(row, read);
        const remembered = recall(row);
        if (!remembered) throw new Error(`Vehicle ${row.id} has no row of its state.`);
        return { ...remembered, life_status: row.life_status };
      });
    },
    remember: (vehicles) => {
      for (const vehicle of vehicles) {
        known.delete(vehicle.vehicle_id);
        known.set(vehicle.vehicle_id, vehicle);
      }
      for (const oldest of known.keys()) {
        if (known.size <= limit) break;
        known.delete(oldest);
      }
    },
    forget: (vehicle_ids) => {
      if (!vehicle_ids) return known.clear();
      for (const id of vehicle_ids) known.delete(id);
    },
    bounds: () => [{ name: 'latest states in memory', used: known.size, bound: limit }],
  };
};
