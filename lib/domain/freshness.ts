/**
 * Freshness: how far what we know of a vehicle may be trusted by its age. Every model has a usual pause between two reports, which is learned and differs
 * with what the vehicle does; and a silence after which it counts as OFFLINE. From the last contact and these two follow the instants at which it becomes
 * due, overdue and silent, so that a screen needs no server to let time pass.
 */
import type { VehicleState } from './vehicle-state.ts';

export const report_modes = ['parked', 'driving', 'charging'] as const;
export type ReportMode = (typeof report_modes)[number];

export const freshness_values = ['fresh', 'due', 'overdue', 'silent'] as const;
export type Freshness = (typeof freshness_values)[number];

/** What a vehicle says of itself, as far as its mode follows from it. */
export interface ModeFacts {
  speed: number | null | undefined;
  ignition: 'ON' | 'OFF' | null | undefined;
  driving_enabled: boolean | null | undefined;
  charging: string | null | undefined;
}

/** A vehicle without an ignition, as two-wheelers are, is switched on while driving is enabled. */
export const reportMode = ({ speed, ignition, driving_enabled, charging }: ModeFacts): ReportMode => {
  if ((speed ?? 0) > 0 || ignition === 'ON') return 'driving';
  if (charging === 'CHARGING') return 'charging';
  return (ignition ?? null) === null && driving_enabled === true ? 'driving' : 'parked';
};

export const modeOfState = (state: VehicleState): ReportMode =>
  reportMode({
    speed: (state.speed_in_kilometers_per_hour ?? state.gnss_speed_over_ground_in_kilometers_per_hour)?.value,
    ignition: state.ignition?.value,
    driving_enabled: state.driving_enabled?.value,
    charging: state.charging_status?.value,
  });

/** How a vehicle is expected to report. */
export interface Pace {
  /** Nine in ten reports of its model in its mode came within this time after the one before. */
  expected_interval_seconds: number;
  /** After so long without contact it counts as OFFLINE. */
  silence_seconds: number;
}

export interface FreshnessInstants {
  due_ms: number;
  overdue_ms: number;
  silent_ms: number;
}

/** One report may be missed, and travel for half a minute, before a vehicle is overdue. */
const travel_seconds = 30;

/** Instants in epoch milliseconds, never one before the other: due ≤ overdue ≤ silent. */
export const freshnessInstants = (contact_ms: number, { expected_interval_seconds, silence_seconds }: Pace): FreshnessInstants => {
  const silent_ms = contact_ms + silence_seconds * 1000;
  return {
    due_ms: Math.min(contact_ms + expected_interval_seconds * 1000, silent_ms),
    overdue_ms: Math.min(contact_ms + (2 * expected_interval_seconds + travel_seconds) * 1000, silent_ms),
    silent_ms,
  };
};

/** `offline`: known otherwise than by age, as when the unit's connection is gone; then, and without any contact, it is silent. */
export const freshnessAt = (instants: FreshnessInstants | undefined, now_ms: number, offline = false): Freshness => {
  if (!instants || offline || now_ms >= instants.silent_ms) return 'silent';
  if (now_ms >= instants.overdue_ms) return 'overdue';
  return now_ms >= instants.due_ms ? 'due' : 'fresh';
};
