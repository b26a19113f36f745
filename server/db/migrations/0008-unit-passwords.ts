import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  'ALTER TABLE vehicles ADD COLUMN sealed_new_unit_password TEXT',
  'ALTER TABLE vehicles ADD COLUMN unit_password_fingerprint TEXT',
  'CREATE INDEX vehicles_by_unit_password ON vehicles (fleet_id, unit_password_fingerprint) WHERE unit_password_fingerprint IS NOT NULL',
  'CREATE INDEX vehicles_with_new_unit_password ON vehicles (id) WHERE sealed_new_unit_password IS NOT NULL',
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
