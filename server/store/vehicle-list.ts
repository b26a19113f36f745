import { type RawBuilder, sql } from 'kysely';
import type { VehicleFilter } from '#lib/contract/vehicles.ts';
import type { Dialect, Query } from '#server/db/dialect.ts';
import { listSharedIds } from './shared-vehicles.ts';
import { type Condition, conditionsOf } from './vehicle-conditions.ts';

export type VehicleSort = VehicleFilter['sort'] | '-archived_at';

export interface VehiclePage extends Omit<VehicleFilter, 'sort' | 'page_token' | 'archived'> {
  archived: boolean;
  sort: VehicleSort;
  /** Sort value and id of the last vehicle of the page before. */
  after?: { value: string; id: string } | undefined;
}

/** A vehicle's place in the list. */
export interface ListEntry {
  id: string;
  value: string;
}

interface Walk {
  from: RawBuilder<unknown>;
  id: RawBuilder<string>;
  key: RawBuilder<string>;
  where: RawBuilder<unknown>[];
  /** All that is found is fetched, and sorted after that. */
  sorted_last?: boolean;
}

/** Vehicles that one filter may leave to be fetched and sorted at once; beyond it, the list is walked in its order until the page is full. */
export const few_vehicles = 1000;

const vehicle_keys = {
  created_at: sql<string>`vehicles.created_at`,
  license_plate: sql<string>`coalesce(vehicles.license_plate, '')`,
  archived_at: sql<string>`vehicles.archived_at`,
};
const contact_key = sql<string>`latest_states.contact_minute`;
const vehicle_id = sql<string>`vehicles.id`;

const keyOf = (sort: VehicleSort) => sort.replace('-', '') as keyof typeof vehicle_keys | 'last_contact_at';

/** CROSS JOIN keeps SQLite to this order of the tables. */
const walkContacts = (fleet_id: string): Walk => ({
  from: sql`latest_states CROSS JOIN vehicles`,
  id: sql`latest_states.vehicle_id`,
  key: contact_key,
  where: [sql`latest_states.fleet_id = ${fleet_id}`, sql`vehicles.id = latest_states.vehicle_id`],
});

const walkTerm = (fleet_id: string, term: string): Walk => ({
  from: sql`vehicle_terms CROSS JOIN vehicles`,
  id: sql`vehicle_terms.vehicle_id`,
  key: sql`vehicle_terms.created_at`,
  where: [sql`vehicle_terms.fleet_id = ${fleet_id}`, sql`vehicle_terms.term = ${term}`, sql`vehicles.id = vehicle_terms.vehicle_id`],
});

/**
 * The ids come first: an index in the order of the list would have every vehicle of the fleet compared with them, only to spare sorting a few.
 * CROSS JOIN keeps SQLite to it, and PostgreSQL that what is found is written down before it is sorted.
 */
const fetchFew = (dialect: Dialect, ids: readonly string[], sort: VehicleSort): Walk => {
  const key = keyOf(sort);
  const from = sql`${dialect.given(sql`${dialect.asParameter(ids)}`)} CROSS JOIN vehicles`;
  const where = [sql`vehicles.id = given.value`];
  const common = { id: vehicle_id, where, sorted_last: true };
  if (key !== 'last_contact_at') return { ...common, from, key: vehicle_keys[key] };
  return { ...common, from: sql`${from} JOIN latest_states ON latest_states.vehicle_id = vehicles.id`, key: contact_key };
};

const findFew = async (db: Query, candidates: RawBuilder<unknown>, few: number): Promise<string[] | undefined> => {
  const { rows } = await sql<{ id: string }>`${candidates} LIMIT ${few + 1}`.execute(db);
  return rows.length > few ? undefined : rows.map(({ id }) => id);
};

const testsBut = (conditions: readonly Condition[], used?: Condition) =>
  conditions.filter((condition) => condition !== used).map(({ test }) => test);

/** The few vehicles that one filter leaves, else the filter's own order, else the order of the list; what remains is judged row by row. */
const chooseWalk = async (db: Query, dialect: Dialect, fleet_id: string, page: VehiclePage, few: number): Promise<Walk> => {
  const conditions = conditionsOf(dialect, fleet_id, { ...page, archived: page.archived, sort: 'created_at' });
  const key = keyOf(page.sort);
  const with_index = conditions.filter(({ candidates }) => candidates);
  const in_order = key === 'created_at' ? with_index.find(({ term }) => term !== undefined) : undefined;
  // A single filter whose own order is that of the list needs no look at how much it leaves.
  for (const condition of in_order && with_index.length === 1 ? [] : with_index) {
    const ids = condition.candidates && (await findFew(db, condition.candidates, few));
    if (!ids) continue;
    const walk = fetchFew(dialect, ids, page.sort);
    return { ...walk, where: [...walk.where, ...testsBut(conditions, condition)] };
  }
  const walk = (() => {
    if (in_order?.term !== undefined) return walkTerm(fleet_id, in_order.term);
    if (key === 'last_contact_at') return walkContacts(fleet_id);
    return { from: sql`vehicles`, id: vehicle_id, key: vehicle_keys[key], where: [] };
  })();
  return { ...walk, where: [...walk.where, ...testsBut(conditions, in_order)] };
};

const readWalk = async (db: Query, walk: Walk, page: VehiclePage, scope: RawBuilder<unknown>): Promise<ListEntry[]> => {
  const { from, id, key, where, sorted_last } = walk;
  const descending = page.sort.startsWith('-');
  const direction = descending ? sql`DESC` : sql`ASC`;
  const all = [scope, page.archived ? sql`vehicles.archived_at IS NOT NULL` : sql`vehicles.archived_at IS NULL`];
  if (page.after) {
    const { value, id: after_id } = page.after;
    all.push(sql`(${key}, ${id}) ${descending ? sql`<` : sql`>`} (${value}, ${after_id})`);
  }
  const found = sql`SELECT ${id} AS id, ${key} AS value FROM ${from} WHERE ${sql.join([...all, ...where], sql` AND `)}`;
  const in_order = sorted_last
    ? sql`WITH found AS MATERIALIZED (${found}) SELECT id, value FROM found ORDER BY value ${direction}, id ${direction}`
    : sql`${found} ORDER BY ${key} ${direction}, ${id} ${direction}`;
  const { rows } = await sql<ListEntry>`${in_order} LIMIT ${page.limit + 1}`.execute(db);
  return rows;
};

/** Up to `limit + 1` vehicles of the fleet: the surplus one says that there is a further page. `few` decides how they are found, never which. */
const listOwnEntries = async (db: Query, dialect: Dialect, fleet_id: string, page: VehiclePage, few: number): Promise<ListEntry[]> =>
  readWalk(db, await chooseWalk(db, dialect, fleet_id, page, few), page, sql`vehicles.fleet_id = ${fleet_id}`);

const listSharedEntries = async (db: Query, dialect: Dialect, fleet_id: string, ids: readonly string[], page: VehiclePage) => {
  const walk = fetchFew(dialect, ids, page.sort);
  const tests = testsBut(conditionsOf(dialect, sql`vehicles.fleet_id`, { ...page, sort: 'created_at' }));
  return readWalk(db, { ...walk, where: [...walk.where, ...tests] }, page, sql`vehicles.partner_fleet_id = ${fleet_id}`);
};

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The fleet's vehicles with those that others share with it, in one order; `limit + 1` of them at most. */
export const listVehicleEntries = async (
  db: Query,
  dialect: Dialect,
  fleet_id: string,
  page: VehiclePage,
  few: number = few_vehicles,
): Promise<ListEntry[]> => {
  const own = await listOwnEntries(db, dialect, fleet_id, page, few);
  const shared_ids = page.archived ? [] : await listSharedIds(db, fleet_id);
  if (shared_ids.length === 0) return own;
  const shared = await listSharedEntries(db, dialect, fleet_id, shared_ids, page);
  const sign = page.sort.startsWith('-') ? -1 : 1;
  const all = [...own, ...shared].sort((a, b) => sign * (byBytes(a.value, b.value) || byBytes(a.id, b.id)));
  return all.slice(0, page.limit + 1);
};
