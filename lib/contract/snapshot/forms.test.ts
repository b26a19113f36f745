import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Written } from './column.ts';
import { readDictionary, writeDictionary } from './dictionary.ts';
import { readLetters, writeLetters } from './letters.ts';
import { readNumbers, writeNumbers } from './numbers.ts';
import { readSerials, writeSerials } from './serials.ts';
import { readSteps, writeSteps } from './steps.ts';
import { readTexts, writeTexts } from './texts.ts';
import { readWhole, writeWhole } from './whole-numbers.ts';

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', '\uFEFFa', 'Ñandú 😀', '😁', 'AB 0012', 'AB 0013'));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const column = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 60 });

/** Heads travel as JSON. */
const headOf = ({ body: _, ...head }: Written) => JSON.parse(JSON.stringify(head));

describe('every form of a column comes back as it was:', () => {
  it('whole numbers', () => {
    fc.assert(
      fc.property(column(fc.nat(0xffff_ffff)), (values) => {
        const { width, body } = writeWhole(values);
        expect([...readWhole(body, width, values.length)]).toEqual(values);
      }),
    );
  });

  it('a dictionary', () => {
    const value = maybe(fc.oneof(text, fc.boolean(), fc.array(text, { maxLength: 2 }), fc.record({ a: text }, { noNullPrototype: true })));
    fc.assert(
      fc.property(column(value), (values) => {
        const written = writeDictionary(values);
        expect(readDictionary(headOf(written), written.body, values.length)).toEqual(values);
      }),
    );
  });

  it('numbers, few and many, decimal and not', () => {
    const anyNumber = maybe(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0));
    const decimal = maybe(fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 100 + 0));
    const few = maybe(fc.constantFrom(0.1, 1 / 3));
    fc.assert(
      fc.property(fc.oneof(column(anyNumber), column(decimal), fc.array(few, { minLength: 60, maxLength: 90 })), (values) => {
        const written = writeNumbers(values);
        expect(readNumbers(headOf(written), written.body, values.length)).toEqual(values);
      }),
    );
  });

  it('steps, from the one above and from the one beside', () => {
    const whole = maybe(fc.integer({ min: -(2 ** 49), max: 2 ** 49 }).map((value) => value + 0));
    fc.assert(
      fc.property(column(fc.tuple(whole, whole)), fc.boolean(), (pairs, with_other) => {
        const values = pairs.map(([value]) => value);
        const from = with_other ? pairs.map(([, other]) => other) : undefined;
        const written = writeSteps(values, from);
        expect(readSteps(headOf(written), written.body, values.length, from)).toEqual(values);
      }),
    );
  });

  it('texts, beside others', () => {
    fc.assert(
      fc.property(column(fc.tuple(maybe(text), maybe(text))), (pairs) => {
        // What is no whole character does not outlive UTF-8, here as in JSON answers.
        const values = pairs.map(([value]) => value?.toWellFormed() ?? null);
        const beside = pairs.map(([, other]) => other?.toWellFormed() ?? null);
        const written = writeTexts(values, beside);
        expect(readTexts(headOf(written), written.body, values.length, beside)).toEqual(values);
      }),
    );
  });

  it('serial numbers', () => {
    const serial = fc.oneof(text, fc.stringMatching(/^[A-Z]{0,3}[0-9]{0,18}$/));
    fc.assert(
      fc.property(column(serial), (given) => {
        const values = given.map((one) => one.toWellFormed());
        const written = writeSerials(values);
        expect(readSerials(headOf(written), written.body, values.length)).toEqual(values);
      }),
    );
  });

  it('letters, where all texts are as long', () => {
    fc.assert(
      fc.property(column(fc.stringMatching(/^[0-9A-Z]{5}$/)), (values) => {
        const written = writeLetters(values);
        expect(written && readLetters(headOf(written), written.body, values.length)).toEqual(values);
      }),
    );
    expect(writeLetters(['ab', 'abc'])).toBeUndefined();
    expect(writeLetters(['äb', 'ł '])).toBeUndefined();
  });
});
