import type { ColumnHead, Written } from './column.ts';
import { readWhole, writeWhole } from './whole-numbers.ts';

/** Lists and objects are alike when their texts are; the mark keeps such a text from meeting a plain one. */
const keyOf = (value: unknown): unknown => (typeof value === 'object' && value !== null ? `\0${JSON.stringify(value)}` : value);

/** Values that repeat: each once in the head, and codes into that list. */
export const writeDictionary = (column: readonly unknown[]): Written => {
  const codes = new Map<unknown, number>();
  const values: unknown[] = [];
  const whole = column.map((value) => {
    const key = keyOf(value);
    const known = codes.get(key);
    if (known !== undefined) return known;
    codes.set(key, values.length);
    return values.push(value) - 1;
  });
  return { values, ...writeWhole(whole) };
};

export const readDictionary = ({ width = 1, values = [] }: ColumnHead, body: Uint8Array, count: number): unknown[] =>
  Array.from(readWhole(body, width, count), (code) => values[code]);
