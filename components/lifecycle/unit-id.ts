import type { Message, Text } from '#lib/messages/text.ts';

/** The unit id as units are stored: no blanks (people paste them in groups), capital letters. */
export const normaliseUnitId = (text: string): string => text.replaceAll(/\s+/g, '').toUpperCase();

export type UnitIdVerdict =
  | { kind: 'empty' }
  | { kind: 'complete' }
  /** `short` may still become one, `wrong` cannot. */
  | { kind: 'short' | 'wrong'; message: string };

/** `^[0-9A-F]{16}$`, `^[A-Z]{2}[0-9]{4}$`: the forms that every brand's pattern has so far. Other forms are only tested as a whole. */
const simple_pattern = /^\^(?:\[[^\]\\]+\]\{\d+\})+\$$/;

const class_words: Readonly<Record<string, Message>> = {
  '0-9': 'digits',
  'A-Z': 'capital letters',
  'A-F': 'letters A to F',
  'a-z': 'small letters',
  'A-HJ-NPR-Z0-9': 'digits and capital letters but I, O and Q',
};

const wordsOf = (characters: string, { t }: Text): string => {
  const say = (part: string): string => {
    const message = class_words[part];
    return message ? t(message) : part;
  };
  if (class_words[characters]) return say(characters);
  const parts = (characters.match(/.-.|./g) ?? []).toSorted((a, b) => Number(b === '0-9') - Number(a === '0-9')).map(say);
  return parts.reduce((first, last) => t('{first} and {last}', { first, last }));
};

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
export const describeUnitId = (pattern: string, text: Text): string => {
  const { t } = text;
  const parts = partsOf(pattern);
  if (!parts) return t('As printed on the unit.');
  const count = lengthOf(parts);
  const [first, ...rest] = parts;
  if (rest.length === 0 && first?.characters === '0-9') return t('{count} digits.', { count });
  const ending = rest.map(({ characters, length }) => t('the last {count} {kind}', { count: length, kind: wordsOf(characters, text) }));
  return t('{count} characters: {kinds}.', { count, kinds: [wordsOf(first?.characters ?? '', text), ...ending].join(', ') });
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
export const judgeUnitId = (typed: string, pattern: string, { t }: Text): UnitIdVerdict => {
  const id = normaliseUnitId(typed);
  if (id === '') return { kind: 'empty' };
  if (new RegExp(pattern).test(id)) return { kind: 'complete' };
  const parts = partsOf(pattern);
  if (!parts) return { kind: 'short', message: t('Not complete yet.') };
  const wanted = lengthOf(parts);
  const stranger = [...id].find((character, index) => classAt(parts, index)?.test(character) === false);
  if (stranger) return { kind: 'wrong', message: t('“{character}” cannot stand there.', { character: stranger }) };
  if (id.length > wanted) return { kind: 'wrong', message: t('{count} too many.', { count: id.length - wanted }) };
  return { kind: 'short', message: t('{count} of {length}.', { count: id.length, length: wanted }) };
};
