/**
 * What the elements of a record mean: AVL id → state property (Teltonika wiki, "Data Sending Parameters ID").
 * Ids are configurable in the unit, so a model's settings may replace any entry.
 */
import { z } from 'zod';
import { Evidence } from '#lib/domain/telematics.ts';
import { isStateProperty, type StateProperty } from '#lib/domain/vehicle-state.ts';

const StateName = z.custom<StateProperty>((name) => typeof name === 'string' && isStateProperty(name), 'not a state property');
const Value = z.union([z.string(), z.boolean(), z.number()]);

/** How the element's value is read. A value that fits none of the cases is absent from the report. */
export const Reading = z.union([
  z.strictObject({ divide_by: z.number().positive(), max: z.number().optional() }).describe('Unsigned number; above `max`: not available'),
  z.strictObject({ values: z.record(z.string(), Value) }).describe('Value of the element → value of the property'),
  z.strictObject({ mask: z.int().positive(), set: Value, clear: Value }).describe('Bits of an element of up to 4 bytes'),
  z
    .strictObject({ bit: z.int().min(0).max(63), set: Value, clear: Value })
    .describe('Bit of an element of 8 bytes, counted from its first byte on'),
]);
export type Reading = z.infer<typeof Reading>;

export const DictionaryEntry = z.object({
  id: z.int().min(0).max(65535),
  property: StateName,
  reading: Reading,
  /** Of several elements for one property, the lowest rank present in a record counts. */
  rank: z.int().min(0).default(0),
  evidence: Evidence,
});
export type DictionaryEntry = z.infer<typeof DictionaryEntry>;

const entry = (
  id: number,
  property: StateProperty,
  reading: Reading,
  more: { rank?: number; evidence?: Evidence } = {},
): DictionaryEntry => ({
  id,
  property,
  reading,
  rank: more.rank ?? 0,
  evidence: more.evidence ?? 'verified',
});
const one: { evidence: Evidence } = { evidence: 'one implementation' };
const door = (mask: number): Reading => ({ mask, set: 'OPEN', clear: 'CLOSED' });

export const default_dictionary: DictionaryEntry[] = [
  entry(239, 'ignition', { values: { 0: 'OFF', 1: 'ON' } }),
  entry(21, 'cellular_signal_quality', { divide_by: 1, max: 5 }),
  entry(66, 'onboard_voltage_in_volts', { divide_by: 1000 }),
  entry(800, 'onboard_voltage_in_volts', { divide_by: 1000 }, { rank: 1 }),
  entry(113, 'telematics_unit_battery_in_percent', { divide_by: 1, max: 100 }),
  entry(182, 'horizontal_dilution_of_precision', { divide_by: 10 }),
  entry(81, 'speed_in_kilometers_per_hour', { divide_by: 1, max: 250 }),
  entry(24, 'speed_in_kilometers_per_hour', { divide_by: 1 }, { rank: 1 }),
  entry(87, 'mileage_in_kilometers', { divide_by: 1000 }),
  entry(389, 'mileage_in_kilometers', { divide_by: 1 }, { rank: 1 }),
  entry(16, 'mileage_in_kilometers', { divide_by: 1000 }, { rank: 2 }),
  entry(152, 'state_of_charge_or_fuel_level_in_percent', { divide_by: 1, max: 100 }),
  entry(89, 'state_of_charge_or_fuel_level_in_percent', { divide_by: 1, max: 100 }, { rank: 1 }),
  entry(915, 'charging_status', { values: { 0: 'NOT_CHARGING', 1: 'CHARGING' } }, one),
  entry(914, 'charging_adapter_status', { values: { 0: 'DISCONNECTED', 1: 'CONNECTED' } }, one),
  entry(662, 'doors_status', { values: { 0: 'CLOSED', 1: 'OPEN' } }),
  entry(90, 'doors_status', door(0x0f00), { rank: 1, ...one }),
  entry(90, 'door_front_left_status', door(0x0100), one),
  entry(90, 'door_front_right_status', door(0x0200), one),
  entry(90, 'door_rear_left_status', door(0x0400), one),
  entry(90, 'door_rear_right_status', door(0x0800), one),
  entry(90, 'hood_status', door(0x1000), one),
  entry(90, 'trunk_status', door(0x2000), one),
];

/** Speed of the position record itself: used when no element gives one. */
export const record_speed_rank = 99;

export interface Dictionary {
  /** Entries per AVL id. */
  by_id: Map<number, DictionaryEntry[]>;
}

/** The default with `entries` put over it: an entry replaces what the default says about the same id and property, or the same property and rank. */
export const composeDictionary = (entries: DictionaryEntry[]): Dictionary => {
  const replaced = (old: DictionaryEntry) =>
    entries.some((entry) => entry.property === old.property && (entry.id === old.id || entry.rank === old.rank));
  const by_id = new Map<number, DictionaryEntry[]>();
  for (const item of [...default_dictionary.filter((old) => !replaced(old)), ...entries]) {
    by_id.set(item.id, [...(by_id.get(item.id) ?? []), item]);
  }
  return { by_id };
};
