import type { StateReport } from '#lib/domain/telematics.ts';
import type { StateProperty, StateValue } from '#lib/domain/vehicle-state.ts';
import { type AvlRecord, visitElements } from './avl-codec.ts';
import { type Dictionary, type Reading, record_speed_rank } from './dictionary.ts';
import { formatInstant } from './instant.ts';

export const brand = 'TELTONIKA';

/** The last instant that ISO 8601 writes with four digits of year; a later one is a broken clock. */
const last_timestamp_ms = 253_402_300_799_999;

type Value = StateValue<StateProperty>;
type Properties = Partial<Record<StateProperty, { timestamp: string; value: Value }>>;

const readUnsigned = (view: DataView, offset: number, length: number): number => {
  if (length === 1) return view.getUint8(offset);
  return length === 2 ? view.getUint16(offset) : view.getUint32(offset);
};

const readValue = (view: DataView, offset: number, length: number, reading: Reading): Value | undefined => {
  if ('bit' in reading) {
    if (length !== 8) return undefined;
    const byte = view.getUint8(offset + (reading.bit >> 3));
    return (byte >> (reading.bit & 7)) & 1 ? (reading.set as Value) : (reading.clear as Value);
  }
  if (length !== 1 && length !== 2 && length !== 4) return undefined;
  const value = readUnsigned(view, offset, length);
  if ('divide_by' in reading) {
    const scaled = value / reading.divide_by;
    return scaled > (reading.max ?? Number.POSITIVE_INFINITY) ? undefined : scaled;
  }
  if ('mask' in reading) return value & reading.mask ? (reading.set as Value) : (reading.clear as Value);
  return reading.values[value] as Value | undefined;
};

/** FNV-1a of the record's bytes: tells apart records of one instant. */
const hashOf = ({ view, start, end }: AvlRecord): number => {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ view.getUint8(i), 0x01000193);
  return hash >>> 0;
};

const addPosition = (record: AvlRecord, timestamp: string, properties: Properties): void => {
  const { latitude: lat, longitude: lon } = record;
  const somewhere = (lat !== 0 || lon !== 0) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  if (somewhere) properties.position = { timestamp, value: { lat, lon } };
  properties.altitude_in_meters = { timestamp, value: record.altitude };
  if (record.angle <= 360) properties.heading_in_degrees = { timestamp, value: record.angle % 360 };
};

/**
 * One record → one report, all of it measured at the record's time. Without satellites the coordinates, course and speed of the record are those of
 * the last fix or zero, and only its elements count. undefined: the record's time is no time.
 */
export const translateRecord = (
  record: AvlRecord,
  unit_id: string,
  dictionary: Dictionary,
  received_at: string,
): StateReport | undefined => {
  if (record.timestamp_ms > last_timestamp_ms) return undefined;
  const timestamp = formatInstant(record.timestamp_ms);
  const properties: Properties = { gnss_satellites: { timestamp, value: record.satellites } };
  const ranks: Partial<Record<StateProperty, number>> = {};
  if (record.satellites > 0) {
    addPosition(record, timestamp, properties);
    properties.speed_in_kilometers_per_hour = { timestamp, value: record.speed };
    ranks.speed_in_kilometers_per_hour = record_speed_rank;
  }
  visitElements(record, (id, offset, length) => {
    const entries = dictionary.by_id.get(id);
    if (!entries) return;
    for (const { property, reading, rank } of entries) {
      if (rank > (ranks[property] ?? rank)) continue;
      const value = readValue(record.view, offset, length, reading);
      if (value === undefined) continue;
      properties[property] = { timestamp, value };
      ranks[property] = rank;
    }
  });
  return {
    brand,
    unit_id,
    received_at,
    contact_at: received_at,
    properties: properties as StateReport['properties'],
    message_key: `${record.timestamp_ms}-${hashOf(record)}`,
  };
};
