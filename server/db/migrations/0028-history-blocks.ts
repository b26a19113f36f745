import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';

const statements = ({ bytes_column }: Dialect): string[] => [
  // State records of a vehicle that left the log's rows (`server/history`). They go with their vehicle.
  `CREATE TABLE history_blocks (
    vehicle_id TEXT NOT NULL REFERENCES vehicles(id) ON DELETE CASCADE,
    fleet_id TEXT NOT NULL,
    first_sequence BIGINT NOT NULL,
    last_sequence BIGINT NOT NULL,
    points BIGINT NOT NULL,
    first_recorded_at TEXT NOT NULL,
    last_recorded_at TEXT NOT NULL,
    first_occurred_at TEXT NOT NULL,
    last_occurred_at TEXT NOT NULL,
    first_placed_at TEXT,
    last_placed_at TEXT,
    min_lat DOUBLE PRECISION,
    max_lat DOUBLE PRECISION,
    min_lon DOUBLE PRECISION,
    max_lon DOUBLE PRECISION,
    places ${bytes_column} NOT NULL,
    records ${bytes_column} NOT NULL,
    origins ${bytes_column} NOT NULL,
    PRIMARY KEY (vehicle_id, fleet_id, last_sequence)
  )`,
  'CREATE INDEX history_blocks_by_fleet ON history_blocks (fleet_id, last_sequence)',
  'CREATE INDEX history_blocks_by_time ON history_blocks (fleet_id, last_recorded_at, first_recorded_at, first_placed_at, last_placed_at)',
  // State records up to the one may be in blocks; all up to the other are.
  'ALTER TABLE fleet_sequences ADD COLUMN compacted_through BIGINT NOT NULL DEFAULT 0',
  'ALTER TABLE fleet_sequences ADD COLUMN compaction_done_through BIGINT NOT NULL DEFAULT 0',
];

export const up = async (db: Kysely<Schema>, dialect: Dialect): Promise<void> => {
  for (const statement of statements(dialect)) await sql.raw(statement).execute(db);
};
