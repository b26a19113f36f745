/** Which gateway has the connection of each unit. Of a unit, one gateway at a time; commands go to that one alone. */
import { sql } from 'kysely';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { UnitKey } from './ingest.ts';

const batch = 500;

const byBrand = (units: readonly UnitKey[]): [brand: string, unit_ids: string[]][] =>
  [...Map.groupBy(units, ({ brand }) => brand)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([brand, own]) => [brand, own.map(({ unit_id }) => unit_id).sort()]);

/** Takes the units that no other gateway in office has. Gives those that are taken now, or were before. */
export const takeUnitSessions = async (tx: Query, gateway_id: string, units: readonly UnitKey[], now: string): Promise<UnitKey[]> => {
  const taken: UnitKey[] = [];
  const ordered = byBrand(units).flatMap(([brand, unit_ids]) => unit_ids.map((unit_id) => ({ brand, unit_id })));
  for (let first = 0; first < ordered.length; first += batch) {
    const rows = ordered.slice(first, first + batch).map((unit) => ({ ...unit, gateway_id, connected_at: now, contender_id: null }));
    const got = await tx
      .insertInto('unit_sessions')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['brand', 'unit_id'])
          .doUpdateSet({ gateway_id, connected_at: now, contender_id: null })
          .where(({ or, eb, not, exists, selectFrom }) =>
            or([
              eb('unit_sessions.gateway_id', '=', gateway_id),
              not(exists(selectFrom('gateways').select('gateways.id').whereRef('gateways.id', '=', 'unit_sessions.gateway_id'))),
            ]),
          ),
      )
      .returning(['brand', 'unit_id'])
      .execute();
    taken.push(...got);
  }
  return taken;
};

/** Tells the gateways that have these units that this one has a newer connection of each. */
export const contendForUnits = async (tx: Query, dialect: Dialect, gateway_id: string, units: readonly UnitKey[]): Promise<void> => {
  for (const [brand, unit_ids] of byBrand(units)) {
    await tx
      .updateTable('unit_sessions')
      .set({ contender_id: gateway_id })
      .where('brand', '=', brand)
      .where(dialect.anyOf('unit_id', unit_ids))
      .where('gateway_id', '<>', gateway_id)
      .execute();
  }
};

/** Gives units up: to the gateway that waits, or to nobody. Also takes back what this gateway was waiting for. */
export const leaveUnits = async (tx: Query, dialect: Dialect, gateway_id: string, units: readonly UnitKey[]): Promise<void> => {
  for (const [brand, unit_ids] of byBrand(units)) {
    const of = sql<boolean>`brand = ${brand} AND ${dialect.anyOf('unit_id', unit_ids)}`;
    await tx
      .updateTable('unit_sessions')
      .set(({ ref }) => ({ gateway_id: ref('contender_id').$castTo<string>(), contender_id: null }))
      .where(of)
      .where('gateway_id', '=', gateway_id)
      .where('contender_id', 'in', (from) => from.selectFrom('gateways').select('id'))
      .execute();
    await tx.deleteFrom('unit_sessions').where(of).where('gateway_id', '=', gateway_id).execute();
    await tx.updateTable('unit_sessions').set({ contender_id: null }).where(of).where('contender_id', '=', gateway_id).execute();
  }
};

/** Units of this gateway that have a newer connection elsewhere. */
export const listContendedUnits = async (db: Query, gateway_id: string): Promise<UnitKey[]> =>
  db
    .selectFrom('unit_sessions')
    .select(['brand', 'unit_id'])
    .where('gateway_id', '=', gateway_id)
    .where('contender_id', 'is not', null)
    .execute();

/** The gateway in office that has the unit's connection. */
export const findUnitGateway = async (db: Query, brand: string, unit_id: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('unit_sessions')
    .innerJoin('gateways', 'gateways.id', 'unit_sessions.gateway_id')
    .select('unit_sessions.gateway_id')
    .where('unit_sessions.brand', '=', brand)
    .where('unit_sessions.unit_id', '=', unit_id)
    .executeTakeFirst();
  return row?.gateway_id;
};

/** Units of a brand that are connected to any gateway in office. */
export const listConnectedUnits = async (db: Query, brand: string): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('unit_sessions')
    .innerJoin('gateways', 'gateways.id', 'unit_sessions.gateway_id')
    .select('unit_sessions.unit_id')
    .where('unit_sessions.brand', '=', brand)
    .execute();
  return new Set(rows.map(({ unit_id }) => unit_id));
};
