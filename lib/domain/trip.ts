/** Bounds of trips, for contract, gateway and screens. */

/** A trip that was shorter is discarded: somebody opened the vehicle and thought better of it. */
export const shortest_trip_ms = 60_000;

/** Trips that were faster than this at any time match the preset SPEEDING: no road that is usual for rented vehicles allows more. */
export const speeding_above_kilometers_per_hour = 130;

export const trip_presets = ['SPEEDING', 'SMOKING'] as const;
