import type { StateProperty, VehicleState } from '#lib/domain/vehicle-state.ts';

/** Newest measurement per property wins, on a tie the one that came later: the rule by which the server keeps its state. */
export const mergeState = (known: VehicleState, update: VehicleState): VehicleState => {
  const merged: Record<string, unknown> = { ...known };
  for (const property of Object.keys(update) as StateProperty[]) {
    const next = update[property];
    const present = known[property];
    if (next && (!present || next.timestamp >= present.timestamp)) merged[property] = next;
  }
  return merged as VehicleState;
};

/** When the newest value of the state was measured. */
export const newestTimestamp = (state: VehicleState): string | undefined =>
  Object.values(state).reduce<string | undefined>(
    (newest, { timestamp }) => (newest && newest >= timestamp ? newest : timestamp),
    undefined,
  );
