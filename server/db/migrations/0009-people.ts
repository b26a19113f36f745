import { type Kysely, sql } from 'kysely';
import { preset_names, presetIdOf, presetPermissions } from '#lib/domain/access.ts';
import type { Schema } from '../schema.ts';

const statements = [
  'ALTER TABLE memberships ADD COLUMN preset_id TEXT',
  'ALTER TABLE memberships ADD COLUMN job_title TEXT',
  "ALTER TABLE memberships ADD COLUMN created_at TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE memberships ADD COLUMN revision BIGINT NOT NULL DEFAULT 1',
  'UPDATE memberships SET created_at = (SELECT created_at FROM users WHERE users.id = memberships.user_id)',
  'CREATE INDEX memberships_by_fleet ON memberships (fleet_id, user_id)',
  'ALTER TABLE fleets ADD COLUMN revision BIGINT NOT NULL DEFAULT 1',
  `CREATE TABLE permission_presets (
    id TEXT PRIMARY KEY, fleet_id TEXT NOT NULL REFERENCES fleets(id), name TEXT NOT NULL, permissions TEXT NOT NULL,
    revision BIGINT NOT NULL, created_at TEXT NOT NULL, modified_at TEXT NOT NULL, UNIQUE (fleet_id, name)
  )`,
  `CREATE TABLE invitations (
    id TEXT PRIMARY KEY, fleet_id TEXT NOT NULL REFERENCES fleets(id), email TEXT NOT NULL, name TEXT, job_title TEXT,
    preset TEXT, preset_id TEXT, permissions TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE,
    invited_by_id TEXT NOT NULL, invited_by_name TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL
  )`,
  'CREATE INDEX invitations_by_fleet ON invitations (fleet_id, id)',
  `CREATE TABLE password_resets (
    token_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id), created_at TEXT NOT NULL, expires_at TEXT NOT NULL
  )`,
  `CREATE TABLE second_factors (
    user_id TEXT PRIMARY KEY REFERENCES users(id), sealed_seed TEXT NOT NULL, created_at TEXT NOT NULL, enabled_at TEXT, last_step BIGINT NOT NULL
  )`,
  `CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users(id), code_hash TEXT NOT NULL, PRIMARY KEY (user_id, code_hash)
  )`,
  'CREATE INDEX audit_log_by_actor ON audit_log (fleet_id, actor_id, id)',
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
  // Whose permissions are those of his preset follows it from now on; the others hold permissions of their own.
  for (const name of preset_names) {
    await db
      .updateTable('memberships')
      .set({ preset_id: presetIdOf(name) })
      .where('preset', '=', name)
      .where('permissions', '=', JSON.stringify(presetPermissions(name)))
      .execute();
  }
};
