/** A text that begins like this is run by spreadsheets; numbers are written by us and cannot be anything else. */
const formula = /^[=+\-@\t\r\0]/;

const toCell = (value: string | number | undefined): string => {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line of CSV by RFC 4180, with its end. A text that a spreadsheet would run begins with an apostrophe. */
export const toCsvLine = (cells: readonly (string | number | undefined)[]): string => `${cells.map(toCell).join(',')}\r\n`;
