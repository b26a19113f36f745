/** Reports of Queclink units (@Track Air Interface Protocol manuals of GV200, GV300, GMT100). */
import { createFieldReader, type FieldReader, MalformedMessage, present } from '../track-ascii/fields.ts';
import type { TrackReport } from '../track-ascii/message.ts';
import { type Point, readCell, readPoint } from '../track-ascii/point.ts';
import type { ModelTemplate, TailField } from './templates.ts';

export type CellPoint = Point & ReturnType<typeof readCell>;

/** Three bytes: state code, inputs, outputs. `ignition` is absent where no ignition wire is connected. */
export interface UnitStatus {
  raw: string;
  state_code: string;
  ignition?: boolean;
  inputs_mask: number;
  outputs_mask: number;
}

export interface QueclinkReport {
  external_power_millivolts?: number;
  report_id_type?: string;
  point_count?: number;
  points: CellPoint[];
  mileage_kilometers?: number;
  hour_meter?: string;
  /** null: not connected. */
  analog_inputs_raw?: (number | null)[];
  backup_battery_percent?: number;
  status?: UnitStatus;
  inputs_mask?: number;
  outputs_mask?: number;
  /** Of the ignition: GTIGN and GTIGF. */
  previous_state_seconds?: number;
}

const point_length = 12;
const max_points = 15;
/** Send time and count. */
const end_length = 2;
/** Version, IMEI and name. */
const identity_length = 3;
const status_form = /^[0-9A-Fa-f]{6}$/;
const mask_form = /^[0-9A-Fa-f]{2}$/;
const hour_form = /^\d{1,7}:\d{2}:\d{2}$/;

const readPoints = (read: FieldReader, first: number, count: number): CellPoint[] =>
  Array.from({ length: count }, (_, index) => {
    const at = first + index * point_length;
    return { ...readPoint(read, at), ...readCell(read, at + 7) };
  });

const readStatus = (raw: string): UnitStatus => {
  const [state_code, inputs, outputs] = [raw.slice(0, 2), raw.slice(2, 4), raw.slice(4, 6)].map((byte) => byte.toUpperCase());
  const ignition = state_code?.startsWith('2') ? true : state_code?.startsWith('1') ? false : undefined;
  return {
    raw,
    state_code: state_code ?? '',
    ...(ignition !== undefined && { ignition }),
    inputs_mask: Number.parseInt(inputs ?? '', 16),
    outputs_mask: Number.parseInt(outputs ?? '', 16),
  };
};

const readMask = (read: FieldReader, index: number): number | undefined => {
  const mask = read.matching(index, mask_form, 'mask');
  return mask === undefined ? undefined : Number.parseInt(mask, 16);
};

const readTail = (read: FieldReader, first: number, tail: readonly TailField[]) => {
  const places = (kind: TailField) => tail.flatMap((field, index) => (field === kind ? [first + index] : []));
  const [battery_at] = places('backup_battery');
  const [status_at] = places('status');
  const [inputs_at] = places('inputs');
  const [outputs_at] = places('outputs');
  const status = status_at === undefined ? undefined : read.matching(status_at, status_form, 'status');
  return present({
    analog_inputs_raw: places('analog').map((index) => read.number(index) ?? null),
    backup_battery_percent: battery_at === undefined ? undefined : read.number(battery_at),
    status: status === undefined ? undefined : readStatus(status),
    inputs_mask: inputs_at === undefined ? undefined : readMask(read, inputs_at),
    outputs_mask: outputs_at === undefined ? undefined : readMask(read, outputs_at),
  });
};

const readPositionReport = ({ fields }: TrackReport, tail: readonly TailField[]): QueclinkReport => {
  const read = createFieldReader(fields);
  const count = Number(read.matching(5, /^\d{1,2}$/, 'number of points') ?? 'NaN');
  if (!(count >= 0 && count <= max_points)) throw new MalformedMessage('number of points out of range');
  const behind = 6 + count * point_length;
  if (fields.length !== behind + 2 + tail.length + end_length) throw new MalformedMessage('not the fields of this model');
  return {
    ...present({
      external_power_millivolts: read.number(3),
      report_id_type: read.matching(4, /^[0-9A-Fa-f]{1,2}$/, 'report type'),
      mileage_kilometers: read.number(behind),
      hour_meter: read.matching(behind + 1, hour_form, 'hour meter'),
    }),
    point_count: count,
    points: readPoints(read, 6, count),
    ...readTail(read, behind + 2, tail),
  };
};

const ignition_report_length = identity_length + 1 + point_length + 2 + end_length;

const readIgnitionReport = ({ fields }: TrackReport): QueclinkReport => {
  if (fields.length !== ignition_report_length) throw new MalformedMessage('not the fields of an ignition report');
  const read = createFieldReader(fields);
  return {
    ...present({
      previous_state_seconds: read.number(3),
      hour_meter: read.matching(16, hour_form, 'hour meter'),
      mileage_kilometers: read.number(17),
    }),
    points: readPoints(read, 4, 1),
  };
};

const position_reports = new Set(['GTFRI', 'GTRTL']);
const ignition_reports = new Set(['GTIGN', 'GTIGF']);

/** undefined: a message that is not read. Throws `MalformedMessage`. */
export const readReport = (report: TrackReport, { tail }: ModelTemplate): QueclinkReport | undefined => {
  if (position_reports.has(report.message)) return readPositionReport(report, tail);
  return ignition_reports.has(report.message) ? readIgnitionReport(report) : undefined;
};

/** Bit 0 is output 1. */
export const outputsOf = ({ status, outputs_mask }: QueclinkReport): number | undefined => outputs_mask ?? status?.outputs_mask;
export const inputsOf = ({ status, inputs_mask }: QueclinkReport): number | undefined => inputs_mask ?? status?.inputs_mask;
