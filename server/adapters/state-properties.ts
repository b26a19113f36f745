import type { StateReport } from '#lib/domain/telematics.ts';
import type { StateProperty, StateValue } from '#lib/domain/vehicle-state.ts';
import { state_values } from '#lib/domain/vehicle-state-schema.ts';

/** Candidate values of one moment; undefined ones are absent. */
export type MeasuredValues = { [P in StateProperty]?: StateValue<P> | undefined };

/** Latest instant that a `Date` can hold; beyond it a vendor's time is nonsense. */
const last_instant_ms = 8.64e15;

export const instantOf = (at_ms: number | undefined): string | undefined =>
  at_ms !== undefined && at_ms > 0 && at_ms <= last_instant_ms ? new Date(at_ms).toISOString() : undefined;

/** Stamps values with the instant they were measured at. Drops values outside their property's range, and all of them when the time is unknown. */
export const stampProperties = (values: MeasuredValues, measured_at: string | undefined): StateReport['properties'] => {
  if (measured_at === undefined) return {};
  const stamped = Object.entries(values).flatMap(([name, value]) => {
    const checked = state_values[name as StateProperty].safeParse(value);
    return checked.success ? [[name, { value: checked.data, timestamp: measured_at }]] : [];
  });
  return Object.fromEntries(stamped) as StateReport['properties'];
};
