/**
 * Which units speak through this gateway. A unit may dial in at several gateways, one after the other or, lost connections and copied identities, at once:
 * the row of its session belongs to one of them. The rule is the one that holds within a gateway (`session-registry.ts`): a newer connection waits until
 * the older one, wherever it is, has closed or fallen silent. Until then nothing that it sends is stored or acknowledged, and no command goes to it.
 */
import { type App, nowAt } from '#server/app.ts';
import type { UnitKey } from '#server/store/ingest.ts';
import { contendForUnits, leaveUnits, listContendedUnits, takeUnitSessions } from '#server/store/unit-sessions.ts';
import { write } from '#server/store/write.ts';

export interface UnitSeats {
  /** The unit has a live connection here. */
  take(brand: string, unit_id: string): void;
  /** Its last connection here has ended. */
  leave(brand: string, unit_id: string): void;
  /** Before anything of the unit is stored. undefined: it speaks through this gateway. Rejects when its connection ends first. */
  awaitTurn(brand: string, unit_id: string): Promise<void> | undefined;
  holds(brand: string, unit_id: string): boolean;
  /** A connection is here, and waits. */
  isWaiting(brand: string, unit_id: string): boolean;
  count(): number;
  start(): void;
  stop(): Promise<void>;
}

export interface UnitSeatParts {
  app: App;
  /** Known once the gateway is in office, before `start`. */
  gatewayId(): string;
  /** Asked about a unit that has a newer connection at another gateway: ends its silent connection here, and says whether there is none left. */
  giveWay(brand: string, unit_id: string): boolean;
  /** A connection has waited for longer than any gateway takes to be taken for dead: the unit is alive elsewhere. */
  onContested(brand: string, unit_id: string): void;
}

interface Seat extends UnitKey {
  held: boolean;
  asked_ms: number;
  told: boolean;
  turn: PromiseWithResolvers<void>;
}

const look_ms = 500;
const contested_ms = 15_000;
const keyOf = (brand: string, unit_id: string) => `${brand}/${unit_id}`;

export const createUnitSeats = ({ app, gatewayId, giveWay, onContested }: UnitSeatParts): UnitSeats => {
  const seats = new Map<string, Seat>();
  /** To be told to the database. */
  const changed = new Map<string, UnitKey>();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let running = false;

  const store = async (): Promise<void> => {
    const units = [...changed];
    changed.clear();
    const [wanted, left] = [units.filter(([key]) => seats.has(key)), units.filter(([key]) => !seats.has(key))].map((part) =>
      part.map(([, unit]) => unit),
    ) as [UnitKey[], UnitKey[]];
    try {
      const taken = await write(app, async (tx) => {
        if (left.length > 0) await leaveUnits(tx, app.db.dialect, gatewayId(), left);
        const got = wanted.length > 0 ? await takeUnitSessions(tx, gatewayId(), wanted, nowAt(app)) : [];
        const keys = new Set(got.map(({ brand, unit_id }) => keyOf(brand, unit_id)));
        const missed = wanted.filter(({ brand, unit_id }) => !keys.has(keyOf(brand, unit_id)));
        if (missed.length > 0) await contendForUnits(tx, app.db.dialect, gatewayId(), missed);
        return keys;
      });
      for (const key of taken) {
        const seat = seats.get(key);
        // A unit that left meanwhile is among the changed ones again.
        if (!seat || seat.held) continue;
        seat.held = true;
        seat.turn.resolve();
      }
    } catch (error) {
      for (const [key, unit] of units) if (!changed.has(key)) changed.set(key, unit);
      throw error;
    }
  };

  const work = async (): Promise<void> => {
    while (changed.size > 0 && running) await store();
  };
  const wake = () => {
    if (!running) return;
    working ??= Promise.resolve()
      .then(work)
      .catch((error: unknown) => app.log.error({ err: error }, 'Connections of units could not be noted'))
      .finally(() => {
        working = undefined;
      });
  };

  const look = async (): Promise<void> => {
    if (seats.size === 0 && changed.size === 0) return;
    const now_ms = performance.now();
    for (const [key, seat] of seats) {
      if (seat.held) continue;
      changed.set(key, seat);
      if (seat.told || now_ms - seat.asked_ms < contested_ms) continue;
      seat.told = true;
      onContested(seat.brand, seat.unit_id);
    }
    for (const { brand, unit_id } of await listContendedUnits(app.db.read, gatewayId())) {
      if (giveWay(brand, unit_id) || !seats.has(keyOf(brand, unit_id))) changed.set(keyOf(brand, unit_id), { brand, unit_id });
    }
    if (changed.size > 0) wake();
  };

  return {
    take: (brand, unit_id) => {
      const key = keyOf(brand, unit_id);
      if (seats.has(key)) return;
      const turn = Promise.withResolvers<void>();
      turn.promise.catch(() => {});
      const seat = { brand, unit_id, held: false, asked_ms: performance.now(), told: false, turn };
      seats.set(key, seat);
      changed.set(key, seat);
      wake();
    },
    leave: (brand, unit_id) => {
      const key = keyOf(brand, unit_id);
      const seat = seats.get(key);
      if (!seat) return;
      seats.delete(key);
      if (!seat.held) seat.turn.reject(new Error('the connection ended while it waited'));
      changed.set(key, { brand, unit_id });
      wake();
    },
    awaitTurn: (brand, unit_id) => {
      const seat = seats.get(keyOf(brand, unit_id));
      if (seat?.held) return undefined;
      return seat?.turn.promise ?? Promise.reject(new Error('the connection has ended'));
    },
    holds: (brand, unit_id) => seats.get(keyOf(brand, unit_id))?.held === true,
    isWaiting: (brand, unit_id) => seats.get(keyOf(brand, unit_id))?.held === false,
    count: () => seats.size,
    start: () => {
      running = true;
      wake();
      timer = setInterval(
        () => void look().catch((error: unknown) => app.log.error({ err: error }, 'Connections of units could not be looked at')),
        look_ms,
      );
    },
    stop: async () => {
      running = false;
      clearInterval(timer);
      await working;
    },
  };
};
