import type { Actor } from '#lib/domain/access.ts';
import type { ChangeReason } from '#lib/domain/event.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { keepCapableState } from '#server/store/latest-states.ts';
import { findUsableVehicle, updateVehicle, type VehicleChanges, type VehicleRow } from '#server/store/vehicles.ts';
import { type Audit, type Emit, write } from '#server/store/write.ts';
import { leaveToGateway } from './gateway-call.ts';
import { etagOf, requireUnchanged } from './revision.ts';
import { searchText } from './search-text.ts';
import { keepDocument } from './vehicle-documents.ts';
import { toVehicle } from './vehicle-view.ts';

export const vehicleNotFound = (vehicle_id: string) =>
  new Problem('resource-not-found', `There is no vehicle ${vehicle_id} in this fleet.`);

/** A vehicle that the fleet may see and command: its own, or one that is shared with it. */
export const getUsableRow = async (db: Query, actor: Actor, vehicle_id: string): Promise<VehicleRow> => {
  const row = await findUsableVehicle(db, actor.fleet_id, vehicle_id);
  if (!row) throw vehicleNotFound(vehicle_id);
  return row;
};

/** The fleet's own vehicle. */
export const getVehicleRow = async (db: Query, actor: Actor, vehicle_id: string): Promise<VehicleRow> => {
  const row = await getUsableRow(db, actor, vehicle_id);
  if (row.fleet_id !== actor.fleet_id)
    throw new Problem('missing-permissions', `Vehicle ${vehicle_id} is shared with this fleet, which may see and command it alone.`);
  return row;
};

export interface Changed {
  columns: VehicleChanges;
  reasons: ChangeReason[];
  /** For the audit log, beside the columns. */
  detail?: object;
}

/** The columns to set with the reasons to tell, or undefined when the vehicle already is as asked. Writes nothing to the vehicle itself. */
export type VehicleChange = (row: VehicleRow, now: string, tx: Query) => Changed | undefined | Promise<Changed | undefined>;

export interface AskedChange {
  vehicle_id: string;
  if_match?: string | undefined;
  onRevision?: ((etag: string) => void) | undefined;
  action: string;
  change: VehicleChange;
}

/** One transaction of `write`. */
export interface Writing {
  tx: Query;
  emit: Emit;
  audit: Audit;
}

/** What the gateway took over when the unit connected. */
const known_to_session = ['telematics_brand', 'telematics_unit_id', 'sealed_unit_password', 'vehicle_model_id', 'unit_settings'] as const;

/** The vehicle after the change, with what follows from it. */
export const nextVehicle = (row: VehicleRow, { columns }: Changed, now: string): VehicleRow => {
  const next = { ...row, ...columns, modified_at: now, revision: row.revision + 1 } as VehicleRow;
  next.search_text = searchText({ ...next, tags: JSON.parse(next.tags), custom_fields: JSON.parse(next.custom_fields) });
  return next;
};

/** Event and audit entry of one change. Gives the vehicle as it is told. */
export const tellChange = (
  { emit, audit }: Pick<Writing, 'emit' | 'audit'>,
  actor: Actor,
  action: string,
  change: Changed,
  next: VehicleRow,
): Vehicle => {
  const vehicle = toVehicle(next);
  const { fleet_id, id, modified_at: occurred_at } = next;
  const { flow_id } = actor;
  emit({
    fleet_id,
    type: 'VehicleChanged',
    vehicle_id: id,
    occurred_at,
    flow_id,
    data: { reasons: change.reasons, vehicle, initiated_by: { type: actor.type, id: actor.id, name: actor.name } },
  });
  const { sealed_unit_password, sealed_new_unit_password: _, unit_password_fingerprint: __, ...columns } = change.columns;
  const detail = { columns, ...change.detail, ...(sealed_unit_password && { password_replaced: true }) };
  audit({ fleet_id, actor, action, object_type: 'vehicle', object_id: id, detail, flow_id });
  return vehicle;
};

const requireWritable = (row: VehicleRow, if_match: string | undefined) => {
  if (row.archived_at) throw new Problem('conflicting-resource', `Vehicle ${row.id} is archived. Restore it first.`);
  requireUnchanged(`Vehicle ${row.id}`, row, if_match);
};

/**
 * Reads, changes and writes one vehicle, locked by the caller, with its event and audit entry. A write that changes nothing tells nobody.
 * What it throws as a `Problem` it throws before it has written anything.
 */
export const changeVehicleIn = async (app: App, writing: Writing, actor: Actor, asked: AskedChange): Promise<Vehicle> => {
  const { tx } = writing;
  const row = await getVehicleRow(tx, actor, asked.vehicle_id);
  requireWritable(row, asked.if_match);
  const now = nowAt(app);
  const change = await asked.change(row, now, tx);
  if (!change) {
    asked.onRevision?.(etagOf(row));
    return toVehicle(row);
  }
  const next = nextVehicle(row, change, now);
  const { modified_at, revision, search_text } = next;
  await keepDocument(tx, await updateVehicle(tx, row.id, { ...change.columns, modified_at, revision, search_text }));
  if (next.capabilities !== row.capabilities) await keepCapableState(tx, row.id, JSON.parse(next.capabilities));
  if (known_to_session.some((column) => next[column] !== row[column])) {
    const { telematics_brand: brand, telematics_unit_id: unit_id } = row;
    await leaveToGateway(app, tx, actor, 'drop_session', { brand, unit_id });
  }
  const vehicle = tellChange(writing, actor, asked.action, change, next);
  asked.onRevision?.(etagOf(next));
  return vehicle;
};

export const changeVehicle = (app: App, actor: Actor, asked: AskedChange): Promise<Vehicle> =>
  write(app, async (tx, emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [asked.vehicle_id]);
    return changeVehicleIn(app, { tx, emit, audit }, actor, asked);
  });
