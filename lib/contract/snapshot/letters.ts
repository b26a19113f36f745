import type { ColumnHead, Written } from './column.ts';

/** Texts of one length without a pattern, as random ids are: all first letters, then all second ones. Undefined for texts of another kind. */
export const writeLetters = (values: readonly string[]): Written | undefined => {
  const length = values[0]?.length ?? 0;
  const body = new Uint8Array(values.length * length);
  for (const [index, text] of values.entries()) {
    if (text.length !== length) return undefined;
    for (let place = 0; place < length; place += 1) {
      const letter = text.charCodeAt(place);
      if (letter > 255) return undefined;
      body[place * values.length + index] = letter;
    }
  }
  return { width: length, body };
};

export const readLetters = ({ width = 0 }: ColumnHead, body: Uint8Array, count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    let text = '';
    for (let place = 0; place < width; place += 1) text += String.fromCharCode(body[place * count + index] ?? 0);
    return text;
  });
