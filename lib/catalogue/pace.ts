import type { Pace, ReportMode } from '#lib/domain/freshness.ts';
import type { TelematicsBrand } from '#lib/domain/telematics.ts';
import { silenceLimitMs } from './catalogue.ts';

export const shortest_expected_seconds = 10;
export const longest_expected_seconds = 86_400;

export interface PaceRules {
  /** Seconds between two reports, learned per model and mode. */
  learnedInterval(vehicle_model_id: string, mode: ReportMode): number | undefined;
  /** Minutes of silence after which a fleet's vehicles of a brand count as OFFLINE, where its settings say so. */
  timeouts: Readonly<Record<TelematicsBrand, number>>;
}

export interface PacedVehicle {
  brand: TelematicsBrand;
  vehicle_model_id: string;
  /** In which its own unit is set to report. */
  report_interval_in_seconds?: number | undefined;
}

/** Specification 7: the fleet's own time, else twice the unit's report interval and a minute, else the brand's. */
export const silenceSeconds = (timeouts: PaceRules['timeouts'], { brand, report_interval_in_seconds }: PacedVehicle): number => {
  const minutes = timeouts[brand];
  if (minutes !== undefined) return minutes * 60;
  return report_interval_in_seconds === undefined ? silenceLimitMs(brand) / 1000 : 2 * report_interval_in_seconds + 60;
};

/** A unit's own interval comes before what its model taught; before anything was learned, half of the silence stands for it. */
export const paceOf = (rules: PaceRules, vehicle: PacedVehicle, mode: ReportMode): Pace => {
  const silence_seconds = silenceSeconds(rules.timeouts, vehicle);
  const expected =
    vehicle.report_interval_in_seconds ?? rules.learnedInterval(vehicle.vehicle_model_id, mode) ?? Math.round(silence_seconds / 2);
  return {
    expected_interval_seconds: Math.min(longest_expected_seconds, Math.max(shortest_expected_seconds, Math.round(expected))),
    silence_seconds,
  };
};

/** The unit's own interval, out of the JSON text of its settings. */
export const ownInterval = (unit_settings: string): number | undefined => {
  if (unit_settings === '{}') return undefined;
  const { report_interval_in_seconds: interval } = JSON.parse(unit_settings) as { report_interval_in_seconds?: unknown };
  return typeof interval === 'number' && interval > 0 ? interval : undefined;
};
