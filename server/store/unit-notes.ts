import type { UnitNote, UnitNotes } from '#lib/domain/telematics.ts';
import { mergeNotes } from '#lib/domain/unit-notes.ts';
import type { Dialect, Query } from '#server/db/dialect.ts';

export interface NotedUnit {
  unit_id: string;
  vehicle_model_id: string;
  unit_settings: string;
  notes: UnitNotes;
}

/** The fleet's units in use among these, with what is noted about them. */
export const listNotedUnits = async (
  db: Query,
  dialect: Dialect,
  fleet_id: string,
  brand: string,
  unit_ids: readonly string[],
): Promise<NotedUnit[]> => {
  if (unit_ids.length === 0) return [];
  const rows = await db
    .selectFrom('vehicles')
    .leftJoin('unit_notes', (join) =>
      join
        .onRef('unit_notes.fleet_id', '=', 'vehicles.fleet_id')
        .onRef('unit_notes.brand', '=', 'vehicles.telematics_brand')
        .onRef('unit_notes.unit_id', '=', 'vehicles.telematics_unit_id'),
    )
    .select(['vehicles.telematics_unit_id as unit_id', 'vehicles.vehicle_model_id', 'vehicles.unit_settings', 'unit_notes.notes'])
    .where('vehicles.fleet_id', '=', fleet_id)
    .where('vehicles.telematics_brand', '=', brand)
    .where('vehicles.archived_at', 'is', null)
    .where(dialect.anyOf('vehicles.telematics_unit_id', unit_ids))
    .execute();
  return rows.map((row) => ({ ...row, notes: row.notes === null ? {} : JSON.parse(row.notes) }));
};

export const findUnitNotes = async (db: Query, fleet_id: string, brand: string, unit_id: string): Promise<UnitNotes> => {
  const row = await db
    .selectFrom('unit_notes')
    .select('notes')
    .where('fleet_id', '=', fleet_id)
    .where('brand', '=', brand)
    .where('unit_id', '=', unit_id)
    .executeTakeFirst();
  return row ? JSON.parse(row.notes) : {};
};

/** Lays new notes over what is known, newest per name. Gives the names that changed. */
export const mergeUnitNotes = async (
  tx: Query,
  unit: { fleet_id: string; brand: string; unit_id: string },
  fresh: readonly ({ name: string } & UnitNote)[],
): Promise<string[]> => {
  const known = await findUnitNotes(tx, unit.fleet_id, unit.brand, unit.unit_id);
  const notes = mergeNotes(known, fresh);
  if (notes === known) return [];
  const text = JSON.stringify(notes);
  await tx
    .insertInto('unit_notes')
    .values({ ...unit, notes: text })
    .onConflict((conflict) => conflict.columns(['fleet_id', 'brand', 'unit_id']).doUpdateSet({ notes: text }))
    .execute();
  return Object.keys(notes).filter((name) => notes[name] !== known[name]);
};

export const deleteUnitNotes = async (tx: Query, fleet_id: string, brand: string, unit_id: string): Promise<void> => {
  await tx.deleteFrom('unit_notes').where('fleet_id', '=', fleet_id).where('brand', '=', brand).where('unit_id', '=', unit_id).execute();
};
