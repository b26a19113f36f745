/**
 * State records that left the rows of the log for blocks, as the rows that they were. A record is a row or in a block, and moves one way only: whoever
 * reads both asks the rows first, and `mergeRows` drops what moved meanwhile.
 */
import { setImmediate } from 'node:timers/promises';
import type { Query } from '#server/db/dialect.ts';
import { openBlock, readOrigins, readPlaces, type StateRow } from '#server/history/history-block.ts';
import { type BlockHead, type BlockSearch, findBlock, findBlocksAround, listBlockHeads } from './history-blocks.ts';

const heads_at_once = 64;
/** Between so many heads others are served. */
const turn = 32;

interface Place {
  sequence: number;
  index: number;
  head: BlockHead;
}

const placesIn = (head: BlockHead, from: number, until: number): Place[] =>
  readPlaces(head.places, head.points).sequences.flatMap((sequence, index) =>
    sequence >= from && sequence < until ? [{ sequence, index, head }] : [],
  );

const readRows = async (db: Query, places: readonly Place[]): Promise<StateRow[]> => {
  const rows: StateRow[] = [];
  for (const [head, of_head] of Map.groupBy(places, (place) => place.head)) {
    const block = await findBlock(db, head);
    const indexes = of_head.map(({ index }) => index).sort((a, b) => a - b);
    if (block) rows.push(...openBlock(block, indexes));
  }
  return rows;
};

const isWanted = ({ occurred_after, occurred_before, recorded_after, recorded_before }: BlockSearch, row: StateRow): boolean =>
  (!occurred_after || row.occurred_at >= occurred_after) &&
  (!occurred_before || row.occurred_at < occurred_before) &&
  (!recorded_after || row.recorded_at >= recorded_after) &&
  (!recorded_before || row.recorded_at < recorded_before);

/** The wanted records at the places, in their order, until there are `limit`. */
const readWanted = async (db: Query, search: BlockSearch, places: readonly Place[], limit: number): Promise<StateRow[]> => {
  const rows: StateRow[] = [];
  for (let next = 0; next < places.length && rows.length < limit; ) {
    const part = places.slice(next, next + limit - rows.length);
    next += part.length;
    const by_sequence = new Map((await readRows(db, part)).map((row) => [row.sequence, row]));
    for (const { sequence } of part) {
      const row = by_sequence.get(sequence);
      if (row && isWanted(search, row)) rows.push(row);
    }
  }
  return rows;
};

/** Heads by their last sequence, page by page, with pauses. */
async function* eachHead(db: Query, search: BlockSearch, order: 'asc' | 'desc'): AsyncGenerator<BlockHead> {
  let looked = 0;
  for (let beyond: number | undefined; ; ) {
    const heads = await listBlockHeads(db, search, order, heads_at_once, beyond);
    for (const head of heads) {
      looked += 1;
      if (looked % turn === 0) await setImmediate();
      yield head;
    }
    if (heads.length < heads_at_once) return;
    beyond = heads.at(-1)?.last_sequence;
  }
}

const everywhere = Number.MAX_SAFE_INTEGER;

/** First sequences are in no order that an index knows, so all blocks are looked at before the first record is read. */
const listOldestFirst = async (db: Query, search: BlockSearch, limit: number): Promise<StateRow[]> => {
  const places: Place[] = [];
  for await (const head of eachHead(db, search, 'asc')) places.push(...placesIn(head, search.from ?? 0, search.until ?? everywhere));
  places.sort((a, b) => a.sequence - b.sequence);
  return readWanted(db, search, places, limit);
};

/** Blocks of many vehicles lie across each other: a place is settled once every block that is still to come ends before it. */
const listNewestFirst = async (db: Query, search: BlockSearch, limit: number): Promise<StateRow[]> => {
  const rows: StateRow[] = [];
  let open: Place[] = [];
  const settleAbove = async (sequence: number) => {
    const settled = open.filter((place) => place.sequence > sequence).sort((a, b) => b.sequence - a.sequence);
    if (settled.length === 0) return;
    open = open.filter((place) => place.sequence <= sequence);
    rows.push(...(await readWanted(db, search, settled, limit - rows.length)));
  };
  for await (const head of eachHead(db, search, 'desc')) {
    await settleAbove(head.last_sequence);
    if (rows.length >= limit) return rows;
    open.push(...placesIn(head, search.from ?? 0, search.until ?? everywhere));
  }
  await settleAbove(-1);
  return rows;
};

/** The first `limit` records of the search in the order of the log, or newest first. */
export const listCompacted = (db: Query, search: BlockSearch, order: 'asc' | 'desc', limit: number): Promise<StateRow[]> =>
  order === 'asc' ? listOldestFirst(db, search, limit) : listNewestFirst(db, search, limit);

/** Rows and compacted records in one order, each once, at most `limit`. */
export const mergeRows = <T extends { sequence: number }>(
  rows: readonly T[],
  compacted: readonly T[],
  order: 'asc' | 'desc',
  limit: number,
): T[] => {
  if (compacted.length === 0) return [...rows];
  const by_sequence = new Map([...compacted, ...rows].map((row) => [row.sequence, row]));
  const sign = order === 'asc' ? 1 : -1;
  return [...by_sequence.values()].sort((a, b) => sign * (a.sequence - b.sequence)).slice(0, limit);
};

/** The last sequence of a compacted record that was recorded before the instant; 0 without any. */
export const findLastCompacted = async (db: Query, fleet_id: string, before: string): Promise<number> => {
  const { last, across } = await findBlocksAround(db, fleet_id, before);
  let found = last;
  for (const [looked, head] of across.entries()) {
    if (looked % turn === 0) await setImmediate();
    if (head.last_sequence <= found) continue;
    const { sequences, recorded_at } = readPlaces(head.places, head.points);
    found = Math.max(found, sequences[recorded_at.findLastIndex((at) => at < before)] ?? 0);
  }
  return found;
};

interface Caused {
  sequence: number;
  vehicle_id: string;
  flow_id: string;
}

/** The first compacted record of the same message within `reach` places before each event, by the event's sequence. */
export const findCompactedSources = async (
  db: Query,
  fleet_id: string,
  events: readonly Caused[],
  reach: number,
): Promise<Map<number, { sequence: number; id: string }>> => {
  const sources = new Map<number, { sequence: number; id: string }>();
  for (const [vehicle_id, of_vehicle] of Map.groupBy(events, (event) => event.vehicle_id)) {
    const sequences = of_vehicle.map(({ sequence }) => sequence);
    const search = { fleet_id, vehicle_ids: [vehicle_id], from: Math.min(...sequences) - reach, until: Math.max(...sequences) };
    for (const head of await listBlockHeads(db, search, 'desc', 10_000)) {
      const places = readPlaces(head.places, head.points).sequences;
      const near = of_vehicle.filter(({ sequence }) => head.first_sequence < sequence && head.last_sequence >= sequence - reach);
      const block = near.length > 0 ? await findBlock(db, head) : undefined;
      if (!block) continue;
      const { flow_ids } = readOrigins(block.origins, block.points);
      for (const { sequence, flow_id } of near) {
        const index = places.findIndex((place, at) => place >= sequence - reach && place < sequence && flow_ids[at] === flow_id);
        const [row] = index < 0 ? [] : openBlock(block, [index]);
        if (row) sources.set(sequence, { sequence: row.sequence, id: row.id });
      }
    }
  }
  return sources;
};
