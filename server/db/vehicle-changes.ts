/**
 * Tells one listener in this process which vehicles have changed, so that what it holds of the others is true without asking for it.
 * It must never call itself current while a change that this process can know of is untold: its own commits, and whatever was committed a second ago.
 */
import { vehicle_channel } from './vehicle-change-triggers.ts';

export interface VehicleChange {
  fleet_id: string;
  /** Empty: some vehicle of the fleet. */
  vehicle_id: string;
  /** More than its last contact. */
  of_row: boolean;
}
/** `all`: changes may have been missed. */
export type OnVehicleChanges = (changes: readonly VehicleChange[] | 'all') => void;

export interface VehicleFeed {
  /**
   * True: the listener has been told all that was committed, on SQLite up to now; on PostgreSQL up to a moment at most a second ago and behind each
   * commit of this process. False: nobody knows at the moment. Never waits.
   */
  isCurrent(): boolean;
}

const most_at_once = 5_000;

interface JournalRow {
  number: number;
  fleet_id: string;
  vehicle_id: string;
  of_row: 0 | 1;
}

/** A connection of SQLite, as far as it is needed here. */
interface Reader {
  prepare(text: string): { pluck(): { get(...values: number[]): unknown }; all(...values: number[]): unknown[] };
}

/** `reader` must not be the connection that writes. */
export const followJournal = (reader: Reader, onChanges: OnVehicleChanges): VehicleFeed => {
  const version = reader.prepare('PRAGMA data_version').pluck();
  const newest = reader.prepare('SELECT coalesce(max(number), 0) FROM vehicle_changes').pluck();
  const behind = reader.prepare('SELECT * FROM vehicle_changes WHERE number > ? ORDER BY number LIMIT ?');
  const newestNumber = () => newest.get() as number;
  // Before the journal is read: a commit in between is looked for again.
  let seen = version.get();
  let cursor = newestNumber();
  return {
    isCurrent: () => {
      const current = version.get();
      if (current === seen) return true;
      const rows = behind.all(cursor, most_at_once) as JournalRow[];
      const last = rows.at(-1);
      const is_whole = rows.length < most_at_once && (!last || rows[0]?.number === cursor + 1);
      cursor = is_whole ? (last?.number ?? cursor) : newestNumber();
      seen = current;
      if (!is_whole) onChanges('all');
      else if (last) onChanges(rows.map(({ fleet_id, vehicle_id, of_row }) => ({ fleet_id, vehicle_id, of_row: of_row === 1 })));
      return true;
    },
  };
};

const trusted_ms = 1_000;
const asked_every_ms = 250;

const parseNotification = (payload: string): VehicleChange[] => {
  const [of_row, ...told] = payload.split(' ');
  return told.map((one) => {
    const [fleet_id = '', vehicle_id = ''] = one.split('/');
    return { fleet_id, vehicle_id, of_row: of_row === '1' };
  });
};

/** A connection of PostgreSQL, as far as it is needed here. */
interface Listener {
  query(text: string): Promise<unknown>;
}

/**
 * Follows the notifications of whichever connection listens at the moment. PostgreSQL hands a connection what was notified before it answers that
 * connection's next question: so an answer proves that all that was committed before the question has been told.
 */
export const createNotificationFeed = () => {
  let onChanges: OnVehicleChanges | undefined;
  let connected: Listener | undefined;
  let listening: Listener | undefined;
  let asking: Listener | undefined;
  let own_commits = 0;
  let asked_ms = Number.NEGATIVE_INFINITY;
  let proven = { at_ms: Number.NEGATIVE_INFINITY, own_commits: -1 };

  const forget = () => {
    proven = { at_ms: Number.NEGATIVE_INFINITY, own_commits: -1 };
    onChanges?.('all');
  };
  const startListening = async () => {
    const client = connected;
    if (!client || !onChanges) return;
    await client.query(`LISTEN ${vehicle_channel}`);
    if (client !== connected) return;
    // What was read until now may have changed before anybody listened.
    forget();
    listening = client;
  };
  const prove = async () => {
    const client = listening;
    if (!client || asking === client) return;
    asking = client;
    asked_ms = performance.now();
    const asked = { at_ms: asked_ms, own_commits };
    try {
      await client.query('SELECT 1');
      if (client === listening) proven = asked;
    } catch {
      // The connection is gone, which its owner is told as well.
    } finally {
      if (asking === client) asking = undefined;
    }
  };

  return {
    /** To be called with each connection that is open, and with none when it is lost. */
    attach: async (client: Listener | undefined): Promise<void> => {
      connected = client;
      listening = undefined;
      forget();
      await startListening();
    },
    /** False: not about vehicles. */
    receive: ({ channel, payload = '' }: { channel: string; payload?: string | undefined }): boolean => {
      if (channel !== vehicle_channel) return false;
      onChanges?.(parseNotification(payload));
      return true;
    },
    noteOwnCommit: (): void => {
      own_commits += 1;
    },
    follow: (listener: OnVehicleChanges): VehicleFeed => {
      onChanges = listener;
      // A connection that fails here is replaced by its owner, and attached anew.
      startListening().catch(() => {});
      return {
        isCurrent: () => {
          const now_ms = performance.now();
          const is_current = proven.own_commits === own_commits && now_ms - proven.at_ms < trusted_ms;
          if (!is_current || now_ms - asked_ms >= asked_every_ms) void prove();
          return is_current;
        },
      };
    },
  };
};
export type NotificationFeed = ReturnType<typeof createNotificationFeed>;
