import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toStateRecord } from '#lib/domain/state-record.ts';
import { eventId, newFlowId, newId } from '#server/ids.ts';
import { makeBlock, openBlock, openRecords, type StateRow } from './history-block.ts';

const place = { fleet_id: 'ABCDE', vehicle_id: '01J00000000000000000000000' };
const start_ms = Date.parse('2030-06-10T00:00:00.000Z');

const rowOf = (sequence: number, at_ms: number, data: string, more: Partial<StateRow> = {}): StateRow => {
  const recorded_at = new Date(at_ms + 400).toISOString();
  return {
    ...place,
    sequence,
    id: eventId(place.fleet_id, sequence, at_ms + 400),
    type: 'VehicleStateRecorded',
    occurred_at: new Date(at_ms).toISOString(),
    recorded_at,
    flow_id: newFlowId(),
    data,
    ...more,
  };
};

const value = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom('ON', 'OFF', '', '"', '\u2028'),
  fc.record({ lat: fc.double({ min: -90, max: 90, noNaN: true }), lon: fc.double({ min: -180, max: 180, noNaN: true }) }),
  fc.record({ lat: fc.integer({ min: -9e8, max: 9e8 }).map((whole) => whole / 1e7), lon: fc.constant(0.1) }),
  fc.jsonValue(),
);
const instant = fc.integer({ min: -1e12, max: 1e13 }).map((ms) => new Date(ms).toISOString());
const property = fc.constantFrom('position', 'mileage_in_kilometers', 'ignition', 'toString', '7', 'speed_in_kilometers_per_hour');
const regular = fc
  .tuple(
    fc.dictionary(property, fc.record({ value, timestamp: instant }), { maxKeys: 5 }),
    fc.record({ full: fc.boolean(), late: fc.boolean(), expected: fc.option(fc.nat(), { nil: undefined }) }),
  )
  .map(([state, marks]) => JSON.stringify(toStateRecord(state as never, marks)));
/** What no version of ours writes, and must come back all the same. */
const odd = fc.oneof(
  fc.json(),
  fc.constantFrom(
    '{}',
    '{"t":"yesterday","s":{}}',
    '{"s":{"a":1},"t":"2030-06-10T00:00:00.000Z"}',
    '{ "t":"","s":{"a":-0} }',
    '{"t":"x","s":[]}',
  ),
);
const text = fc.oneof({ arbitrary: regular, weight: 9 }, { arbitrary: odd, weight: 1 });
const rows = fc
  .array(
    fc.tuple(
      text,
      fc.integer({ min: 1, max: 1e6 }),
      fc.nat(1e7),
      fc.constantFrom<Partial<StateRow>>({}, {}, {}, { id: newId() }, { flow_id: 'f' }, { recorded_at: 'x' }),
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) => {
    let [sequence, at_ms] = [0, start_ms];
    return all.map(([data, step, pause_ms, more]) => {
      sequence += step;
      at_ms += pause_ms;
      return rowOf(sequence, at_ms, data, more);
    });
  });

describe('a block of history', () => {
  it('gives back what was put in, to the letter', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const block = { ...place, ...(await makeBlock(given)), points: given.length };
        expect(openBlock(block)).toEqual(given);
        const some = given.flatMap((_, index) => (index % 3 === 1 ? [index] : []));
        expect(openBlock(block, some)).toEqual(some.map((index) => given[index]));
      }),
      { numRuns: 60 },
    );
  });

  it('gives the values of one property with their own times', async () => {
    const at = (second: number) => new Date(start_ms + second * 1000).toISOString();
    const speed = (second: number, kmh: number) => ({ timestamp: at(second), value: kmh });
    const records = [
      toStateRecord({ speed_in_kilometers_per_hour: speed(1, 10) }, { full: true }),
      toStateRecord({ ignition: { timestamp: at(2), value: 'ON' } }),
      toStateRecord({ speed_in_kilometers_per_hour: speed(1, 10), ignition: { timestamp: at(2), value: 'ON' } }, { full: true }),
      toStateRecord({ speed_in_kilometers_per_hour: speed(0, 12.5) }, { late: true }),
    ];
    const given = records.map((record, index) => rowOf(index + 1, start_ms + index, JSON.stringify(record)));
    const found = openRecords((await makeBlock(given)).records, given.length).measurements('speed_in_kilometers_per_hour');
    expect(found).toEqual([
      { index: 0, at_ms: start_ms + 1000, value: 10 },
      { index: 2, at_ms: start_ms + 1000, value: 10 },
      { index: 3, at_ms: start_ms, value: 12.5 },
    ]);
  });
});
