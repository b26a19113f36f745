import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';

const statements = (dialect: Dialect): string[] => [
  'ALTER TABLE commands ADD COLUMN session_id TEXT',
  'ALTER TABLE commands ADD COLUMN plan_id TEXT',
  'CREATE INDEX commands_by_initiator ON commands (initiator_id, sent_at)',
  `CREATE TABLE command_plans (
    id TEXT PRIMARY KEY,
    fleet_id TEXT NOT NULL REFERENCES fleets(id),
    command TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    run_at TEXT,
    reason TEXT,
    initiator_type TEXT NOT NULL, initiator_id TEXT NOT NULL, initiator_name TEXT NOT NULL,
    session_id TEXT,
    flow_id TEXT NOT NULL
  )`,
  'CREATE INDEX command_plans_by_expiry ON command_plans (expires_at)',
  // `status` is WAITING until the item has its command, then empty: the command tells how it stands. What ends without one keeps its end here.
  `CREATE TABLE command_plan_items (
    plan_id TEXT NOT NULL REFERENCES command_plans(id) ON DELETE CASCADE,
    vehicle_id TEXT NOT NULL REFERENCES vehicles(id) ON DELETE CASCADE,
    item_number BIGINT NOT NULL,
    telematics_brand TEXT NOT NULL,
    verdict TEXT NOT NULL,
    status TEXT,
    command_id TEXT,
    problem_type TEXT,
    PRIMARY KEY (plan_id, vehicle_id)
  )${dialect.clustered_table}`,
  "CREATE INDEX command_plan_items_waiting ON command_plan_items (telematics_brand, plan_id, item_number) WHERE status = 'WAITING'",
  'CREATE INDEX command_plan_items_by_vehicle ON command_plan_items (vehicle_id)',
  "CREATE INDEX commands_of_plans ON commands (status, plan_id) WHERE plan_id IS NOT NULL AND status IN ('REQUESTED', 'DISPATCHING', 'ACCEPTED')",
];

export const up = async (db: Kysely<Schema>, dialect: Dialect): Promise<void> => {
  for (const statement of statements(dialect)) await sql.raw(statement).execute(db);
};
