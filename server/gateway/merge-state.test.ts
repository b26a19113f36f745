/** Promise P16: latest state depends on what was measured when, not on what arrived when. The broken variant lets the last arrived win. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StateProperty, VehicleState } from '#lib/domain/vehicle-state.ts';
import { future_limit_ms, mergeState, past_limit_ms } from './merge-state.ts';

const now_ms = Date.parse('2026-11-20T12:00:00.000Z');
const at = (ms: number) => new Date(ms).toISOString();
const capable: ReadonlySet<StateProperty> = new Set(['mileage_in_kilometers', 'speed_in_kilometers_per_hour', 'central_lock', 'position']);
const times = fc.integer({ min: now_ms - 2 * past_limit_ms, max: now_ms + 4 * future_limit_ms });

const properties = {
  mileage_in_kilometers: fc.nat(1_000),
  speed_in_kilometers_per_hour: fc.nat(130),
  central_lock: fc.constantFrom('LOCKED' as const, 'UNLOCKED' as const),
  position: fc.record({ lat: fc.integer({ min: 1, max: 89 }), lon: fc.nat(179) }),
};

/** Reports of distinct times: each holds some properties, all measured at one time. */
const reports: fc.Arbitrary<VehicleState[]> = fc
  .uniqueArray(fc.tuple(times, fc.record(properties, { requiredKeys: [] })), { selector: ([time]) => time, maxLength: 12 })
  .map((list) =>
    list.map(
      ([time, values]) =>
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { timestamp: at(time), value }])) as VehicleState,
    ),
  );

/** The same reports in another order, some of them repeated. */
const arrivals = reports.chain((list) =>
  fc.tuple(fc.constant(list), fc.array(fc.nat(Math.max(0, list.length - 1)), { maxLength: 10 })).chain(([all, repeats]) => {
    const again = repeats.flatMap((index) => all[index] ?? []);
    const mixed = [...all, ...again];
    return fc.tuple(fc.constant(all), fc.shuffledSubarray(mixed, { minLength: mixed.length, maxLength: mixed.length }));
  }),
);

type Merge = (known: VehicleState, reported: VehicleState) => VehicleState;
const merge: Merge = (known, reported) => mergeState(known, reported, capable, now_ms).state;
const lastArrivedWins: Merge = (known, reported) => ({ ...known, ...reported });

const converges = (merged: Merge) =>
  fc.property(arrivals, ([in_order, as_arrived]) => {
    expect(JSON.stringify(as_arrived.reduce(merged, {}))).toBe(JSON.stringify(in_order.reduce(merged, {})));
  });

describe('the latest state', () => {
  it('is the same for every order and repetition of the same reports, to the byte', () => {
    fc.assert(converges(merge), { numRuns: 2_000 });
  });

  it('would not be if the last arrived won', () => {
    expect(fc.check(converges(lastArrivedWins), { numRuns: 2_000 }).failed).toBe(true);
  });

  it('never has a time beyond five minutes from now or before thirty days ago', () => {
    const property = fc.property(reports, (list) => {
      for (const stamped of Object.values(list.reduce(merge, {}))) {
        const time = Date.parse(stamped.timestamp);
        expect(time).toBeLessThanOrEqual(now_ms + future_limit_ms);
        expect(time).toBeGreaterThanOrEqual(now_ms - past_limit_ms);
      }
    });
    fc.assert(property, { numRuns: 1_000 });
  });
});

const mileage = (value: number, ms: number): VehicleState => ({ mileage_in_kilometers: { timestamp: at(ms), value } });

describe('a report', () => {
  it('is fresh, late or nothing new: each value is one of the three', () => {
    const known = merge({}, mileage(10, now_ms));
    expect(mergeState(known, mileage(11, now_ms + 1), capable, now_ms)).toMatchObject({ fresh: mileage(11, now_ms + 1), late: {} });
    expect(mergeState(known, mileage(9, now_ms - 1), capable, now_ms)).toMatchObject({
      state: known,
      fresh: {},
      late: mileage(9, now_ms - 1),
    });
    expect(mergeState(known, mileage(10, now_ms), capable, now_ms)).toMatchObject({ state: known, fresh: {}, late: {}, changes: [] });
  });

  it.each([
    ['from the future', future_limit_ms],
    ['from long ago', -past_limit_ms],
  ])('%s is history when it is beyond the limit, and latest at the limit', (_, limit_ms) => {
    const beyond = mileage(5, now_ms + limit_ms + Math.sign(limit_ms));
    expect(mergeState({}, beyond, capable, now_ms)).toMatchObject({ state: {}, late: beyond });
    expect(merge({}, mileage(5, now_ms + limit_ms))).toEqual(mileage(5, now_ms + limit_ms));
  });

  it('of equal time replaces what came before it', () => {
    expect(merge(mileage(10, now_ms), mileage(12, now_ms))).toEqual(mileage(12, now_ms));
  });

  it('loses what the model does not have, and a position of zero and zero', () => {
    const position = { timestamp: at(now_ms), value: { lat: 0, lon: 0 } };
    const reported: VehicleState = { position, ignition: { timestamp: at(now_ms), value: 'ON' } };
    expect(mergeState({}, reported, capable, now_ms)).toMatchObject({ state: {}, fresh: {}, late: {}, dropped: 2 });
  });

  it('tells changes of value, not first values nor younger measurements of the same', () => {
    const first = mergeState({}, mileage(10, now_ms), capable, now_ms);
    expect(first.changes).toEqual([]);
    expect(mergeState(first.state, mileage(10, now_ms + 1), capable, now_ms).changes).toEqual([]);
    const changed = { property: 'mileage_in_kilometers', previous: 10, current: 11, timestamp: at(now_ms + 2) };
    expect(mergeState(first.state, mileage(11, now_ms + 2), capable, now_ms).changes).toEqual([changed]);
  });

  it('leaves what was known untouched, so that a rolled back batch leaves no trace', () => {
    const known = Object.freeze(mileage(10, now_ms));
    expect(merge(known, mileage(11, now_ms + 1))).not.toBe(known);
    expect(known).toEqual(mileage(10, now_ms));
  });
});
