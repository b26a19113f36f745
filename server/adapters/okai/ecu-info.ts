import { createFieldReader, MalformedMessage, present } from '../track-ascii/fields.ts';

/** State of the vehicle's own electronics, as one field separated by `&` (one public implementation). */
export interface EcuInfo {
  speed?: number;
  trip_kilometers?: number;
  remaining_kilometers?: number;
  total_kilometers?: number;
  headlight?: number;
  taillight?: number;
  riding_time?: number;
  firmware?: string;
  hardware?: string;
  electricity_raw?: string;
  charging?: number;
  battery_status_hex?: string;
  battery_lock?: number;
  battery_compartment?: number;
  reserved?: string;
  battery?: BatteryStatus;
}

/** Temperatures in degrees Celsius. All zero: not read, and not an empty battery of zero degrees. */
export interface BatteryStatus {
  charge_mos: number;
  discharge_mos: number;
  health_percent: number;
  max_temperature: number;
  min_temperature: number;
  mos_temperature: number;
  other_temperature: number;
}

const parts = 15;

const readBattery = (hex: string): BatteryStatus | undefined => {
  const bytes = Buffer.from(hex, 'hex');
  if (bytes.length < 6) return undefined;
  return {
    charge_mos: bytes.readUInt8(0) & 1,
    discharge_mos: (bytes.readUInt8(0) >> 1) & 1,
    health_percent: bytes.readUInt8(1),
    max_temperature: bytes.readInt8(2),
    min_temperature: bytes.readInt8(3),
    mos_temperature: bytes.readInt8(4),
    other_temperature: bytes.readInt8(5),
  };
};

/** Throws `MalformedMessage`. */
export const readEcuInfo = (text: string): EcuInfo => {
  const values = text.split('&');
  if (values.length !== parts) throw new MalformedMessage('not the parts of ecuInfo');
  const read = createFieldReader(values);
  const battery_status_hex = read.hex(11);
  return present({
    speed: read.number(0),
    trip_kilometers: read.number(1),
    remaining_kilometers: read.number(2),
    total_kilometers: read.number(3),
    headlight: read.number(4),
    taillight: read.number(5),
    riding_time: read.number(6),
    firmware: read.text(7),
    hardware: read.text(8),
    electricity_raw: read.text(9),
    charging: read.number(10),
    battery_status_hex,
    battery_lock: read.number(12),
    battery_compartment: read.number(13),
    reserved: read.text(14),
    battery: battery_status_hex === undefined ? undefined : readBattery(battery_status_hex),
  });
};
