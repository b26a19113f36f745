import { describe, expect, it } from 'vitest';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import { state_values } from '#lib/domain/vehicle-state-schema.ts';
import { type AvlInput, type AvlRecord, decodeAvl } from './avl-codec.ts';
import { encodeAvl } from './avl-encode.ts';
import { default_dictionary } from './dictionary.ts';
import { profileOf } from './settings.ts';
import { vectorFrame } from './test-vectors.ts';
import { translateRecord } from './translate.ts';

const received_at = '2026-03-01T12:00:00.000Z';
const [up] = teltonika_models;
if (!up) throw new Error('no model');

const reportOf = (record: AvlRecord, settings: Record<string, unknown> = {}) =>
  translateRecord(record, '352503080000001', profileOf({ unit_id: '352503080000001', model: up, settings }).dictionary, received_at);

const valuesOf = (record: AvlRecord, settings: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries(reportOf(record, settings)?.properties ?? {}).map(([name, stamped]) => [name, stamped.value]));

const hex = (id: number, value: string) => ({ id, bytes: Buffer.from(value, 'hex') });
const recordWith = (elements: AvlInput['elements'], more: Partial<AvlInput> = {}): AvlRecord => {
  const input: AvlInput = {
    timestamp_ms: Date.parse('2026-03-01T11:59:58.000Z'),
    priority: 0,
    longitude: -56.16,
    latitude: -34.9,
    altitude: 43,
    angle: 90,
    satellites: 9,
    speed: 37,
    event_id: 0,
    elements,
    ...more,
  };
  const [record] = decodeAvl(encodeAvl('8E', [input]).subarray(8, -4));
  if (!record) throw new Error('no record');
  return record;
};
const recordOfVector = (id: string, index = 0): AvlRecord => {
  const record = decodeAvl(vectorFrame(id).subarray(8, -4))[index];
  if (!record) throw new Error('no record');
  return record;
};

describe('a record with a fix', () => {
  it('gives position, course, height, speed and what its elements mean, all at its own time', () => {
    const report = reportOf(recordOfVector('tk-8-gps'));
    expect(report).toMatchObject({ brand: 'TELTONIKA', unit_id: '352503080000001', received_at, contact_at: received_at });
    expect(new Set(Object.values(report?.properties ?? {}).map((stamped) => stamped.timestamp))).toEqual(
      new Set(['2017-09-26T02:56:53.000Z']),
    );
    expect(valuesOf(recordOfVector('tk-8-gps'))).toEqual({
      position: { lat: 56.9463366, lon: 60.5131366 },
      altitude_in_meters: 267,
      heading_in_degrees: 185,
      gnss_satellites: 19,
      speed_in_kilometers_per_hour: 94,
      ignition: 'ON',
      cellular_signal_quality: 5,
      horizontal_dilution_of_precision: 0.6,
      onboard_voltage_in_volts: 14.363,
    });
  });

  it('drops 0/0', () => {
    expect(valuesOf(recordWith([], { latitude: 0, longitude: 0 }))).not.toHaveProperty('position');
  });

  it('drops coordinates that no place has', () => {
    expect(valuesOf(recordWith([], { latitude: 120, longitude: 3 }))).not.toHaveProperty('position');
  });
});

describe('a record without a fix', () => {
  it('keeps its elements and gives no place, course or speed', () => {
    expect(valuesOf(recordOfVector('tk-8-dout'))).toEqual({ gnss_satellites: 0, driving_enabled: true, ignition: 'OFF' });
  });

  it('stands beside records with one', () => {
    const positions = [0, 1, 2].map((index) => valuesOf(recordOfVector('tk-8-mixed-fix', index)).position);
    expect(positions).toEqual([undefined, { lat: 55.9511166, lon: 23.291255 }, { lat: 55.9510533, lon: 23.2913183 }]);
  });
});

describe('the dictionary', () => {
  it('reads doors, hood and trunk of element 90 (one implementation)', () => {
    expect(valuesOf(recordWith([hex(90, '2100')]))).toMatchObject({
      doors_status: 'OPEN',
      door_front_left_status: 'OPEN',
      door_front_right_status: 'CLOSED',
      hood_status: 'CLOSED',
      trunk_status: 'OPEN',
    });
  });

  it('reads the closed flag of element 132 (one implementation), counted from the first byte on', () => {
    expect(valuesOf(recordWith([hex(132, '0000001000000000')])).central_lock).toBe('LOCKED');
    expect(valuesOf(recordWith([hex(132, '00000000001000FF')])).central_lock).toBe('UNLOCKED');
  });

  it('reads charging and plug of elements 915 and 914 (one implementation)', () => {
    expect(valuesOf(recordWith([hex(915, '01'), hex(914, '00')]))).toMatchObject({
      charging_status: 'CHARGING',
      charging_adapter_status: 'DISCONNECTED',
    });
  });

  it.each([
    ['CAN over virtual odometer', [hex(16, '00000064'), hex(87, '000F4240')], { mileage_in_kilometers: 1000 }],
    ['OBD over virtual odometer', [hex(389, '00000BB8'), hex(16, '00000064')], { mileage_in_kilometers: 3000 }],
    ['virtual odometer alone', [hex(16, '00000065')], { mileage_in_kilometers: 0.101 }],
    ['battery over fuel', [hex(89, '20'), hex(152, '50')], { state_of_charge_or_fuel_level_in_percent: 80 }],
    ['fuel alone', [hex(89, '20')], { state_of_charge_or_fuel_level_in_percent: 32 }],
    ['CAN speed over that of the receiver', [hex(24, '0020'), hex(81, '28')], { speed_in_kilometers_per_hour: 40 }],
    ['speed of the receiver over that of the record', [hex(24, '0020')], { speed_in_kilometers_per_hour: 32 }],
    ['supply of the FT platform', [hex(800, '000031B5')], { onboard_voltage_in_volts: 12.725 }],
    ['any door over single doors', [hex(90, '0000'), hex(662, '01')], { doors_status: 'OPEN' }],
  ])('prefers %s', (_, elements, expected) => {
    expect(valuesOf(recordWith(elements))).toMatchObject(expected);
    expect(valuesOf(recordWith([...elements].reverse()))).toMatchObject(expected);
  });

  it('leaves out values that mean "not available"', () => {
    const values = valuesOf(recordWith([hex(152, 'FF'), hex(21, '63'), hex(239, '02'), hex(81, 'FF')]));
    expect(values).not.toHaveProperty('state_of_charge_or_fuel_level_in_percent');
    expect(values).not.toHaveProperty('cellular_signal_quality');
    expect(values).not.toHaveProperty('ignition');
    expect(values.speed_in_kilometers_per_hour).toBe(37);
  });

  it('can be replaced by a model or a vehicle', () => {
    const top_case = { id: 9, property: 'top_case_lid', reading: { values: { 0: 'CLOSED', 1: 'OPEN' } }, evidence: 'assumed' };
    const odometer = { id: 105, property: 'mileage_in_kilometers', reading: { divide_by: 10 }, evidence: 'assumed' };
    const record = recordWith([hex(9, '01'), hex(105, '00000064'), hex(87, '000F4240')]);
    expect(valuesOf(record, { dictionary: [top_case, odometer] })).toMatchObject({ top_case_lid: 'OPEN', mileage_in_kilometers: 10 });
  });

  it('names a number of elements and a valid value for each', () => {
    expect(default_dictionary.length).toBeGreaterThan(15);
    for (const { id, property, reading } of default_dictionary) {
      const bytes = 'divide_by' in reading ? '01' : 'mask' in reading ? '0F00' : '01';
      const value = valuesOf(recordWith([hex(id, bytes)]))[property];
      expect(state_values[property].safeParse(value).success, property).toBe(true);
    }
  });
});

describe('wiring', () => {
  it.each([
    [{ output: 1, active_means: 'driving_disabled' }, hex(179, '01'), false],
    [{ output: 1, active_means: 'driving_disabled' }, hex(179, '00'), true],
    [{ output: 2, active_means: 'driving_enabled' }, hex(180, '01'), true],
    [{ output: 2, active_means: 'driving_enabled' }, hex(179, '01'), undefined],
  ])('%j reads the output', (wiring, element, expected) => {
    expect(valuesOf(recordWith([element]), { wiring }).driving_enabled).toBe(expected);
  });
});

describe('the key of a record', () => {
  it('is the same for a repeat and another for other content', () => {
    const key = (elements: AvlInput['elements']) => reportOf(recordWith(elements))?.message_key;
    expect(key([hex(239, '01')])).toBe(key([hex(239, '01')]));
    expect(key([hex(239, '01')])).not.toBe(key([hex(239, '00')]));
  });
});

it('gives no report of a time that is none', () => {
  const record = recordWith([], { timestamp_ms: 1e15 });
  expect(reportOf(record)).toBeUndefined();
});
