import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/** A vehicle may be lent to a partner fleet; the fleet that a command came from stands with it when it is not the vehicle's own. */
export const up = async (db: Kysely<Schema>): Promise<void> => {
  const statements = [
    'ALTER TABLE vehicles ADD COLUMN partner_fleet_id TEXT',
    'ALTER TABLE vehicles ADD COLUMN sharing TEXT',
    'ALTER TABLE vehicles ADD COLUMN sharing_ends_at TEXT',
    'CREATE INDEX vehicles_by_partner ON vehicles (partner_fleet_id, id) WHERE partner_fleet_id IS NOT NULL',
    'CREATE INDEX vehicles_shared ON vehicles (fleet_id, id) WHERE partner_fleet_id IS NOT NULL',
    'CREATE INDEX vehicles_by_end_of_sharing ON vehicles (sharing_ends_at) WHERE sharing_ends_at IS NOT NULL',
    'ALTER TABLE commands ADD COLUMN initiator_fleet_id TEXT',
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
};
