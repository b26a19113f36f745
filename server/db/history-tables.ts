import type { Generated } from 'kysely';

/** Where each fleet's log stands, and its older part. */
export interface HistoryTables {
  fleet_sequences: {
    fleet_id: string;
    last_sequence: number;
    /** State records up to here may have left the rows for blocks; up to the other all have. */
    compacted_through: Generated<number>;
    compaction_done_through: Generated<number>;
  };
  /** State records of one vehicle in one fleet's log, compressed (`server/history`); none is older than what is still a row. */
  history_blocks: {
    vehicle_id: string;
    fleet_id: string;
    first_sequence: number;
    last_sequence: number;
    points: number;
    first_recorded_at: string;
    last_recorded_at: string;
    /** Earliest and latest. */
    first_occurred_at: string;
    last_occurred_at: string;
    /** Of the positions among them, and the box that holds those; null without any. */
    first_placed_at: string | null;
    last_placed_at: string | null;
    min_lat: number | null;
    max_lat: number | null;
    min_lon: number | null;
    max_lon: number | null;
    places: Buffer;
    records: Buffer;
    origins: Buffer;
  };
}
