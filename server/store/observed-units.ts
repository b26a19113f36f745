import type { Selectable } from 'kysely';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type ObservedUnitRow = Selectable<Schema['observed_units']>;

/** Units that spoke to us and serve no vehicle: those of this fleet's credentials, and those that dialled in by themselves. Latest first. */
export const listObservedUnits = async (db: Query, fleet_id: string, brand: string): Promise<ObservedUnitRow[]> =>
  db
    .selectFrom('observed_units')
    .selectAll()
    .where('brand', '=', brand)
    .where('fleet_id', 'in', [fleet_id, ''])
    .orderBy('last_seen_at', 'desc')
    .limit(200)
    .execute();

const kept_per_brand = 1000;

/** Notes a sighting; a flood of unknown ids cannot fill the table. */
export const upsertObservedUnit = async (tx: Query, seen: Omit<ObservedUnitRow, 'first_seen_at'>): Promise<void> => {
  const { count } = await tx
    .selectFrom('observed_units')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('brand', '=', seen.brand)
    .executeTakeFirstOrThrow();
  const known = await tx
    .updateTable('observed_units')
    .set({ last_seen_at: seen.last_seen_at, remote_address: seen.remote_address })
    .where('brand', '=', seen.brand)
    .where('unit_id', '=', seen.unit_id)
    .where('fleet_id', '=', seen.fleet_id)
    .returning('unit_id')
    .executeTakeFirst();
  if (known || Number(count) >= kept_per_brand) return;
  await tx
    .insertInto('observed_units')
    .values({ ...seen, first_seen_at: seen.last_seen_at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

export const deleteObservedUnits = async (
  tx: Query,
  dialect: Dialect,
  units: readonly { telematics_brand: string; telematics_unit_id: string }[],
): Promise<void> => {
  for (const [brand, of_brand] of Map.groupBy(units, ({ telematics_brand }) => telematics_brand)) {
    const ids = of_brand.map(({ telematics_unit_id }) => telematics_unit_id);
    await tx.deleteFrom('observed_units').where('brand', '=', brand).where(dialect.anyOf('unit_id', ids)).execute();
  }
};

export const deleteObservedUnit = async (tx: Query, brand: string, unit_id: string): Promise<void> => {
  await tx.deleteFrom('observed_units').where('brand', '=', brand).where('unit_id', '=', unit_id).execute();
};

export const deleteObservedUnitsBefore = async (tx: Query, before: string): Promise<void> => {
  await tx.deleteFrom('observed_units').where('last_seen_at', '<', before).execute();
};
