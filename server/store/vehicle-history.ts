import { type RawBuilder, sql } from 'kysely';
import type { EventType } from '#lib/domain/event.ts';
import type { Query } from '#server/db/dialect.ts';
import { openRecords, readPlaces } from '#server/history/history-block.ts';
import type { Measurement } from '#server/history/record-columns.ts';
import { type HistoryBlockRow, listBlocks } from './history-blocks.ts';

/** A vehicle's part of the log: rows by their sequences from `from` to before `until`, what is in blocks by when it was recorded. */
export interface LogSpan {
  fleet_id: string;
  vehicle_id: string;
  from: number;
  until: number;
  recorded_after: string;
  recorded_before: string;
}

/** The part as rows alone see it. */
export type RowSpan = Pick<LogSpan, 'fleet_id' | 'vehicle_id' | 'from' | 'until'>;

const eventsWithin = (db: Query, { fleet_id, vehicle_id, from, until }: RowSpan) =>
  db
    .selectFrom('events')
    .where('vehicle_id', '=', vehicle_id)
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '>=', from)
    .where('sequence', '<', until);

/** A block and the places of its records that lie in the part. */
export interface BlockPart {
  block: HistoryBlockRow;
  sequences: number[];
  /** By place: whether the record lies in the part. */
  within: boolean[];
}

export const listBlockParts = async (db: Query, span: LogSpan): Promise<BlockPart[]> => {
  const { fleet_id, vehicle_id, recorded_after, recorded_before } = span;
  const blocks = await listBlocks(db, { fleet_id, vehicle_ids: [vehicle_id], recorded_after, recorded_before }, 'asc');
  return blocks.map((block) => {
    const { sequences, recorded_at } = readPlaces(block.places, block.points);
    return { block, sequences, within: recorded_at.map((at) => at >= recorded_after && at < recorded_before) };
  });
};

const sequencesIn = ({ sequences, within }: BlockPart) => sequences.filter((_, index) => within[index]);

/** Values of a property in the blocks, in sequence, of those records whose sequence is chosen. */
export const measuredIn = (parts: readonly BlockPart[], property: string, isChosen: (sequence: number) => boolean): Measurement[] =>
  parts.flatMap(({ block, sequences, within }) =>
    openRecords(block.records, block.points)
      .measurements(property)
      .filter(({ index }) => within[index] && isChosen(sequences[index] ?? 0)),
  );

/** Of all types, as rows: answered by the index alone. */
export const countVehicleEvents = async (db: Query, span: RowSpan): Promise<number> => {
  const { events } = await eventsWithin(db, span)
    .select((row) => row.fn.countAll<number>().as('events'))
    .executeTakeFirstOrThrow();
  return Number(events);
};

export const countInBlocks = (parts: readonly BlockPart[]): number =>
  parts.reduce((sum, part) => sum + part.within.filter(Boolean).length, 0);

/** The sequences of every `step`-th of the part's events, rows and compacted ones together. */
export const chooseSequences = async (db: Query, span: RowSpan, parts: readonly BlockPart[], step: number): Promise<Set<number>> => {
  const rows = await eventsWithin(db, span).select('sequence').orderBy('sequence').execute();
  const all = [...new Set([...parts.flatMap(sequencesIn), ...rows.map(({ sequence }) => sequence)])].sort((a, b) => a - b);
  return new Set(all.filter((_, index) => (index + 1) % step === 0));
};

const at_once = 500;

/** Data of the state reports that are rows with one of these sequences, in sequence. */
export const listStateDataAt = async (db: Query, span: RowSpan, sequences: ReadonlySet<number>): Promise<string[]> => {
  const wanted = [...sequences].filter((sequence) => sequence >= span.from && sequence < span.until);
  const found: string[] = [];
  for (let first = 0; first < wanted.length; first += at_once) {
    const rows = await eventsWithin(db, span)
      .select('data')
      .where('sequence', 'in', wanted.slice(first, first + at_once))
      .where('type', '=', 'VehicleStateRecorded')
      .orderBy('sequence')
      .execute();
    found.push(...rows.map(({ data }) => data));
  }
  return found;
};

/** Data of the state reports among every `step`-th event, in sequence. The choice is made on the index, so that what is passed over is not read. */
export const listStateData = async (db: Query, span: RowSpan, step: number): Promise<string[]> =>
  (await stateData(span, step).execute(db)).rows.map(({ data }) => data);

/** State reports of the span in sequence, up to `limit`. The function keeps the databases from going along the fleet's whole log instead. */
export const listStateRows = async (
  db: Query,
  { fleet_id, vehicle_id, from, until }: RowSpan,
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
export const stateData = ({ fleet_id, vehicle_id, from, until }: RowSpan, step: number): RawBuilder<{ data: string }> =>
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
export const countByMinute = async (db: Query, span: LogSpan, after: string, before: string): Promise<MinuteCount[]> => [
  ...(await countRowsByMinute(db, span, after, before)),
  ...countBlocksByMinute(await listBlockParts(db, span), after, before),
];

const countBlocksByMinute = (parts: readonly BlockPart[], after: string, before: string): MinuteCount[] => {
  const counts = new Map<string, number>();
  for (const { block, within } of parts) {
    for (const [index, at] of openRecords(block.records, block.points).occurredAt().entries()) {
      if (!within[index] || at < after || at >= before) continue;
      const minute = at.slice(0, 16);
      counts.set(minute, (counts.get(minute) ?? 0) + 1);
    }
  }
  return [...counts].map(([minute, events]) => ({ type: 'VehicleStateRecorded', minute, events }));
};

const countRowsByMinute = async (db: Query, span: RowSpan, after: string, before: string): Promise<MinuteCount[]> => {
  const minute = sql<string>`substr(occurred_at, 1, 16)`;
  const rows = await eventsWithin(db, span)
    .where('occurred_at', '>=', after)
    .where('occurred_at', '<', before)
    .select(['type', minute.as('minute'), (row) => row.fn.countAll<number>().as('events')])
    .groupBy(['type', minute])
    .execute();
  return rows.map(({ type, minute, events }) => ({ type: type as EventType, minute, events: Number(events) }));
};
