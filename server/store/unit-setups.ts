import type { Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type UnitSetupRow = Selectable<Schema['unit_setups']>;

export interface UnsetVehicle {
  id: string;
  fleet_id: string;
  telematics_brand: string;
  telematics_unit_id: string;
  credentials_id: string;
  vehicle_model_id: string;
  extensions: string;
}

/** Vehicles of these brands whose unit has no setup yet, one for another vehicle, model or wish, or one that ended while the vehicle waits for another. */
export const listUnsetVehicles = async (db: Query, brands: readonly string[], limit: number): Promise<UnsetVehicle[]> => {
  if (brands.length === 0) return [];
  const rows = await db
    .selectFrom('vehicles')
    .leftJoin('unit_setups', (join) =>
      join
        .onRef('unit_setups.credentials_id', '=', 'vehicles.credentials_id')
        .onRef('unit_setups.unit_id', '=', 'vehicles.telematics_unit_id')
        .onRef('unit_setups.vehicle_id', '=', 'vehicles.id')
        .onRef('unit_setups.vehicle_model_id', '=', 'vehicles.vehicle_model_id')
        .onRef('unit_setups.extensions', '=', 'vehicles.extensions')
        .on('unit_setups.wish', '=', 'ATTACH')
        .on(({ eb, or }) => or([eb('unit_setups.status', '=', 'OPEN'), eb('vehicles.setup_status', '<>', 'IN_PROGRESS')])),
    )
    .select([
      'vehicles.id',
      'vehicles.fleet_id',
      'vehicles.telematics_brand',
      'vehicles.telematics_unit_id',
      'vehicles.credentials_id',
      'vehicles.vehicle_model_id',
      'vehicles.extensions',
    ])
    .where('vehicles.telematics_brand', 'in', [...brands])
    .where('vehicles.archived_at', 'is', null)
    .where('vehicles.credentials_id', 'is not', null)
    .where('unit_setups.unit_id', 'is', null)
    .limit(limit)
    .execute();
  return rows as UnsetVehicle[];
};

/** Setups whose unit serves no vehicle with these credentials any more. */
export const listAbandonedSetups = async (db: Query, limit: number): Promise<UnitSetupRow[]> =>
  db
    .selectFrom('unit_setups')
    .leftJoin('vehicles', (join) =>
      join
        .onRef('vehicles.telematics_brand', '=', 'unit_setups.brand')
        .onRef('vehicles.telematics_unit_id', '=', 'unit_setups.unit_id')
        .onRef('vehicles.credentials_id', '=', 'unit_setups.credentials_id')
        .on('vehicles.archived_at', 'is', null),
    )
    .selectAll('unit_setups')
    .where('unit_setups.wish', '=', 'ATTACH')
    .where('vehicles.id', 'is', null)
    .limit(limit)
    .execute();

/** A wish, new or in place of an earlier one: it begins from the start. */
export const upsertUnitSetup = async (tx: Query, row: Omit<UnitSetupRow, 'status' | 'progress' | 'detail' | 'attempts' | 'revision'>) => {
  const begin = { ...row, status: 'OPEN', progress: '{}', detail: null, attempts: 0 };
  await tx
    .insertInto('unit_setups')
    .values({ ...begin, revision: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['credentials_id', 'unit_id'])
        .doUpdateSet(({ eb, ref }) => ({ ...begin, revision: eb(ref('unit_setups.revision'), '+', 1) })),
    )
    .execute();
};

export const listDueSetups = async (db: Query, now: string, limit: number): Promise<UnitSetupRow[]> =>
  db
    .selectFrom('unit_setups')
    .selectAll()
    .where('status', '=', 'OPEN')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(limit)
    .execute();

export type SetupStep = Pick<UnitSetupRow, 'status' | 'progress' | 'detail' | 'attempts' | 'next_at' | 'modified_at'>;

/** Notes a step, unless the wish has changed meanwhile. What was told meanwhile makes the next step due at once. False: another wish. */
export const updateSetupStep = async (tx: Query, row: UnitSetupRow, step: SetupStep): Promise<boolean> => {
  const mine = tx.updateTable('unit_setups').where('credentials_id', '=', row.credentials_id).where('unit_id', '=', row.unit_id);
  const undisturbed = await mine.set(step).where('revision', '=', row.revision).returning('unit_id').executeTakeFirst();
  if (undisturbed) return true;
  const same_wish = mine
    .where('wish', '=', row.wish)
    .where('vehicle_id', '=', row.vehicle_id)
    .where('vehicle_model_id', '=', row.vehicle_model_id)
    .where('extensions', '=', row.extensions)
    .where('progress', '=', row.progress);
  return (
    (await same_wish
      .set({ ...step, next_at: step.modified_at })
      .returning('unit_id')
      .executeTakeFirst()) !== undefined
  );
};

/** Something new is known about these units: whatever waits for it looks at once. */
export const wakeSetups = async (tx: Query, credentials_id: string, unit_ids: readonly string[], now: string): Promise<void> => {
  if (unit_ids.length === 0) return;
  await tx
    .updateTable('unit_setups')
    .set(({ eb }) => ({ next_at: now, revision: eb('revision', '+', 1) }))
    .where('credentials_id', '=', credentials_id)
    .where('unit_id', 'in', [...unit_ids])
    .where('status', '=', 'OPEN')
    .execute();
};

export const deleteUnitSetup = async (tx: Query, row: UnitSetupRow): Promise<void> => {
  await tx
    .deleteFrom('unit_setups')
    .where('credentials_id', '=', row.credentials_id)
    .where('unit_id', '=', row.unit_id)
    .where('wish', '=', row.wish)
    .execute();
};

export const findUnitSetup = async (db: Query, credentials_id: string, unit_id: string): Promise<UnitSetupRow | undefined> =>
  db.selectFrom('unit_setups').selectAll().where('credentials_id', '=', credentials_id).where('unit_id', '=', unit_id).executeTakeFirst();
