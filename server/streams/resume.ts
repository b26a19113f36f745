import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { findEventAfter, getEventBounds } from '#server/store/events.ts';

/** How far back a reader can resume. The log itself is kept longer. */
export const resumable_ms = 7 * 86_400_000;

export interface Bounds {
  oldest: number;
  newest: number;
}

export interface Resumption {
  /** Read on behind this sequence. */
  after: number;
  newest: number;
  /** Told when the asked cursor is not within the log: what can be read, from `oldest` on. */
  reset?: Bounds;
}

/** The oldest sequence recorded since the instant, by halving: sequences and times of recording rise together. */
const findOldestSince = async (db: Query, fleet_id: string, since: string, bounds: Bounds): Promise<number> => {
  let { oldest: low } = bounds;
  let high = bounds.newest + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const event = await findEventAfter(db, fleet_id, middle - 1);
    if (event && event.recorded_at < since) low = event.sequence + 1;
    else high = middle;
  }
  return low;
};

/**
 * Where a reader with this cursor goes on. Without a cursor, or with one that lies before what can be resumed or behind the end of the log (it came
 * from another log, or from before a restore), that is the oldest event that can be had: whatever else was missed, nothing that is there is.
 */
export const resume = async (app: App, fleet_id: string, asked: number | undefined): Promise<Resumption> => {
  const bounds = await getEventBounds(app.db.read, fleet_id);
  const since = new Date(app.clock() - resumable_ms).toISOString();
  if (asked !== undefined && asked >= bounds.oldest - 1 && asked <= bounds.newest) {
    const next = await findEventAfter(app.db.read, fleet_id, asked);
    if (!next || next.recorded_at >= since) return { after: asked, newest: bounds.newest };
  }
  const oldest = await findOldestSince(app.db.read, fleet_id, since, bounds);
  const reset = { oldest, newest: bounds.newest };
  return { after: oldest - 1, newest: bounds.newest, ...(asked !== undefined && { reset }) };
};
