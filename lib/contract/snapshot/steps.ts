import type { ColumnHead, Written } from './column.ts';
import { readWhole, writeWhole } from './whole-numbers.ts';

/** Whole numbers, at most 2^50 apart. */
type Wholes = readonly (number | null)[];

const low_range = 2 ** 26;

/** 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 … */
const fold = (difference: number): number => (difference < 0 ? -2 * difference - 1 : 2 * difference);
const unfold = (folded: number): number => (folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2);

/**
 * Whole numbers as steps: each tells how far it lies from the last known one before it, or from `from` at its own place where that is given.
 * 0 stands for none, `n + 1` for a step; what exceeds 26 bits lies in a second part.
 */
export const writeSteps = (values: Wholes, from?: Wholes): Written => {
  let last = 0;
  const folded = values.map((value, index) => {
    if (value === null) return 0;
    const step = value - (from?.[index] ?? last);
    last = value;
    return fold(step) + 1;
  });
  const low = writeWhole(folded.map((step) => step % low_range));
  const high = writeWhole(folded.map((step) => Math.floor(step / low_range)));
  const body = new Uint8Array(low.body.length + high.body.length);
  body.set(low.body);
  body.set(high.body, low.body.length);
  return { width: low.width, parts: [low.body.length, high.body.length], body };
};

export const readSteps = ({ width = 1, parts = [] }: ColumnHead, body: Uint8Array, count: number, from?: Wholes): (number | null)[] => {
  const [low_bytes = 0, high_bytes = 0] = parts;
  const low = readWhole(body.subarray(0, low_bytes), width, count);
  const high = readWhole(body.subarray(low_bytes), count === 0 ? 1 : high_bytes / count, count);
  let last = 0;
  return Array.from(low, (whole, index) => {
    const step = whole + (high[index] ?? 0) * low_range;
    if (step === 0) return null;
    last = (from?.[index] ?? last) + unfold(step - 1);
    return last;
  });
};
