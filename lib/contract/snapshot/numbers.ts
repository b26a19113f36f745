import type { ColumnHead, Written } from './column.ts';
import { readDictionary, writeDictionary } from './dictionary.ts';
import { readWhole, writeWhole } from './whole-numbers.ts';

type Numbers = readonly (number | null)[];

const steps = [1, 10, 100, 1000];
const most_whole = 0xffff_fffe;
const most_values = 4096;

const writeDoubles = (values: Numbers): Written => ({
  width: 8,
  body: new Uint8Array(Float64Array.from(values, (value) => value ?? Number.NaN).buffer),
});

const hasFewValues = (values: Numbers): boolean => {
  const found = new Set<number | null>();
  for (const value of values) if (found.add(value).size > most_values) return false;
  return found.size * 16 < values.length;
};

/** Numbers kept exactly: few different ones by a dictionary, decimals as 0 for none and `n + 1` for `base + n / step`, others as doubles. */
export const writeNumbers = (values: Numbers): Written => {
  if (hasFewValues(values)) return writeDictionary(values);
  const step = steps.find((one) => values.every((value) => value === null || Math.round(value * one) / one === value));
  if (step === undefined) return writeDoubles(values);
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value === null) continue;
    least = Math.min(least, Math.round(value * step));
    greatest = Math.max(greatest, Math.round(value * step));
  }
  const base = least === Number.POSITIVE_INFINITY ? 0 : least;
  if (!Number.isSafeInteger(base) || greatest - base >= most_whole) return writeDoubles(values);
  return { step, base, ...writeWhole(values.map((value) => (value === null ? 0 : Math.round(value * step) - base + 1))) };
};

export const readNumbers = (head: ColumnHead, body: Uint8Array, count: number): (number | null)[] => {
  const { width = 1, step = 1, base = 0, values } = head;
  if (values) return readDictionary(head, body, count) as (number | null)[];
  if (width === 8) return Array.from(new Float64Array(body.slice().buffer), (value) => (Number.isNaN(value) ? null : value));
  return Array.from(readWhole(body, width, count), (whole) => (whole === 0 ? null : (base + whole - 1) / step));
};
