import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type ConfigurationRow = Selectable<Schema['unit_configurations']>;

export const listConfigurations = async (db: Query, vehicle_id: string): Promise<ConfigurationRow[]> =>
  db.selectFrom('unit_configurations').selectAll().where('vehicle_id', '=', vehicle_id).execute();

export const findConfiguration = async (db: Query, vehicle_id: string, feature: string): Promise<ConfigurationRow | undefined> =>
  db.selectFrom('unit_configurations').selectAll().where('vehicle_id', '=', vehicle_id).where('feature', '=', feature).executeTakeFirst();

export const upsertConfiguration = async (tx: Query, row: Insertable<Schema['unit_configurations']>): Promise<void> => {
  const { vehicle_id: _vehicle, feature: _feature, ...changes } = row;
  await tx
    .insertInto('unit_configurations')
    .values(row)
    .onConflict((conflict) => conflict.columns(['vehicle_id', 'feature']).doUpdateSet(changes))
    .execute();
};

/** What a unit was told: only if nobody has changed the wish meanwhile. */
export const settleConfiguration = async (
  tx: Query,
  { vehicle_id, feature, revision }: Pick<ConfigurationRow, 'vehicle_id' | 'feature' | 'revision'>,
  changes: Updateable<Schema['unit_configurations']>,
): Promise<void> => {
  await tx
    .updateTable('unit_configurations')
    .set(changes)
    .where('vehicle_id', '=', vehicle_id)
    .where('feature', '=', feature)
    .where('revision', '=', revision)
    .execute();
};

/** A unit that is new to the vehicle has been told nothing of these features yet. */
export const renewConfigurations = async (tx: Query, vehicle_id: string, features: readonly string[]): Promise<void> => {
  if (features.length === 0) return;
  await tx
    .updateTable('unit_configurations')
    .set({ status: 'PENDING', applied_at: null, problem_type: null })
    .where('vehicle_id', '=', vehicle_id)
    .where('feature', 'in', [...features])
    .execute();
};

export const deleteConfigurations = async (tx: Query, vehicle_id: string): Promise<void> => {
  await tx.deleteFrom('unit_configurations').where('vehicle_id', '=', vehicle_id).execute();
};

export interface PendingConfiguration extends ConfigurationRow {
  telematics_brand: string;
  telematics_unit_id: string;
}

/** In the order of their vehicles, behind the given one. */
export const listPendingConfigurations = async (db: Query, after: string, limit: number): Promise<PendingConfiguration[]> =>
  db
    .selectFrom('unit_configurations')
    .innerJoin('vehicles', 'vehicles.id', 'unit_configurations.vehicle_id')
    .selectAll('unit_configurations')
    .select(['vehicles.telematics_brand', 'vehicles.telematics_unit_id'])
    .where('unit_configurations.status', '=', 'PENDING')
    .where('unit_configurations.vehicle_id', '>', after)
    .where('vehicles.archived_at', 'is', null)
    .orderBy('unit_configurations.vehicle_id')
    .limit(limit)
    .execute();
