import { type Kysely, sql } from 'kysely';
import { cellOf } from '#lib/domain/map-cell.ts';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';

/** Behind the order, so that a filter by them is judged in the index and no row is read for what does not match. */
const statuses = 'operation_status, life_status, rental_status, vehicle_type, fuel_type, transmission, archived_at';

const statements = (dialect: Dialect) => [
  // What a vehicle is found by exactly, in the order of the list: `brand=niu`, `tags=harbour`, `custom_fields.colour=white`.
  `CREATE TABLE vehicle_terms (
  fleet_id TEXT NOT NULL,
  term TEXT NOT NULL ${dialect.binary_collation},
  created_at TEXT NOT NULL,
  vehicle_id TEXT NOT NULL REFERENCES vehicles(id) ON DELETE CASCADE,
  PRIMARY KEY (fleet_id, term, created_at, vehicle_id)
)${dialect.clustered_table}`,
  'CREATE INDEX vehicle_terms_by_vehicle ON vehicle_terms (vehicle_id)',
  // JSON text of a vehicle without its last contact; `form` names the release's shape. Any change of the vehicle's row removes it.
  `CREATE TABLE vehicle_documents (
  vehicle_id TEXT PRIMARY KEY REFERENCES vehicles(id) ON DELETE CASCADE,
  form TEXT NOT NULL,
  document TEXT NOT NULL
)`,
  ...dialect.deleteAfterUpdate('vehicles', 'id', 'vehicle_documents', 'vehicle_id'),
  'DROP INDEX vehicles_by_creation',
  `CREATE INDEX vehicles_by_creation ON vehicles (fleet_id, created_at, id, ${statuses}) WHERE archived_at IS NULL`,
  'DROP INDEX vehicles_by_plate',
  `CREATE INDEX vehicles_by_plate ON vehicles (fleet_id, (coalesce(license_plate, '')), id, ${statuses}) WHERE archived_at IS NULL`,
  'DROP TABLE vehicle_tags',
  'ALTER TABLE latest_states ADD COLUMN cell BIGINT',
  'CREATE INDEX latest_states_by_cell ON latest_states (fleet_id, cell) WHERE cell IS NOT NULL',
  "CREATE INDEX latest_states_by_contact ON latest_states (fleet_id, (coalesce(last_contact_at, '')), vehicle_id)",
];

const folded = ['vin', 'license_plate', 'custom_name', 'brand', 'model', 'telematics_brand', 'telematics_unit_id'] as const;
const columns = ['id', 'fleet_id', 'created_at', 'tags', 'custom_fields', ...folded] as const;

const fillTerms = async (db: Kysely<Schema>, dialect: Dialect) => {
  const vehicles = await db.selectFrom('vehicles').select(columns).execute();
  const rows = vehicles.flatMap((vehicle) => {
    const terms = [
      ...folded.flatMap((name) => (vehicle[name] === null ? [] : [`${name}=${vehicle[name].toLowerCase()}`])),
      ...JSON.parse(vehicle.tags).map((tag: string) => `tags=${tag}`),
      ...Object.entries<string>(JSON.parse(vehicle.custom_fields)).map(([key, value]) => `custom_fields.${key}=${value}`),
    ];
    return terms.map((term) => [vehicle.fleet_id, term, vehicle.created_at, vehicle.id]);
  });
  await dialect.insertRows(db, 'vehicle_terms', ['fleet_id', 'term', 'created_at', 'vehicle_id'], rows);
};

const fillCells = async (db: Kysely<Schema>, dialect: Dialect) => {
  const places = await db.selectFrom('latest_states').select(['vehicle_id', 'lat', 'lon']).where('lat', 'is not', null).execute();
  const rows = places.map(({ vehicle_id, lat, lon }) => [vehicle_id, cellOf(lat, lon) ?? null]);
  await dialect.updateRows(db, 'latest_states', 'vehicle_id', ['cell'], rows);
};

export const up = async (db: Kysely<Schema>, dialect: Dialect): Promise<void> => {
  for (const statement of statements(dialect)) await sql.raw(statement).execute(db);
  await fillTerms(db, dialect);
  await fillCells(db, dialect);
};
