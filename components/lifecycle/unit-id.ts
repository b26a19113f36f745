/** The unit id as units are stored: no blanks (people paste them in groups), capital letters. */
export const normaliseUnitId = (text: string): string => text.replaceAll(/\s+/g, '').toUpperCase();

export type UnitIdVerdict =
  | { kind: 'empty' }
  | { kind: 'complete' }
  /** `short` may still become one, `wrong` cannot. */
  | { kind: 'short' | 'wrong'; message: string };

/** `^[0-9A-F]{16}$`: the form that every brand's pattern has so far. Other forms are only tested as a whole. */
const simple_pattern = /^\^\[([^\]\\]+)\]\{(\d+)\}\$$/;

const class_words: Readonly<Record<string, string>> = {
  '0-9': 'digits',
  'A-Z': 'capital letters',
  'A-F': 'letters A to F',
  'a-z': 'small letters',
};

const wordsOf = (characters: string): string =>
  (characters.match(/.-.|./g) ?? [])
    .map((part) => class_words[part] ?? part)
    .sort((a, b) => (a === 'digits' ? -1 : b === 'digits' ? 1 : 0))
    .join(' and ');

const partsOf = (pattern: string): { characters: string; length: number } | undefined => {
  const [, characters, length] = pattern.match(simple_pattern) ?? [];
  return characters && length ? { characters, length: Number(length) } : undefined;
};

/** What an id of this pattern consists of: `15 digits`, `16 characters: digits and letters A to F`. */
export const describeUnitId = (pattern: string): string => {
  const parts = partsOf(pattern);
  if (!parts) return 'As printed on the unit.';
  const words = wordsOf(parts.characters);
  return words === 'digits' ? `${parts.length} digits.` : `${parts.length} characters: ${words}.`;
};

/** Judges an id while it is typed: what can still become right is not yet wrong. */
export const judgeUnitId = (text: string, pattern: string): UnitIdVerdict => {
  const id = normaliseUnitId(text);
  if (id === '') return { kind: 'empty' };
  if (new RegExp(pattern).test(id)) return { kind: 'complete' };
  const parts = partsOf(pattern);
  if (!parts) return { kind: 'short', message: 'Not complete yet.' };
  const allowed = new RegExp(`[${parts.characters}]`);
  const stranger = [...id].find((character) => !allowed.test(character));
  if (stranger) return { kind: 'wrong', message: `“${stranger}” cannot be part of it.` };
  if (id.length > parts.length) return { kind: 'wrong', message: `${id.length - parts.length} too many.` };
  return { kind: 'short', message: `${id.length} of ${parts.length}.` };
};
