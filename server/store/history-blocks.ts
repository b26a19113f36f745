import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type HistoryBlockRow = Selectable<Schema['history_blocks']>;
/** A block without its bytes but for `places`. */
export type BlockHead = Pick<HistoryBlockRow, 'vehicle_id' | 'fleet_id' | 'first_sequence' | 'last_sequence' | 'points' | 'places'>;

export type BlockKey = Pick<HistoryBlockRow, 'vehicle_id' | 'fleet_id' | 'last_sequence'>;

const head = ['vehicle_id', 'fleet_id', 'first_sequence', 'last_sequence', 'points', 'places'] as const;

/** A part of a fleet's log, from each `after` and `from` on to before each `before` and `until`. Blocks are found that may have something of it. */
export interface BlockSearch {
  fleet_id: string;
  /** Absent: of all vehicles. */
  vehicle_ids?: readonly string[] | undefined;
  /** Sequences. */
  from?: number | undefined;
  until?: number | undefined;
  recorded_after?: string | undefined;
  recorded_before?: string | undefined;
  occurred_after?: string | undefined;
  occurred_before?: string | undefined;
}

const found = (db: Query, search: BlockSearch) => {
  let query = db.selectFrom('history_blocks').where('fleet_id', '=', search.fleet_id);
  const [only] = search.vehicle_ids ?? [];
  if (search.vehicle_ids?.length === 1 && only !== undefined) query = query.where('vehicle_id', '=', only);
  else if (search.vehicle_ids) query = query.where('vehicle_id', 'in', search.vehicle_ids);
  if (search.from !== undefined) query = query.where('last_sequence', '>=', search.from);
  if (search.until !== undefined) query = query.where('first_sequence', '<', search.until);
  if (search.recorded_after) query = query.where('last_recorded_at', '>=', search.recorded_after);
  if (search.recorded_before) query = query.where('first_recorded_at', '<', search.recorded_before);
  if (search.occurred_after) query = query.where('last_occurred_at', '>=', search.occurred_after);
  if (search.occurred_before) query = query.where('first_occurred_at', '<', search.occurred_before);
  return query;
};

/** Up to `limit` blocks, by their last sequence; `beyond`: only those on the far side of this last sequence. */
export const listBlockHeads = async (
  db: Query,
  search: BlockSearch,
  order: 'asc' | 'desc',
  limit: number,
  beyond?: number,
): Promise<BlockHead[]> => {
  let query = found(db, search);
  if (beyond !== undefined) query = query.where('last_sequence', order === 'asc' ? '>' : '<', beyond);
  return query.select(head).orderBy('last_sequence', order).limit(limit).execute();
};

/** Blocks with all their bytes, by their last sequence. */
export const listBlocks = async (db: Query, search: BlockSearch, order: 'asc' | 'desc', limit = 10_000): Promise<HistoryBlockRow[]> =>
  found(db, search).selectAll().orderBy('last_sequence', order).limit(limit).execute();

/** Undefined for one that was erased in between. */
export const findBlock = async (db: Query, { vehicle_id, fleet_id, last_sequence }: BlockKey): Promise<HistoryBlockRow | undefined> =>
  db
    .selectFrom('history_blocks')
    .selectAll()
    .where('vehicle_id', '=', vehicle_id)
    .where('fleet_id', '=', fleet_id)
    .where('last_sequence', '=', last_sequence)
    .executeTakeFirst();

/** When the first record in a fleet's blocks was recorded; undefined without any. */
export const findFirstBlockTime = async (db: Query, fleet_id: string): Promise<string | undefined> => {
  const of_fleet = db.selectFrom('history_blocks').where('fleet_id', '=', fleet_id);
  const ended = await of_fleet.select('last_recorded_at').orderBy('last_recorded_at').limit(1).executeTakeFirst();
  if (!ended) return undefined;
  // A block is of one day, so whichever began first ends on the day on which the first one ends.
  const first = await of_fleet
    .select((row) => row.fn.min('first_recorded_at').as('at'))
    .where('last_recorded_at', '<', `${ended.last_recorded_at.slice(0, 10)}U`)
    .executeTakeFirst();
  return first?.at;
};

/** The last sequence of the blocks that end before the instant, and which others began before it. */
export const findBlocksAround = async (db: Query, fleet_id: string, before: string): Promise<{ last: number; across: BlockHead[] }> => {
  const ended = await db
    .selectFrom('history_blocks')
    .select('last_sequence')
    .where('fleet_id', '=', fleet_id)
    .where('last_recorded_at', '<', before)
    .orderBy('last_recorded_at', 'desc')
    .orderBy('last_sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const day_later = new Date(Date.parse(before) + 86_400_000).toISOString();
  const across = await db
    .selectFrom('history_blocks')
    .select(head)
    .where('fleet_id', '=', fleet_id)
    .where('last_recorded_at', '>=', before)
    .where('last_recorded_at', '<', day_later)
    .where('first_recorded_at', '<', before)
    .execute();
  return { last: ended?.last_sequence ?? 0, across };
};

export const insertBlock = async (tx: Query, row: Insertable<Schema['history_blocks']>): Promise<void> => {
  await tx.insertInto('history_blocks').values(row).execute();
};

/** Deletes up to `limit` blocks that tell of nothing from the instant on; returns how many. */
export const deleteBlocksBefore = async (tx: Query, fleet_id: string, before: string, limit: number): Promise<number> => {
  const oldest = await tx
    .selectFrom('history_blocks')
    .select(['vehicle_id', 'last_sequence', 'last_recorded_at'])
    .where('fleet_id', '=', fleet_id)
    .orderBy('last_sequence')
    .limit(limit)
    .execute();
  const old = oldest.filter(({ last_recorded_at }) => last_recorded_at < before);
  for (const { vehicle_id, last_sequence } of old)
    await tx
      .deleteFrom('history_blocks')
      .where('vehicle_id', '=', vehicle_id)
      .where('fleet_id', '=', fleet_id)
      .where('last_sequence', '=', last_sequence)
      .execute();
  return old.length;
};
