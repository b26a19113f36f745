import { type ColumnHead, joinBytes, splitBytes, type Written } from './column.ts';
import { readWhole, writeWhole } from './whole-numbers.ts';

type Texts = readonly (string | null)[];

/** Shared ends are counted in one byte; the code above them stands for no text. */
const most_shared = 254;
const no_text = 255;

/** A half of a surrogate pair is no text of its own. */
const isHalf = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

const sharedStart = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length, most_shared);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return isHalf(a, length) || isHalf(b, length) ? length - 1 : length;
};

const sharedEnd = (a: string, b: string, most_here: number): number => {
  const most = Math.min(most_here, b.length, most_shared);
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length += 1;
  return length > 0 && (isHalf(a, a.length - length) || isHalf(b, b.length - length)) ? length - 1 : length;
};

/**
 * Texts as what is new in them: each begins as the one above it does, and ends as the text beside it (`beside`, at the same place of another column).
 * Vehicles bought together have plates, numbers and names that begin alike, and a name often ends as the plate does.
 * Parts: how much begins alike, how much ends alike, how long the rest is, and all rests as one text.
 */
export const writeTexts = (values: Texts, beside: Texts): Written => {
  const [starts, ends, lengths]: [number[], number[], number[]] = [[], [], []];
  const rests: string[] = [];
  let above = '';
  for (const [index, text] of values.entries()) {
    const start = text === null ? no_text : sharedStart(text, above);
    const end = text === null ? 0 : sharedEnd(text, beside[index] ?? '', text.length - start);
    const rest = text?.slice(start, text.length - end) ?? '';
    above = text ?? above;
    starts.push(start);
    ends.push(end);
    lengths.push(rest.length);
    rests.push(rest);
  }
  const length = writeWhole(lengths);
  const bodies = [Uint8Array.from(starts), Uint8Array.from(ends), length.body, new TextEncoder().encode(rests.join(''))];
  return { width: length.width, parts: bodies.map((body) => body.length), body: joinBytes(bodies) };
};

export const readTexts = ({ width = 1, parts = [] }: ColumnHead, body: Uint8Array, count: number, beside: Texts): (string | null)[] => {
  const [starts, ends, lengths, rests] = splitBytes(body, parts);
  if (!starts || !ends || !lengths || !rests) throw new Error('A column of texts lacks a part.');
  const all = new TextDecoder('utf-8', { ignoreBOM: true }).decode(rests);
  const lengthOf = readWhole(lengths, width, count);
  let at = 0;
  let above = '';
  return Array.from(starts, (start, index) => {
    if (start === no_text) return null;
    const next = at + (lengthOf[index] ?? 0);
    const end = ends[index] ?? 0;
    above = above.slice(0, start) + all.slice(at, next) + (end === 0 ? '' : (beside[index] ?? '').slice(-end));
    at = next;
    return above;
  });
};
