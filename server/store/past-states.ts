/**
 * What the log told of many vehicles before a place in it. Every answer is one row per vehicle, found by steps back along that vehicle's own entries:
 * no plan of either database can come to read the log from its beginning.
 */
import { sql } from 'kysely';
import { statement } from './statement.ts';

const of_report = sql.raw(`events.vehicle_id = given.value AND events.type = 'VehicleStateRecorded'`);
/** In the words of the index `events_of_vehicle_changes`, which serves no other. */
const of_change = sql.raw(`events.vehicle_id = given.value AND events.type IN ('VehicleCreated', 'VehicleChanged', 'VehicleRemoved')`);
/** What happens to a shared vehicle lies in two logs. The function keeps the databases from going along the fleet's whole log instead. */
const of_fleet = sql.raw(`coalesce(events.fleet_id, '') =`);

export interface PastState {
  vehicle_id: string;
  /** JSON texts of the state records from the last whole one on, in sequence, a line each; null for none. */
  records: string | null;
  last_recorded_at: string | null;
}

/** By `until`, the first sequence that does not count. A record of the whole state says so behind its values, where no text of a value can. */
export const listPastStates = statement<PastState, 'fleet_id' | 'ids' | 'until'>(
  (dialect, slot) => sql<PastState>`SELECT given.value AS vehicle_id,
    (SELECT string_agg(events.data, ${sql.lit('\n')} ORDER BY events.sequence) FROM events
      WHERE ${of_report} AND ${of_fleet} ${slot('fleet_id')} AND events.sequence < ${slot('until')} AND events.sequence >= coalesce(
        (SELECT events.sequence FROM events WHERE ${of_report} AND ${of_fleet} ${slot('fleet_id')} AND events.sequence < ${slot('until')}
          AND events.data LIKE ${sql.lit('%,"full":1%')} ORDER BY events.sequence DESC LIMIT 1), 0)) AS records,
    (SELECT events.recorded_at FROM events WHERE ${of_report} AND ${of_fleet} ${slot('fleet_id')} AND events.sequence < ${slot('until')}
      ORDER BY events.sequence DESC LIMIT 1) AS last_recorded_at
    FROM ${dialect.given(slot('ids'))}`,
);

export interface PastChange {
  vehicle_id: string;
  /** Data of the last change before the place; null when the log tells of none. */
  data: string | null;
  /** Type of the first change from the place on. */
  next_type: string | null;
}

/** What was last done to each vehicle before the sequence `until`, and what came next. */
export const listPastChanges = statement<PastChange, 'fleet_id' | 'ids' | 'until'>(
  (dialect, slot) => sql<PastChange>`SELECT given.value AS vehicle_id,
    (SELECT events.data FROM events WHERE ${of_change} AND ${of_fleet} ${slot('fleet_id')} AND events.sequence < ${slot('until')}
      ORDER BY events.sequence DESC LIMIT 1) AS data,
    (SELECT events.type FROM events WHERE ${of_change} AND ${of_fleet} ${slot('fleet_id')} AND events.sequence >= ${slot('until')}
      ORDER BY events.sequence LIMIT 1) AS next_type
    FROM ${dialect.given(slot('ids'))}`,
);
