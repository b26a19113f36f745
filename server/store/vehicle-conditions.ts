import { type RawBuilder, sql } from 'kysely';
import type { VehicleFilter } from '#lib/contract/vehicles.ts';
import { type Bbox, boxParts, cellRanges } from '#lib/domain/map-cell.ts';
import type { Dialect } from '#server/db/dialect.ts';
import { foldText } from './fold-text.ts';
import { customFieldTerm, folded_terms, foldedTerm, tagTerm } from './vehicle-terms.ts';

/** One filter: how a row of `vehicles` is judged by it and, where an index knows them, a SELECT of the vehicles (`id`) that pass. */
export interface Condition {
  test: RawBuilder<boolean>;
  candidates?: RawBuilder<unknown>;
  /** The vehicles that pass lie in `vehicle_terms` under this term alone, in the order of their creation. */
  term?: string;
}

const enumerated = ['vehicle_type', 'fuel_type', 'transmission', 'operation_status', 'life_status', 'rental_status'] as const;

/** An id, or the column that has it. */
export type FleetRef = string | RawBuilder<string>;

const anyTerm = (dialect: Dialect, fleet_id: FleetRef, terms: readonly string[]): Condition => {
  const [term = ''] = terms;
  const is_it = terms.length === 1 ? sql`vehicle_terms.term = ${term}` : dialect.anyOf('vehicle_terms.term', terms);
  const found = sql`FROM vehicle_terms WHERE vehicle_terms.fleet_id = ${fleet_id} AND ${is_it}`;
  return {
    test: sql`EXISTS (SELECT 1 ${found} AND vehicle_terms.created_at = vehicles.created_at AND vehicle_terms.vehicle_id = vehicles.id)`,
    candidates: sql`SELECT vehicle_terms.vehicle_id AS id ${found}`,
    ...(terms.length === 1 && { term }),
  };
};

const search = (dialect: Dialect, fleet_id: FleetRef, q: string): Condition => {
  // What folds to nothing (an accent alone) is searched for as it is, and so not found, rather than found everywhere.
  const text = foldText(q) || q;
  return {
    test: dialect.containsSearch(text),
    ...(dialect.isIndexedSearch(text) && {
      candidates: dialect.searchedVehicles(fleet_id, text),
    }),
  };
};

const inBox = (fleet_id: FleetRef, box: Bbox): Condition => {
  const east_west = boxParts(box).map(({ min_lon, max_lon }) => sql`latest_states.lon BETWEEN ${min_lon} AND ${max_lon}`);
  const place = sql`latest_states.lat BETWEEN ${box.min_lat} AND ${box.max_lat} AND (${sql.join(east_west, sql` OR `)})`;
  const ranges = cellRanges(box).map(([first, last]) => sql`(CAST(${first} AS BIGINT), CAST(${last} AS BIGINT))`);
  return {
    test: sql`EXISTS (SELECT 1 FROM latest_states WHERE latest_states.vehicle_id = vehicles.id AND ${place})`,
    candidates: sql`WITH cells (first, last) AS (VALUES ${sql.join(ranges)})
      SELECT latest_states.vehicle_id AS id FROM cells CROSS JOIN latest_states
      WHERE latest_states.fleet_id = ${fleet_id} AND latest_states.cell BETWEEN cells.first AND cells.last AND ${place}`,
  };
};

/** What the filters ask, those that are likely to leave few vehicles first. */
export const conditionsOf = (dialect: Dialect, fleet_id: FleetRef, filter: VehicleFilter): Condition[] => {
  const conditions: Condition[] = [];
  if (filter.id) {
    const given = dialect.anyOf('vehicles.id', filter.id);
    conditions.push({ test: given, candidates: sql`SELECT vehicles.id FROM vehicles WHERE ${given}` });
  }
  for (const name of folded_terms) {
    const values = filter[name];
    if (values) conditions.push(anyTerm(dialect, fleet_id, [...new Set(values.map((value) => foldedTerm(name, value)))]));
  }
  for (const [key, values] of Object.entries(filter.custom_fields ?? {})) {
    conditions.push(anyTerm(dialect, fleet_id, [...new Set(values.map((value) => customFieldTerm(key, value)))]));
  }
  for (const tag of filter.tags ?? []) conditions.push(anyTerm(dialect, fleet_id, [tagTerm(tag)]));
  if (filter.q) conditions.push(search(dialect, fleet_id, filter.q));
  if (filter.bbox) conditions.push(inBox(fleet_id, filter.bbox));
  for (const column of enumerated) {
    const values = filter[column];
    if (values) conditions.push({ test: sql`${sql.ref(`vehicles.${column}`)} IN (${sql.join(values)})` });
  }
  for (const name of ['command_capability', 'vehicle_state_capability'] as const) {
    const one_of = filter[name]?.map((capability) => sql`vehicles.capabilities LIKE ${`%"${capability}"%`}`);
    if (one_of) conditions.push({ test: sql`(${sql.join(one_of, sql` OR `)})` });
  }
  return conditions;
};
