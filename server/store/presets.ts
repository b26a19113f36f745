import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type PresetRow = Selectable<Schema['permission_presets']>;

export const listPresets = async (db: Query, fleet_id: string): Promise<PresetRow[]> =>
  db.selectFrom('permission_presets').selectAll().where('fleet_id', '=', fleet_id).orderBy('id').execute();

export const findPreset = async (db: Query, fleet_id: string, id: string): Promise<PresetRow | undefined> =>
  db.selectFrom('permission_presets').selectAll().where('fleet_id', '=', fleet_id).where('id', '=', id).executeTakeFirst();

export const insertPreset = async (tx: Query, row: Insertable<Schema['permission_presets']>): Promise<void> => {
  await tx.insertInto('permission_presets').values(row).execute();
};

/** Name and permissions of the preset and, with it, of everyone who follows it or is invited to. */
export const replacePreset = async (
  tx: Query,
  { fleet_id, id }: Pick<PresetRow, 'fleet_id' | 'id'>,
  { name, permissions, modified_at }: Pick<PresetRow, 'name' | 'permissions' | 'modified_at'>,
): Promise<void> => {
  await tx
    .updateTable('permission_presets')
    .set((row) => ({ name, permissions, modified_at, revision: row('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await tx
    .updateTable('memberships')
    .set((row) => ({ preset: name, permissions, revision: row('revision', '+', 1) }))
    .where('fleet_id', '=', fleet_id)
    .where('preset_id', '=', id)
    .execute();
  await tx
    .updateTable('invitations')
    .set({ preset: name, permissions })
    .where('fleet_id', '=', fleet_id)
    .where('preset_id', '=', id)
    .execute();
};

export const deletePreset = async (tx: Query, id: string): Promise<void> => {
  await tx.deleteFrom('permission_presets').where('id', '=', id).execute();
};

/** How many people follow each preset of the fleet; invitations count where they are asked for. */
export const countFollowers = async (
  db: Query,
  fleet_id: string,
  table: 'memberships' | 'invitations' = 'memberships',
): Promise<Map<string, number>> => {
  const rows = await db
    .selectFrom(table)
    .select(({ fn }) => ['preset_id', fn.countAll<number>().as('count')])
    .where('fleet_id', '=', fleet_id)
    .where('preset_id', 'is not', null)
    .groupBy('preset_id')
    .execute();
  return new Map(rows.map(({ preset_id, count }) => [preset_id ?? '', Number(count)]));
};
