/** Reports of OKAI units (public field dictionary made from the vendor's ES200/300/400 document; two public servers). */
import { createFieldReader, type FieldReader, MalformedMessage, present } from '../track-ascii/fields.ts';
import type { TrackReport } from '../track-ascii/message.ts';
import { type Point, placeOf, readCell, readPoint } from '../track-ascii/point.ts';
import { type EcuInfo, readEcuInfo } from './ecu-info.ts';

/** Field names follow the dictionary; an absent one was empty. */
export interface OkaiReport {
  vin?: string;
  qr_code?: string;
  report_type?: string;
  ecu_error_code?: string;
  /** null: no GNSS data at all. */
  point?: Point | null;
  /** Coordinates were given. */
  position_valid?: boolean;
  mcc?: string;
  mnc?: string;
  lac?: string;
  cell_id?: string;
  csq?: number;
  bit_error_rate?: number;
  network_type?: string;
  state?: string;
  power_supply?: string;
  main_power_millivolts?: number;
  backup_battery_millivolts?: number;
  backup_battery_percent?: number;
  ecu_error_type?: string;
  ecu_lock_state?: number;
  mechanical_lock_state?: string;
  task_id?: string;
  ecu?: EcuInfo;
  scooter_battery_percent?: number;
  generated_time_raw: string;
}

const common_length = 36;
const short_length = 18;

const common_messages = new Set(
  ['FRI', 'NCN', 'INF', 'QRY', 'RTL'].concat([
    'ULS',
    'ULF',
    'LOC',
    'LOF',
    'LOR',
    'STT',
    'BOV',
    'BRN',
    'EPN',
    'EPF',
    'SCE',
    'PCE',
    'BPL',
    'PNA',
    'PFA',
    'CFU',
  ]),
);
const short_messages = new Set(['MLS', 'RSS', 'RES', 'WLC']);

/** `26&99`: signal strength and bit error rate; 99 is their word for unknown. */
const readSignal = (read: FieldReader, index: number): { csq?: number; bit_error_rate?: number } => {
  const [csq, bit_error_rate] = read.matching(index, /^\d{1,3}(?:&\d{1,3})?$/, 'signal')?.split('&') ?? [];
  return present({
    csq: csq === undefined ? undefined : Number(csq),
    bit_error_rate: bit_error_rate === undefined ? undefined : Number(bit_error_rate),
  });
};

const readHead = (read: FieldReader) => ({
  vin: read.text(3),
  qr_code: read.text(4),
  report_type: read.text(7),
  ecu_error_code: read.text(8),
});

const readCommon = (read: FieldReader, generated_time_raw: string): OkaiReport => {
  const point = readPoint(read, 9);
  const ecu_info = read.text(32);
  return {
    ...present({
      ...readHead(read),
      ...readCell(read, 17),
      ...readSignal(read, 21),
      network_type: read.text(22),
      state: read.text(23),
      power_supply: read.text(24),
      main_power_millivolts: read.number(25),
      backup_battery_millivolts: read.number(26),
      backup_battery_percent: read.number(27),
      ecu_error_type: read.text(28),
      ecu_lock_state: read.number(30),
      task_id: read.text(31),
      ecu: ecu_info === undefined ? undefined : readEcuInfo(ecu_info),
      scooter_battery_percent: read.number(33),
    }),
    point: Object.keys(point).length > 0 ? point : null,
    position_valid: placeOf(point) !== undefined,
    generated_time_raw,
  };
};

const readShort = (read: FieldReader, generated_time_raw: string): OkaiReport => ({
  ...present({
    vin: read.text(3),
    qr_code: read.text(4),
    report_type: read.text(7),
    power_supply: read.text(8),
    main_power_millivolts: read.number(9),
    backup_battery_millivolts: read.number(10),
    backup_battery_percent: read.number(11),
    ecu_lock_state: read.number(12),
    mechanical_lock_state: read.text(13),
  }),
  generated_time_raw,
});

/** undefined: a message of which no layout is known. Throws `MalformedMessage`. */
export const readReport = ({ message, fields, send_time_raw }: TrackReport): OkaiReport | undefined => {
  const name = message.slice(2);
  const read = createFieldReader(fields);
  if (common_messages.has(name)) {
    if (fields.length !== common_length) throw new MalformedMessage('not the fields of a common report');
    return readCommon(read, send_time_raw);
  }
  if (!short_messages.has(name)) return undefined;
  if (fields.length !== short_length) throw new MalformedMessage('not the fields of a short report');
  return readShort(read, send_time_raw);
};
