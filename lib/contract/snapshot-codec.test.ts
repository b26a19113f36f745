import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FleetSnapshot } from './fleet.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const text = maybe(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', '"', '\n', 'Ñandú', '"a"')));
const instant = maybe(
  fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
);
const degrees = (most: number) => maybe(fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((whole) => whole / 1e7));
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
  telematics_unit_id: fc.string({ minLength: 1, maxLength: 8 }),
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
const snapshotOf = (records: readonly Record[]): FleetSnapshot => ({
  sequence: 7,
  capability_sets: [['LOCK_CENTRAL_LOCK'], []],
  columns: Object.fromEntries(names.map((name) => [name, records.map((one) => one[name])])) as unknown as FleetSnapshot['columns'],
});

describe('the snapshot as bytes', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), (records) => {
        const snapshot = snapshotOf(records);
        expect(decodeSnapshot(encodeSnapshot(snapshot))).toEqual(snapshot);
      }),
    );
  });

  it('rounds a place to a centimetre', () => {
    const [one] = fc.sample(record, 1);
    if (!one) throw new Error('No sample.');
    const { columns } = decodeSnapshot(encodeSnapshot(snapshotOf([{ ...one, lat: -34.123456789, lon: 179.99999999 }])));
    expect([columns.lat[0], columns.lon[0]]).toEqual([-34.1234568, 180]);
  });

  it('is refused when it is cut short', () => {
    const bytes = encodeSnapshot(snapshotOf(fc.sample(record, 5)));
    expect(() => decodeSnapshot(bytes.subarray(0, bytes.length - 1))).toThrow('cut short');
  });

  it('is a fraction of its JSON, compressed too', () => {
    const start_ms = Date.parse('2030-01-01T00:00:00.000Z');
    const [pattern] = fc.sample(record, { numRuns: 1, seed: 1 });
    if (!pattern) throw new Error('No sample.');
    const records = Array.from({ length: 5000 }, (_, index): Record => {
      const noise = (index * 7_654_321) % 10_000_019;
      const at = new Date(start_ms - noise).toISOString();
      const [lat, lon] = [-34.9 + noise / 1e8, -56.2 + ((noise * 31) % 10_000_019) / 1e8];
      const numbers = { speed: noise % 60, heading: noise % 360, energy: noise % 101, range: null, mileage: noise % 90_000 };
      return { ...pattern, id: `V${noise.toString(36).toUpperCase()}`, last_contact_at: at, position_at: at, lat, lon, ...numbers };
    });
    const snapshot = snapshotOf(records);
    const [json, bytes] = [Buffer.from(JSON.stringify(snapshot)), encodeSnapshot(snapshot)];
    expect(bytes.length).toBeLessThan(json.length / 3);
    expect(gzipSync(bytes).length).toBeLessThan(gzipSync(json).length * 0.8);
  });
});
