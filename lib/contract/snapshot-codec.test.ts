import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FleetSnapshot } from './fleet.ts';
import { countVehicles, decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const text = maybe(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', '"', '\n', 'Ñandú', '"a"')));
const instant = maybe(
  fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
);
const degrees = (most: number) => maybe(fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((whole) => whole / 1e6));
const amount = maybe(
  fc
    .oneof(fc.integer({ min: 0, max: 400_000 }), fc.double({ min: -1e6, max: 1e9, noNaN: true }), fc.constantFrom(0.1, 12.34))
    .map((value) => value + 0),
);
const record = fc.record({
  id: fc.stringMatching(/^[0-9A-Z]{5}$/),
  license_plate: text,
  custom_name: text,
  vin: text,
  brand: text,
  model: text,
  vehicle_type: maybe(fc.constantFrom('CAR', 'MOPED')),
  vehicle_model_id: fc.constantFrom('A', 'B'),
  telematics_brand: fc.constantFrom('X', 'Y'),
  telematics_unit_id: fc.oneof(fc.string({ minLength: 1, maxLength: 8 }), fc.stringMatching(/^[A-Z]{0,2}[0-9]{1,17}$/)),
  capability_set: fc.constantFrom(0, 1),
  tags: fc.array(fc.string(), { maxLength: 3 }),
  custom_fields: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string(), { maxKeys: 3, noNullPrototype: true }),
  operation_status: fc.constantFrom('OPERATING', 'GARAGE'),
  rental_status: fc.constantFrom('IN_RENTAL', 'NOT_IN_RENTAL'),
  life_status: fc.constantFrom('ONLINE', 'OFFLINE'),
  last_contact_at: instant,
  lat: degrees(90),
  lon: degrees(180),
  position_at: instant,
  speed: amount,
  heading: amount,
  energy: amount,
  range: amount,
  mileage: amount,
  central_lock: maybe(fc.constantFrom('LOCKED', 'UNLOCKED')),
  driving_enabled: maybe(fc.boolean()),
  ignition: maybe(fc.constantFrom('ON', 'OFF')),
  charging: maybe(fc.constantFrom('CHARGING', 'NOT_CHARGING')),
  expected_interval_seconds: fc.integer({ min: 10, max: 86_400 }),
  silence_seconds: fc.integer({ min: 60, max: 86_400 }),
});
type Record = typeof record extends fc.Arbitrary<infer T> ? T : never;

const names = Object.keys(FleetSnapshot.shape.columns.shape) as (keyof Record)[];
const byUnit = (a: Record, b: Record): number => (a.telematics_unit_id < b.telematics_unit_id ? -1 : 1);
const snapshotOf = (records: readonly Record[]): FleetSnapshot => ({
  sequence: 7,
  capability_sets: [['LOCK_CENTRAL_LOCK'], []],
  columns: Object.fromEntries(names.map((name) => [name, records.map((one) => one[name])])) as unknown as FleetSnapshot['columns'],
});

describe('the snapshot as bytes', () => {
  it('comes back as it was, sorted by the telematics units', () => {
    fc.assert(
      fc.property(fc.uniqueArray(record, { maxLength: 30, selector: (one) => one.telematics_unit_id }), (records) => {
        const bytes = encodeSnapshot(snapshotOf(records));
        expect(decodeSnapshot(bytes)).toEqual(snapshotOf(records.toSorted(byUnit)));
        expect(countVehicles(bytes)).toBe(records.length);
      }),
    );
  });

  it('rounds a place to eleven centimetres', () => {
    const [one] = fc.sample(record, 1);
    if (!one) throw new Error('No sample.');
    const { columns } = decodeSnapshot(encodeSnapshot(snapshotOf([{ ...one, lat: -34.123456789, lon: 179.99999999 }])));
    expect([columns.lat[0], columns.lon[0]]).toEqual([-34.123457, 180]);
  });

  it('is refused when it is cut short', () => {
    const bytes = encodeSnapshot(snapshotOf(fc.sample(record, 5)));
    expect(() => decodeSnapshot(bytes.subarray(0, bytes.length - 1))).toThrow('cut short');
  });

  const start_ms = Date.parse('2030-01-01T00:00:00.000Z');
  const size = 5000;
  const ratioOf = (makeRecord: (pattern: Record, index: number) => Partial<Record>): number => {
    const [pattern] = fc.sample(record, { numRuns: 1, seed: 1 });
    if (!pattern) throw new Error('No sample.');
    const snapshot = snapshotOf(Array.from({ length: size }, (_, index) => ({ ...pattern, ...makeRecord(pattern, index) })));
    return gzipSync(JSON.stringify(snapshot)).length / gzipSync(encodeSnapshot(snapshot)).length;
  };
  /** Anything below `range`, another for each index. */
  const noise = (index: number, range: number): number =>
    Math.floor((Math.sin(index + 1) * 1e6 - Math.floor(Math.sin(index + 1) * 1e6)) * range);
  const idOf = (index: number): string => (33 ** 4 + noise(index, 33 ** 4) * 30).toString(33).toUpperCase().slice(0, 5);

  it('is a small fraction of its JSON where vehicles resemble each other, both compressed', () => {
    const ratio = ratioOf((_, index) => {
      // Bought in lots of a hundred alike, and told in no order.
      const lot = noise(index, 50);
      const serial = String((lot * 100_003 + noise(index + size, 50_000) * 100) % 10_000_000).padStart(7, '0');
      const at = new Date(start_ms - noise(index, 600) * 1000).toISOString();
      return {
        id: idOf(index),
        telematics_unit_id: `35611${100 + lot}${serial}`,
        vin: `W1KTEST${100 + lot}${serial}`,
        license_plate: `MVD ${serial}`,
        custom_name: `Car ${serial}`,
        brand: `Brand ${lot % 7}`,
        model: `Model ${lot}`,
        last_contact_at: at,
        position_at: at,
        lat: -34.9 + lot / 1e3,
        lon: -56.2 + lot / 1e3,
        energy: noise(index, 101),
        mileage: lot * 1000,
      };
    });
    expect(ratio).toBeGreaterThan(4);
  });

  it('is smaller than its JSON where nothing has to do with anything', () => {
    const ratio = ratioOf((_, index) => {
      const at = (seed: number) => new Date(start_ms - noise(index + seed * size, 86_400_000)).toISOString();
      return {
        id: idOf(index),
        telematics_unit_id: String(1e14 + noise(index + size, 1e14)),
        vin: `W1K${noise(index + 2 * size, 1e14)}`,
        license_plate: `MVD ${noise(index + 3 * size, 1e6)}`,
        custom_name: null,
        last_contact_at: at(4),
        position_at: at(5),
        lat: -34.9 + noise(index + 6 * size, 1e5) / 1e6,
        lon: -56.2 + noise(index + 7 * size, 1e5) / 1e6,
        energy: noise(index + 8 * size, 101),
        mileage: noise(index + 9 * size, 90_000),
      };
    });
    expect(ratio).toBeGreaterThan(1.2);
  });
});
