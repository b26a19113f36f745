import { type RawBuilder, sql } from 'kysely';
import type { EventType } from '#lib/domain/event.ts';
import type { Query } from '#server/db/dialect.ts';

/** A vehicle's part of the log: sequences from `from` to before `until`. */
export interface LogSpan {
  fleet_id: string;
  vehicle_id: string;
  from: number;
  until: number;
}

const eventsWithin = (db: Query, { fleet_id, vehicle_id, from, until }: LogSpan) =>
  db
    .selectFrom('events')
    .where('vehicle_id', '=', vehicle_id)
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '>=', from)
    .where('sequence', '<', until);

/** Of all types: answered by the index alone. */
export const countVehicleEvents = async (db: Query, span: LogSpan): Promise<number> => {
  const { events } = await eventsWithin(db, span)
    .select((row) => row.fn.countAll<number>().as('events'))
    .executeTakeFirstOrThrow();
  return Number(events);
};

/** Data of the state reports among every `step`-th event, in sequence. The choice is made on the index, so that what is passed over is not read. */
export const listStateData = async (db: Query, span: LogSpan, step: number): Promise<string[]> =>
  (await stateData(span, step).execute(db)).rows.map(({ data }) => data);

/** State reports of the span in sequence, up to `limit`. The function keeps the databases from going along the fleet's whole log instead. */
export const listStateRows = async (
  db: Query,
  { fleet_id, vehicle_id, from, until }: LogSpan,
  limit: number,
): Promise<{ sequence: number; data: string }[]> =>
  db
    .selectFrom('events')
    .select(['sequence', 'data'])
    .where('vehicle_id', '=', vehicle_id)
    .where(sql<string>`coalesce(fleet_id, '')`, '=', fleet_id)
    .where('sequence', '>=', from)
    .where('sequence', '<', until)
    .where('type', '=', 'VehicleStateRecorded')
    .orderBy('sequence')
    .limit(limit)
    .execute();

/** The question of `listStateData`, for those who ask how it is answered. */
export const stateData = ({ fleet_id, vehicle_id, from, until }: LogSpan, step: number): RawBuilder<{ data: string }> =>
  sql`
    SELECT events.data FROM (
      SELECT sequence, row_number() OVER (ORDER BY sequence) AS place FROM events
      WHERE vehicle_id = ${vehicle_id} AND fleet_id = ${fleet_id} AND sequence >= ${from} AND sequence < ${until}
    ) AS chosen
    JOIN events ON events.fleet_id = ${fleet_id} AND events.sequence = chosen.sequence
    WHERE chosen.place % ${sql.lit(step)} = 0 AND events.type = 'VehicleStateRecorded'
    ORDER BY chosen.sequence`;

export interface MinuteCount {
  type: EventType;
  /** `2026-11-20T12:05`. */
  minute: string;
  events: number;
}

/** How many events of each type happened in each minute from `after` to before `before`. */
export const countByMinute = async (db: Query, span: LogSpan, after: string, before: string): Promise<MinuteCount[]> => {
  const minute = sql<string>`substr(occurred_at, 1, 16)`;
  const rows = await eventsWithin(db, span)
    .where('occurred_at', '>=', after)
    .where('occurred_at', '<', before)
    .select(['type', minute.as('minute'), (row) => row.fn.countAll<number>().as('events')])
    .groupBy(['type', minute])
    .execute();
  return rows.map(({ type, minute, events }) => ({ type: type as EventType, minute, events: Number(events) }));
};
