import type { Activity } from '#lib/display/vehicle-status.ts';
import type { FleetRecord } from './fleet-record.ts';

/** A position younger than this is current; an older one is possibly outdated (platform specification, 12). */
export const current_position_ms = 60_000;
/** So long a reported speed says that the vehicle moves; units that report once a minute may miss a report. */
export const moving_for_ms = 180_000;
/** Below this share of energy, in percent, a vehicle counts as low. */
export const low_energy_percent = 10;

type Known = Pick<FleetRecord, 'life_status' | 'operation_status' | 'speed' | 'ignition' | 'driving_enabled' | 'charging'>;

/**
 * What a vehicle is doing, from what it last said. A fault comes before silence, so that a broken vehicle stays in view.
 * `speed_at_ms` is when the speed was measured: an old speed is no movement, but the vehicle was switched on then, so it counts as idle.
 */
export const deriveActivity = (known: Known, speed_at_ms: number | undefined, now_ms: number): Activity => {
  if (known.operation_status === 'BROKEN') return 'alarm';
  if (known.life_status === 'OFFLINE') return 'offline';
  const was_moving = known.speed !== null && known.speed > 0;
  if (was_moving && speed_at_ms !== undefined && now_ms - speed_at_ms <= moving_for_ms) return 'moving';
  if (known.charging === 'CHARGING') return 'charging';
  const switched_on = known.ignition === null ? known.driving_enabled === true : known.ignition === 'ON';
  return switched_on || was_moving ? 'idle' : 'parked';
};

export const isLowEnergy = (energy: number | null): boolean => energy !== null && energy < low_energy_percent;

/** `unknown` when no position was ever reported. */
export const positionFreshness = (position_at: string | null, now_ms: number): 'current' | 'outdated' | 'unknown' => {
  if (position_at === null) return 'unknown';
  return now_ms - Date.parse(position_at) <= current_position_ms ? 'current' : 'outdated';
};
