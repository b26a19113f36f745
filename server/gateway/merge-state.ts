import {
  type Position,
  type Stamped,
  type StateProperty,
  type StateValue,
  state_properties,
  type VehicleState,
} from '#lib/domain/vehicle-state.ts';

/** Beyond these, a time of measurement is a broken clock: kept as history, never the latest state. */
export const future_limit_ms = 5 * 60_000;
export const past_limit_ms = 30 * 86_400_000;

export interface StateChange {
  property: StateProperty;
  previous: StateValue;
  current: StateValue;
  timestamp: string;
}

export interface Merge {
  /** The state after the report. */
  state: VehicleState;
  /** What of the report became current. */
  fresh: VehicleState;
  /** What of the report is older than what was known, or has an impossible time. */
  late: VehicleState;
  /** Values that are now other than they were. A first value is no change. */
  changes: StateChange[];
  /** Properties that the vehicle's model does not have. */
  dropped: number;
  /** Whether a value has the time of the known one and takes its place: only then, or with late ones, can the report be one that was merged before. */
  tied: boolean;
}

const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

const isNullIsland = (property: StateProperty, value: unknown) =>
  property === 'position' && (value as Position).lat === 0 && (value as Position).lon === 0;

/**
 * Newest timestamp per property wins, on a tie the later received. The result does not depend on order or repetition of reports with distinct times,
 * and a repeat of what is known is neither fresh nor late.
 */
export const mergeState = (known: VehicleState, reported: VehicleState, capable: ReadonlySet<StateProperty>, now_ms: number): Merge => {
  const merge: Merge = { state: known, fresh: {}, late: {}, changes: [], dropped: 0, tied: false };
  const put = (into: VehicleState, property: StateProperty, stamped: Stamped<StateValue>) => {
    (into as Record<StateProperty, unknown>)[property] = stamped;
  };
  const latest_allowed = new Date(now_ms + future_limit_ms).toISOString();
  const earliest_allowed = new Date(now_ms - past_limit_ms).toISOString();
  let state: VehicleState | undefined;
  for (const property in reported) {
    const name = property as StateProperty;
    const next = reported[name] as Stamped<StateValue>;
    if (!capable.has(name) || isNullIsland(name, next.value)) {
      merge.dropped += 1;
      continue;
    }
    const current = known[name] as Stamped<StateValue> | undefined;
    if (current && current.timestamp === next.timestamp && sameValue(current.value, next.value)) continue;
    if (next.timestamp > latest_allowed || next.timestamp < earliest_allowed || (current && next.timestamp < current.timestamp)) {
      put(merge.late, name, next);
      continue;
    }
    if (current && current.timestamp === next.timestamp) merge.tied = true;
    state ??= { ...known };
    put(state, name, next);
    put(merge.fresh, name, next);
    if (current && !sameValue(current.value, next.value)) {
      merge.changes.push({ property: name, previous: current.value, current: next.value, timestamp: next.timestamp });
    }
  }
  if (state) merge.state = inOrder(state);
  return merge;
};

const rank = new Map<string, number>(state_properties.map((property, index) => [property, index]));

/** Same state, same text: keys in the order of the vocabulary, whatever came first. Most states are in order already. */
const inOrder = (state: VehicleState): VehicleState => {
  let last = -1;
  for (const property in state) {
    const place = rank.get(property) ?? 0;
    if (place < last) return sorted(state);
    last = place;
  }
  return state;
};

const sorted = (state: VehicleState): VehicleState =>
  Object.fromEntries(Object.entries(state).sort(([a], [b]) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))) as VehicleState;
