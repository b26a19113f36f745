/** The unit id as units are stored: no blanks (people paste them in groups), capital letters. */
export const normaliseUnitId = (text: string): string => text.replaceAll(/\s+/g, '').toUpperCase();

export type UnitIdVerdict =
  | { kind: 'empty' }
  | { kind: 'complete' }
  /** `short` may still become one, `wrong` cannot. */
  | { kind: 'short' | 'wrong'; message: string };

/** `^[0-9A-F]{16}$`, `^[A-Z]{2}[0-9]{4}$`: the forms that every brand's pattern has so far. Other forms are only tested as a whole. */
const simple_pattern = /^\^(?:\[[^\]\\]+\]\{\d+\})+\$$/;

const class_words: Readonly<Record<string, string>> = {
  '0-9': 'digits',
  'A-Z': 'capital letters',
  'A-F': 'letters A to F',
  'a-z': 'small letters',
  'A-HJ-NPR-Z0-9': 'digits and capital letters but I, O and Q',
};

const wordsOf = (characters: string): string =>
  class_words[characters] ??
  (characters.match(/.-.|./g) ?? [])
    .map((part) => class_words[part] ?? part)
    .sort((a, b) => (a === 'digits' ? -1 : b === 'digits' ? 1 : 0))
    .join(' and ');

interface Part {
  characters: string;
  length: number;
}

const partsOf = (pattern: string): Part[] | undefined =>
  simple_pattern.test(pattern)
    ? [...pattern.matchAll(/\[([^\]]+)\]\{(\d+)\}/g)].map(([, characters = '', length]) => ({ characters, length: Number(length) }))
    : undefined;

const lengthOf = (parts: readonly Part[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** What an id of this pattern consists of: `15 digits.`, `16 characters: digits and letters A to F.` */
export const describeUnitId = (pattern: string): string => {
  const parts = partsOf(pattern);
  if (!parts) return 'As printed on the unit.';
  const words = parts.map(({ characters }) => wordsOf(characters));
  if (parts.length === 1 && words[0] === 'digits') return `${lengthOf(parts)} digits.`;
  const [first, ...rest] = words;
  const ending = rest.map((word, index) => `, the last ${parts[index + 1]?.length} ${word}`).join('');
  return `${lengthOf(parts)} characters: ${first}${ending}.`;
};

/** The character class at a place of the id. */
const classAt = (parts: readonly Part[], index: number): RegExp | undefined => {
  let end = 0;
  for (const { characters, length } of parts) {
    end += length;
    if (index < end) return new RegExp(`[${characters}]`);
  }
  return undefined;
};

/** Judges an id while it is typed: what can still become right is not yet wrong. */
export const judgeUnitId = (text: string, pattern: string): UnitIdVerdict => {
  const id = normaliseUnitId(text);
  if (id === '') return { kind: 'empty' };
  if (new RegExp(pattern).test(id)) return { kind: 'complete' };
  const parts = partsOf(pattern);
  if (!parts) return { kind: 'short', message: 'Not complete yet.' };
  const wanted = lengthOf(parts);
  const stranger = [...id].find((character, index) => classAt(parts, index)?.test(character) === false);
  if (stranger) return { kind: 'wrong', message: `“${stranger}” cannot stand there.` };
  if (id.length > wanted) return { kind: 'wrong', message: `${id.length - wanted} too many.` };
  return { kind: 'short', message: `${id.length} of ${wanted}.` };
};
