/**
 * How a `VehicleStateRecorded` event lies in the log: only what the report brought, not the whole vehicle, since states are nine tenths of the log.
 * Every so often a record is `full` and holds the whole state, so that the state at any moment is the last full record and what followed it.
 */
import { isStateProperty, type StateProperty, type VehicleState } from './vehicle-state.ts';

export interface StateRecord {
  /** Time of measurement of every value that `at` does not list. */
  t: string;
  /** Values by property. */
  s: Record<string, unknown>;
  at?: Record<string, string>;
  full?: 1;
  /** Older than what was known: belongs to history and changed nothing. */
  late?: 1;
  /** Seconds until the next report is expected; absent: as told before. */
  expected?: number;
}

export const toStateRecord = (
  state: VehicleState,
  marks: { full?: boolean; late?: boolean; expected?: number | undefined } = {},
): StateRecord => {
  const entries = Object.entries(state);
  const t = entries.reduce((newest, [, { timestamp }]) => (timestamp > newest ? timestamp : newest), '');
  const others = entries.filter(([, { timestamp }]) => timestamp !== t);
  return {
    t,
    s: Object.fromEntries(entries.map(([property, { value }]) => [property, value])),
    ...(others.length > 0 && { at: Object.fromEntries(others.map(([property, { timestamp }]) => [property, timestamp])) }),
    ...(marks.full && { full: 1 as const }),
    ...(marks.late && { late: 1 as const }),
    ...(marks.expected !== undefined && { expected: marks.expected }),
  };
};

export const stateOfRecord = (record: StateRecord): VehicleState =>
  Object.fromEntries(
    Object.entries(record.s)
      .filter(([property]) => isStateProperty(property))
      .map(([property, value]) => [property as StateProperty, { timestamp: record.at?.[property] ?? record.t, value }]),
  ) as VehicleState;
