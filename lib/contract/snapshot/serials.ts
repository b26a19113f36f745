import { type ColumnHead, joinBytes, splitBytes, type Written } from './column.ts';
import { readSteps, writeSteps } from './steps.ts';
import { readTexts, writeTexts } from './texts.ts';

/** So many digits make a number that a step between two of them fits. */
const most_digits = 12;

const countDigits = (text: string): number => {
  let count = 0;
  while (count < most_digits && count < text.length) {
    const code = text.charCodeAt(text.length - 1 - count);
    if (code < 48 || code > 57) break;
    count += 1;
  }
  return count;
};

const no_texts: readonly string[] = [];

/** Sorted texts that end in numbers, as serial numbers do: what stands before the number, how many digits it has, and how far it is from the one above. */
export const writeSerials = (values: readonly string[]): Written => {
  const digits = Uint8Array.from(values, countDigits);
  const stems = writeTexts(
    values.map((text, index) => text.slice(0, text.length - (digits[index] ?? 0))),
    no_texts,
  );
  const numbers = writeSteps(values.map((text, index) => (digits[index] ? Number(text.slice(-digits[index])) : null)));
  const bodies = [digits, stems.body, numbers.body];
  const values_of = [stems, numbers].map(({ body: _, ...head }) => head);
  return { parts: bodies.map((body) => body.length), values: values_of, body: joinBytes(bodies) };
};

export const readSerials = ({ parts = [], values = [] }: ColumnHead, body: Uint8Array, count: number): string[] => {
  const [digits, stem_body, number_body] = splitBytes(body, parts);
  const [stem_head, number_head] = values as ColumnHead[];
  if (!digits || !stem_body || !number_body || !stem_head || !number_head) throw new Error('A column of serial numbers lacks a part.');
  const stems = readTexts(stem_head, stem_body, count, no_texts);
  const numbers = readSteps(number_head, number_body, count);
  return stems.map((stem, index) => `${stem}${digits[index] ? String(numbers[index]).padStart(digits[index], '0') : ''}`);
};
