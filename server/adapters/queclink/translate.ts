import type { StateReport } from '#lib/domain/telematics.ts';
import { type MeasuredValues, stampProperties } from '../state-properties.ts';
import type { TrackReport } from '../track-ascii/message.ts';
import { placeOf } from '../track-ascii/point.ts';
import { isOutputOn } from '../wiring.ts';
import { type CellPoint, inputsOf, outputsOf, type QueclinkReport } from './report.ts';
import type { QueclinkSettings } from './settings.ts';

export const brand = 'QUECLINK';

const ignition_by_message: Record<string, 'ON' | 'OFF'> = { GTIGN: 'ON', GTIGF: 'OFF' };

const ignitionOf = (message: string, { status }: QueclinkReport): 'ON' | 'OFF' | undefined => {
  if (status?.ignition === undefined) return ignition_by_message[message];
  return status.ignition ? 'ON' : 'OFF';
};

const hasBit = (mask: number, bit: number): boolean => ((mask >> bit) & 1) === 1;

const drivingEnabled = (outputs: number | undefined, { wiring }: QueclinkSettings): boolean | undefined =>
  outputs === undefined || !wiring ? undefined : hasBit(outputs, wiring.output - 1) === isOutputOn(true, wiring);

const inputValues = (inputs: number | undefined, settings: QueclinkSettings): MeasuredValues =>
  inputs === undefined
    ? {}
    : Object.fromEntries(settings.inputs.map(({ bit, property, set, clear }) => [property, hasBit(inputs, bit) ? set : clear]));

const valuesOf = (message: string, report: QueclinkReport, settings: QueclinkSettings): MeasuredValues => ({
  ignition: ignitionOf(message, report),
  driving_enabled: drivingEnabled(outputsOf(report), settings),
  mileage_in_kilometers: report.mileage_kilometers,
  onboard_voltage_in_volts: report.external_power_millivolts === undefined ? undefined : report.external_power_millivolts / 1000,
  telematics_unit_battery_in_percent: report.backup_battery_percent,
  ...inputValues(inputsOf(report), settings),
});

/** Accuracy 0 is the last known place: where the vehicle was, and nothing about now. */
const placeValues = (point: CellPoint): MeasuredValues => {
  const position = placeOf(point);
  if (!point.accuracy || !position) return {};
  return {
    position,
    speed_in_kilometers_per_hour: point.speed,
    altitude_in_meters: point.altitude,
    heading_in_degrees: point.azimuth === undefined ? undefined : Math.round(point.azimuth) % 360,
    horizontal_dilution_of_precision: point.accuracy,
  };
};

/**
 * One report per point, oldest first; what the unit says about itself is measured at the newest of them, since its send time is in a zone of its own.
 */
export const translateReport = (
  frame: TrackReport,
  report: QueclinkReport,
  settings: QueclinkSettings,
  received_at: string,
): StateReport[] => {
  const points = report.points.toSorted((a, b) => (a.gps_time ?? '').localeCompare(b.gps_time ?? ''));
  const own_values = valuesOf(frame.message, report, settings);
  return points.map((point, index) => ({
    brand,
    unit_id: frame.imei,
    received_at,
    contact_at: received_at,
    properties: stampProperties({ ...placeValues(point), ...(index === points.length - 1 && own_values) }, point.gps_time),
    message_key: `${frame.message}-${frame.send_time_raw}-${frame.count}-${index}`,
  }));
};
