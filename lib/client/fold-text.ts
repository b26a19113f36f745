const has_other_than_ascii = /[^\0-\x7f]/;

/** Text without case, accents and width, as the server folds it for search: `São JOSÉ` → `sao jose`. */
export const foldText = (text: string): string =>
  has_other_than_ascii.test(text) ? text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() : text.toLowerCase();

/** Key under which texts sort as people count: `Van 9` before `Van 10`, upper case beside lower case. */
export const naturalKey = (text: string): string => foldText(text).replace(/\d+/g, (digits) => digits.padStart(10, '0'));
