/**
 * Moves state records that no reader of the log can ask for by its cursor any more from rows into blocks, vehicle by vehicle. The front is told before the
 * first row goes, so that whoever comes with an older cursor is reset instead of meeting a hole. One transaction moves one block: a record is a row or in a
 * block at any moment, never both and never neither. Cut short, it goes on where it was.
 */
import { setImmediate } from 'node:timers/promises';
import type { App } from '#server/app.ts';
import { type BlockBytes, makeBlock, openBlock, openRecords, type StateRow } from '#server/history/history-block.ts';
import { findTurn } from '#server/services/find-event.ts';
import { listFleets } from '#server/store/access.ts';
import {
  findNextLog,
  findSlowestReader,
  getCompactionState,
  isVehicleKnown,
  setCompactedThrough,
  setCompactionDone,
} from '#server/store/compaction.ts';
import type { VehicleLog } from '#server/store/events.ts';
import { insertBlock } from '#server/store/history-blocks.ts';
import { deleteMovedRows, listRowsToMove } from '#server/store/state-rows.ts';
import { write } from '#server/store/write.ts';
import { resumable_ms } from '#server/streams/resume.ts';

const day_ms = 86_400_000;
/** Records of a block at most: what one transaction deletes, and what one reader decodes. PostgreSQL keeps bytes in pieces of 2 kB and wastes part of the last. */
const block_size = 1500;
/** Rows of one vehicle lie among those of all others, so each deletion changes a page; SQLite does it while nobody else works. */
const delete_size = 200;
/** A large backlog is worked off over several hours. */
const longest_run_ms = 15 * 60_000;

/** Sets the front where it can stand today: behind whole days that are out of reach, and behind no reader. Returns what is still to be moved. */
const moveFront = async (app: App, fleet_id: string): Promise<{ after: number; through: number }> => {
  const { read } = app.db;
  const state = await getCompactionState(read, fleet_id);
  const day_start = new Date(Math.floor((app.clock() - resumable_ms) / day_ms) * day_ms).toISOString();
  const out_of_reach = (await findTurn(read, fleet_id, (event) => event.recorded_at < day_start)) - 1;
  const slowest = await findSlowestReader(read, fleet_id);
  const front = Math.min(out_of_reach, slowest ?? out_of_reach);
  const through = Math.max(front, state.compacted_through);
  if (through > state.compacted_through) await write(app, (tx) => setCompactedThrough(tx, fleet_id, through));
  return { after: state.compaction_done_through, through };
};

const leastOf = (texts: readonly string[]) =>
  texts.reduce<string | null>((least, text) => (least === null || text < least ? text : least), null);
const greatestOf = (texts: readonly string[]) =>
  texts.reduce<string | null>((most, text) => (most === null || text > most ? text : most), null);

const isPlace = (value: unknown): value is { lat: number; lon: number } =>
  typeof value === 'object' && value !== null && 'lat' in value && 'lon' in value;

/** What the block's row says of its content, so that readers pass over those that have nothing for them. */
const contentOf = (rows: readonly StateRow[], block: BlockBytes) => {
  const placed = openRecords(block.records, rows.length)
    .measurements('position')
    .flatMap(({ at_ms, value }) => (isPlace(value) && Number.isFinite(at_ms) ? [{ at: new Date(at_ms).toISOString(), ...value }] : []));
  const occurred = rows.map(({ occurred_at }) => occurred_at);
  const box = placed.reduce(
    (around, { lat, lon }) => ({
      min_lat: Math.min(around.min_lat, lat),
      max_lat: Math.max(around.max_lat, lat),
      min_lon: Math.min(around.min_lon, lon),
      max_lon: Math.max(around.max_lon, lon),
    }),
    { min_lat: 90, max_lat: -90, min_lon: 180, max_lon: -180 },
  );
  return {
    points: rows.length,
    first_occurred_at: leastOf(occurred) ?? '',
    last_occurred_at: greatestOf(occurred) ?? '',
    first_placed_at: leastOf(placed.map(({ at }) => at)),
    last_placed_at: greatestOf(placed.map(({ at }) => at)),
    ...(placed.length > 0 ? box : { min_lat: null, max_lat: null, min_lon: null, max_lon: null }),
  };
};

const isSame = (rows: readonly StateRow[], others: readonly StateRow[]): boolean =>
  rows.length === others.length &&
  rows.every((row, index) => Object.entries(row).every(([name, value]) => others[index]?.[name as keyof StateRow] === value));

/** Moves the rows, which are all of one vehicle's in their span, into a block. False: the vehicle is being erased. */
const moveRows = async (app: App, log: VehicleLog, rows: readonly StateRow[]): Promise<boolean> => {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return false;
  const block = await makeBlock(rows);
  await setImmediate();
  if (!isSame(rows, openBlock({ ...log, ...block, points: rows.length })))
    throw new Error('A block of history does not give back its rows');
  await setImmediate();
  const row = {
    ...log,
    first_sequence: first.sequence,
    last_sequence: last.sequence,
    first_recorded_at: first.recorded_at,
    last_recorded_at: last.recorded_at,
    ...contentOf(rows, block),
    ...block,
  };
  return write(app, async (tx) => {
    await app.db.dialect.lockVehicles(tx, [log.vehicle_id]);
    if (!(await isVehicleKnown(tx, log.vehicle_id))) return false;
    await insertBlock(tx, row);
    let deleted = 0;
    for (let begin = 0; begin < rows.length; begin += delete_size) {
      const end = Math.min(begin + delete_size, rows.length) - 1;
      deleted += await deleteMovedRows(tx, log, rows[begin]?.sequence ?? 0, rows[end]?.sequence ?? 0);
      await setImmediate();
    }
    if (deleted !== rows.length) throw new Error('Rows of history changed while they were moved into a block');
    return true;
  });
};

/** Blocks end with the UTC day, so that they can go when their day does. */
const compactLog = async (app: App, log: VehicleLog, after: number, through: number): Promise<number> => {
  let moved = 0;
  for (let from = after; ; ) {
    const rows = await listRowsToMove(app.db.read, log, from, through, block_size);
    const day = rows[0]?.recorded_at.slice(0, 10);
    const of_day = rows.filter(({ recorded_at }) => recorded_at.slice(0, 10) === day);
    const last = of_day.at(-1);
    if (!last || !(await moveRows(app, log, of_day))) return moved;
    moved += of_day.length;
    from = last.sequence;
    await setImmediate();
  }
};

/** Returns how many records were moved. */
export const compactHistory = async (app: App): Promise<number> => {
  const wanted = new Map<string, { after: number; through: number }>();
  for (const { id } of await listFleets(app.db.read)) {
    const span = await moveFront(app, id);
    if (span.through > span.after) wanted.set(id, span);
  }
  if (wanted.size === 0) return 0;
  const end_ms = performance.now() + longest_run_ms;
  let moved = 0;
  for (let log: VehicleLog = { vehicle_id: '', fleet_id: '' }; ; ) {
    const next = await findNextLog(app.db.read, log);
    if (!next) break;
    log = next;
    const span = wanted.get(log.fleet_id);
    // What was erased has no vehicle.
    if (span && log.vehicle_id !== '') moved += await compactLog(app, log, span.after, span.through);
    await setImmediate();
    if (performance.now() > end_ms) return moved;
  }
  for (const [fleet_id, { through }] of wanted) await write(app, (tx) => setCompactionDone(tx, fleet_id, through));
  return moved;
};
