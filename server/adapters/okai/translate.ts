import type { StateReport } from '#lib/domain/telematics.ts';
import { type MeasuredValues, stampProperties } from '../state-properties.ts';
import { readInstant } from '../track-ascii/instant.ts';
import type { TrackReport } from '../track-ascii/message.ts';
import { placeOf } from '../track-ascii/point.ts';
import type { OkaiReport } from './report.ts';
import type { OkaiSettings } from './settings.ts';

export const brand = 'OKAI';

const unknown_signal = 99;
const signalGrade = (csq: number | undefined) =>
  csq === undefined || csq === unknown_signal ? undefined : Math.min(5, Math.floor(csq / 6));

const scaled = (value: number | undefined, divisor: number) => (value === undefined ? undefined : value / divisor);

const either = <T>(value: number | undefined, first: number, then: T, second: number, other: T): T | undefined =>
  value === first ? then : value === second ? other : undefined;

const valuesOf = (report: OkaiReport, { lock_state, battery_lock }: OkaiSettings): MeasuredValues => {
  const { ecu } = report;
  return {
    speed_in_kilometers_per_hour: ecu?.speed,
    mileage_in_kilometers: ecu?.total_kilometers,
    remaining_range_in_kilometers: ecu?.remaining_kilometers,
    state_of_charge_or_fuel_level_in_percent: report.scooter_battery_percent,
    driving_enabled: either(report.ecu_lock_state, lock_state.unlocked, true, lock_state.locked, false),
    headlights_status: either(ecu?.headlight, 1, 'ON', 0, 'OFF'),
    charging_status: either(ecu?.charging, 1, 'CHARGING', 0, 'NOT_CHARGING'),
    battery_compartment_lock: battery_lock && either(ecu?.battery_lock, battery_lock.locked, 'LOCKED', battery_lock.unlocked, 'UNLOCKED'),
    onboard_voltage_in_volts: scaled(report.main_power_millivolts, 1000),
    telematics_unit_battery_in_percent: report.backup_battery_percent,
    cellular_signal_quality: signalGrade(report.csq),
  };
};

/** Without coordinates the rest of the GNSS data belongs to no fix either. */
const placeValues = ({ point }: OkaiReport): MeasuredValues => {
  const position = point && placeOf(point);
  if (!point || !position) return {};
  return {
    position,
    altitude_in_meters: point.altitude,
    heading_in_degrees: point.azimuth === undefined ? undefined : Math.round(point.azimuth) % 360,
    horizontal_dilution_of_precision: point.accuracy || undefined,
  };
};

/** Place at the time of the fix, all else at the time at which the unit made the report; both in UTC. */
export const translateReport = (frame: TrackReport, report: OkaiReport, settings: OkaiSettings, received_at: string): StateReport => {
  const properties: StateReport['properties'] = {
    ...stampProperties(valuesOf(report, settings), readInstant(report.generated_time_raw)),
    ...stampProperties(placeValues(report), report.point?.gps_time),
  };
  return {
    brand,
    unit_id: frame.imei,
    received_at,
    contact_at: received_at,
    properties,
    message_key: `${frame.message}-${frame.send_time_raw}-${frame.count}`,
  };
};
