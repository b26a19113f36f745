import { sql } from 'kysely';
import { cellOf } from '#lib/domain/map-cell.ts';
import type { Dialect, Query } from '#server/db/dialect.ts';

export interface UnitKey {
  brand: string;
  unit_id: string;
}
export interface UnitRow {
  id: string;
  fleet_id: string;
  revision: number;
  life_status: string;
  telematics_unit_id: string;
}

/** The vehicles behind these units of one brand, kept from other writers until the transaction ends. */
export const lockVehiclesByUnit = async (tx: Query, dialect: Dialect, brand: string, unit_ids: readonly string[]): Promise<UnitRow[]> => {
  const { rows } = await sql<UnitRow>`SELECT id, fleet_id, revision, life_status, telematics_unit_id FROM vehicles
    WHERE telematics_brand = ${brand} AND ${dialect.anyOf('telematics_unit_id', unit_ids)} AND archived_at IS NULL ${dialect.row_lock}`.execute(
    tx,
  );
  return rows;
};

export interface IngestRow {
  vehicle_id: string;
  capabilities: string;
  attached_at: string;
  telematics_brand: string;
  vehicle_model_id: string;
  unit_settings: string;
  state: string;
  last_contact_at: string | null;
  events_since_full: number;
  full_at: string | null;
  version: number;
}

/** Of these vehicles, in no order, by one statement. */
export const listIngestRows = async (tx: Query, dialect: Dialect, vehicle_ids: readonly string[]): Promise<IngestRow[]> => {
  const { rows } =
    await sql<IngestRow>`SELECT vehicles.id AS vehicle_id, capabilities, attached_at, telematics_brand, vehicle_model_id, unit_settings,
      latest_states.state, last_contact_at, events_since_full, full_at, version
    FROM vehicles JOIN latest_states ON latest_states.vehicle_id = vehicles.id WHERE ${dialect.anyOf('vehicles.id', vehicle_ids)}`.execute(
      tx,
    );
  return rows;
};

export interface LatestStateUpdate {
  vehicle_id: string;
  state: string;
  last_contact_at: string | null;
  lat: number | null;
  lon: number | null;
  events_since_full: number;
  full_at: string | null;
  /** Of the state that this one follows. */
  version: number;
}

/** False when one of them was stored anew since it was read; the caller takes everything back then. */
export const updateLatestStates = async (tx: Query, dialect: Dialect, rows: readonly LatestStateUpdate[]): Promise<boolean> => {
  const updated = await dialect.updateRows(
    tx,
    'latest_states',
    'vehicle_id',
    ['state', 'last_contact_at', 'lat', 'lon', 'cell', 'events_since_full', 'full_at', 'version'],
    rows.map((row) => [
      row.vehicle_id,
      row.state,
      row.last_contact_at,
      row.lat,
      row.lon,
      cellOf(row.lat, row.lon) ?? null,
      row.events_since_full,
      row.full_at,
      row.version + 1,
      row.version,
    ]),
    'version',
  );
  return updated === rows.length;
};
