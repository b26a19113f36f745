/**
 * A reader of every fleet's log that makes something of it: rows of its own, and events. What it makes and where it stands are one transaction, so each
 * event has its effect once, whatever is killed when. It keeps in memory what it knows; a failure forgets that, and the database tells it again.
 */
import type { EventType } from '#lib/domain/event.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { listFleets } from '#server/store/access.ts';
import { advanceCursor, findCursor } from '#server/store/cursors.ts';
import { type EventRow, listEventsWithin, listNewestSequences } from '#server/store/events.ts';
import { type Emit, write } from '#server/store/write.ts';
import { keepLooking } from '#server/streams/keep-looking.ts';

export type Effect = (tx: Query, emit: Emit) => Promise<void>;

/** One fleet's part of a consumer. */
export interface Follower {
  /** What these events make necessary, and what is due without any. Undefined: nothing is to be written. `settings`: the fleet's, as JSON. */
  look(rows: readonly EventRow[], settings: string): Promise<Effect | undefined>;
}

export interface Step {
  name: string;
  fleet_id: string;
  from: number | undefined;
  to: number;
  effect: Effect | undefined;
}

export interface ConsumerParts {
  app: App;
  /** Of its cursor. */
  name: string;
  /** Events that it asks for; of all vehicles. */
  types: readonly EventType[];
  open(fleet_id: string): Promise<Follower>;
  /** Asked before each look at the logs. */
  prepare?(): Promise<void>;
  /** Whether this fleet's log matters at all; of another one only the cursor moves. */
  concerns?(fleet_id: string): boolean;
  /** False when another gateway has taken over. */
  isInOffice(tx: Query): Promise<boolean>;
  /** Tests bring others, some of them broken. */
  commit?: (step: Step) => Promise<void>;
  batch_size?: number;
}

export interface LogConsumer {
  start(): void;
  /** Resolves when nothing is under way. */
  stop(): Promise<void>;
  /** Goes through all that the logs hold, once. Throws what went wrong with a fleet; that fleet is begun anew by the next call. */
  catchUp(): Promise<void>;
  /** Events of all fleets, as of the last look at their logs, that it has yet to pass. */
  waiting(): number;
}

/** Without an effect nothing is lost by reading again, so the cursor is not written for each batch. */
const most_unsaved = 5000;

/** Of a fleet that the consumer is not concerned with. */
const absent: Follower = { look: async () => undefined };

interface Followed {
  follower: Follower;
  /** Where the cursor stands, and how far the log was read. */
  saved: number | undefined;
  after: number;
}

/** Effect and cursor, in one transaction. */
export const commitTogether =
  (app: App, isInOffice: ConsumerParts['isInOffice']) =>
  ({ effect, ...cursor }: Step): Promise<void> =>
    write(app, async (tx, emit) => {
      // First, so that the cursor's row is locked: whoever takes over waits here, and then finds it moved.
      if (!(await advanceCursor(tx, cursor)) || !(await isInOffice(tx))) throw new Error('Another gateway has taken over.');
      await effect?.(tx, emit);
    });

export const createLogConsumer = (parts: ConsumerParts): LogConsumer => {
  const { app, name, types, batch_size = 500 } = parts;
  const { read } = app.db;
  const followed = new Map<string, Followed>();
  /** Of each fleet's log the newest event that was seen, and how far it was read; what failed is kept here alone. */
  let heads: ReadonlyMap<string, number> = new Map();
  const reached = new Map<string, number>();
  let stopped = false;

  const commit = parts.commit ?? commitTogether(app, parts.isInOffice);

  const begin = async (fleet_id: string, passed = 0): Promise<Followed> => {
    const saved = await findCursor(read, name, fleet_id);
    const after = Math.max(saved ?? 0, passed);
    reached.set(fleet_id, after);
    return { follower: await parts.open(fleet_id), saved, after };
  };

  /** Nothing is read, and nothing is remembered of a fleet without whatever it takes. */
  const pass = async (fleet_id: string, newest: number): Promise<void> => {
    const before = followed.get(fleet_id);
    if (before?.after === newest && before.follower === absent) return;
    followed.delete(fleet_id);
    const saved = before?.follower === absent ? before.saved : await findCursor(read, name, fleet_id);
    const due = saved === undefined || before?.follower !== absent || newest - saved >= most_unsaved;
    if (due && saved !== newest) await commit({ name, fleet_id, from: saved, to: newest, effect: undefined });
    followed.set(fleet_id, { follower: absent, saved: due ? newest : saved, after: newest });
    reached.set(fleet_id, newest);
  };

  const advance = async (fleet_id: string, settings: string, newest: number): Promise<void> => {
    if (parts.concerns?.(fleet_id) === false) return pass(fleet_id, newest);
    const known = followed.get(fleet_id);
    // Where there was nothing to do so far, there is nothing to catch up with either.
    const place = known && known.follower !== absent ? known : await begin(fleet_id, known?.after);
    followed.delete(fleet_id);
    for (let more = true; more && !stopped; ) {
      const { after, saved, follower } = place;
      const window = { after, through: newest, types, limit: batch_size };
      const rows = after < newest ? await listEventsWithin(read, fleet_id, window) : [];
      more = rows.length === batch_size;
      const to = more ? (rows.at(-1)?.sequence ?? newest) : Math.max(after, newest);
      const effect = await follower.look(rows, settings);
      if (effect || saved === undefined || to - saved >= most_unsaved) {
        await commit({ name, fleet_id, from: saved, to, effect });
        place.saved = to;
      }
      place.after = to;
      reached.set(fleet_id, to);
    }
    followed.set(fleet_id, place);
  };

  const catchUp = async () => {
    await parts.prepare?.();
    const newest = new Map((await listNewestSequences(read)).map(({ fleet_id, last_sequence }) => [fleet_id, last_sequence]));
    heads = newest;
    const failures: unknown[] = [];
    for (const { id, settings } of await listFleets(read)) {
      if (stopped) return;
      await advance(id, settings, newest.get(id) ?? 0).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };

  const looking = keepLooking(app, name, catchUp);
  return {
    catchUp,
    waiting: () => [...heads].reduce((sum, [fleet_id, head]) => sum + Math.max(0, head - (reached.get(fleet_id) ?? head)), 0),
    start: looking.start,
    stop: async () => {
      stopped = true;
      await looking.stop();
    },
  };
};
