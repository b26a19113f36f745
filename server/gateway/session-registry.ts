/**
 * Who speaks for a unit. One connection per unit is live; a newer one takes over with its first valid frame, unless the live one was heard of
 * lately: then the newer waits, and nothing it sends is stored, acknowledged or answered, until the live one closes or falls silent.
 */
export interface Contender {
  /** Monotonic instant of the last bytes. */
  last_data_ms: number;
  end(reason: string): void;
}

export interface SessionRegistry<C extends Contender> {
  /** After identification. The first of a unit is live at once. */
  join(unit_id: string, connection: C): void;
  /** Before a valid frame is dealt with. undefined: the connection is live. Rejects when it ends before it could take over. */
  awaitTurn(unit_id: string, connection: C): Promise<void> | undefined;
  leave(unit_id: string, connection: C): void;
  find(unit_id: string): C | undefined;
  close(): void;
}

interface Waiting<C> {
  connection: C;
  /** Set once its first frame waits. */
  turn?: { promise: Promise<void>; take: () => void; give_up: (error: Error) => void };
  timer?: NodeJS.Timeout;
}

export const createSessionRegistry = <C extends Contender>(options: {
  /** Silence after which the live connection may be replaced. */
  quiet_ms: number;
  /** Time between the end of the last connection and `onDisconnected`. */
  offline_grace_ms: number;
  monotonic: () => number;
  /** The unit has a live connection; it has none any more. */
  onLive?(unit_id: string): void;
  onGone?(unit_id: string): void;
  onConnected(unit_id: string): void;
  onDisconnected(unit_id: string): void;
  onDuplicate(unit_id: string, connection: C): void;
}): SessionRegistry<C> => {
  const live = new Map<string, C>();
  const waiting = new Map<string, Waiting<C>>();
  const farewells = new Map<string, NodeJS.Timeout>();

  const goLive = (unit_id: string, connection: C): void => {
    live.set(unit_id, connection);
    options.onLive?.(unit_id);
    const farewell = farewells.get(unit_id);
    clearTimeout(farewell);
    farewells.delete(unit_id);
    if (!farewell) options.onConnected(unit_id);
  };

  const stopWaiting = (unit_id: string): Waiting<C> | undefined => {
    const entry = waiting.get(unit_id);
    waiting.delete(unit_id);
    clearTimeout(entry?.timer);
    return entry;
  };

  /** The live connection, if any, is on its way out. */
  const promote = (unit_id: string): boolean => {
    const entry = stopWaiting(unit_id);
    if (!entry) return false;
    live.set(unit_id, entry.connection);
    entry.turn?.take();
    return true;
  };

  const takeOver = (unit_id: string): void => {
    const former = live.get(unit_id);
    promote(unit_id);
    former?.end('replaced by a newer connection');
  };

  const silentIn = (unit_id: string): number => {
    const current = live.get(unit_id);
    return current ? current.last_data_ms + options.quiet_ms - options.monotonic() : 0;
  };

  const watchSilence = (unit_id: string, entry: Waiting<C>): void => {
    const left_ms = silentIn(unit_id);
    if (left_ms <= 0) takeOver(unit_id);
    else entry.timer = setTimeout(() => watchSilence(unit_id, entry), left_ms);
  };

  return {
    join: (unit_id, connection) => {
      if (!live.has(unit_id)) return goLive(unit_id, connection);
      const displaced = stopWaiting(unit_id);
      waiting.set(unit_id, { connection });
      displaced?.connection.end('replaced by a newer connection');
    },
    awaitTurn: (unit_id, connection) => {
      if (live.get(unit_id) === connection) return undefined;
      const entry = waiting.get(unit_id);
      if (entry?.connection !== connection) return Promise.reject(new Error('the connection has been replaced'));
      if (entry.turn) return entry.turn.promise;
      if (silentIn(unit_id) <= 0) {
        takeOver(unit_id);
        return undefined;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      entry.turn = { promise, take: resolve, give_up: reject };
      options.onDuplicate(unit_id, connection);
      watchSilence(unit_id, entry);
      return promise;
    },
    leave: (unit_id, connection) => {
      if (waiting.get(unit_id)?.connection === connection) {
        stopWaiting(unit_id)?.turn?.give_up(new Error('the connection ended while it waited'));
      } else if (live.get(unit_id) === connection && !promote(unit_id)) {
        live.delete(unit_id);
        options.onGone?.(unit_id);
        const farewell = setTimeout(() => {
          farewells.delete(unit_id);
          options.onDisconnected(unit_id);
        }, options.offline_grace_ms);
        farewells.set(unit_id, farewell);
      }
    },
    find: (unit_id) => live.get(unit_id),
    close: () => {
      for (const timer of farewells.values()) clearTimeout(timer);
      for (const unit_id of [...waiting.keys()]) stopWaiting(unit_id)?.turn?.give_up(new Error('the listener closed'));
      farewells.clear();
    },
  };
};
