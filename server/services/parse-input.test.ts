import { expect, it } from 'vitest';
import { z } from 'zod';
import { Problem } from '#lib/domain/problem.ts';
import { parseInput } from './parse-input.ts';

const pointersOf = (schema: z.ZodType, value: unknown): string[] => {
  try {
    parseInput('It', schema, value);
    return [];
  } catch (error) {
    return Problem.is(error) ? (error.extras.errors ?? []).map(({ pointer }) => pointer) : ['not a problem'];
  }
};

it.each<[unknown, string[]]>([
  [{ a: ['fine', 'b\0'], c: { d: '\ud83d' } }, ['/a/1', '/c/d']],
  ['\0', ['']],
  [{ 'k\0': 1 }, ['']],
  [{ a: { '\udc00': {} } }, ['/a']],
  [{ a: '\u{1F6F5} \n \t \u202e ü', b: [null, 1, true] }, []],
  [undefined, []],
])('finds in %j what cannot be stored at %j', (value, pointers) => {
  expect(pointersOf(z.any(), value)).toEqual(pointers);
});

it('tells the schema’s faults first, with escaped pointers', () => {
  expect(pointersOf(z.object({ 'a/b~c': z.string() }), { 'a/b~c': 1 })).toEqual(['/a~1b~0c']);
});

it('hands on what the schema made of the value', () => {
  expect(parseInput('It', z.string().trim(), ' x ')).toBe('x');
});
