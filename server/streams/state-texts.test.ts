import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StateRecord } from '#lib/domain/state-record.ts';
import { state_properties, type VehicleState } from '#lib/domain/vehicle-state.ts';
import { foldRecord } from './state-history.ts';
import { foldTexts, joinTexts, type StateTexts, textsOfState } from './state-texts.ts';

const property = fc.constantFrom(...state_properties.slice(0, 6), 'no_longer_known');
const record = fc
  .record({
    t: fc.string(),
    s: fc.dictionary(property, fc.jsonValue(), { minKeys: 1 }),
    at: fc.option(fc.dictionary(property, fc.string()), { nil: undefined }),
    full: fc.option(fc.constant(1 as const), { nil: undefined }),
  })
  // As it lies in the log.
  .map((made): StateRecord => JSON.parse(JSON.stringify(made)));

const checkTexts = (fold: (texts: StateTexts, record: StateRecord) => StateTexts) =>
  fc.assert(
    fc.property(fc.array(record, { minLength: 1 }), fc.nat(), (records, place) => {
      const states: VehicleState[] = [];
      for (const each of records) states.push(foldRecord(states.at(-1) ?? {}, each));
      const begin = place % records.length;
      let texts = textsOfState(states[begin - 1] ?? {});
      records.slice(begin).forEach((each, index) => {
        texts = fold(each.full ? new Map() : texts, each);
        expect(joinTexts(texts)).toBe(JSON.stringify(states[begin + index]));
      });
    }),
    { numRuns: 500 },
  );

it('say word for word what the folded state says, from wherever the folding begins', () => {
  checkTexts(foldTexts);
});

it('that forget the times of single values are noticed', () => {
  expect(() => checkTexts((texts, { at: _, ...rest }) => foldTexts(texts, rest))).toThrow('Property failed');
});
