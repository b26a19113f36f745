/** A cell that a spreadsheet would run as a formula is shown as text. */
const defused = (text: string): string => (/^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text);
const cell = (text: string): string => (/[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export const writeCsv = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\uFEFF${[head, ...rows].map((row) => row.map((text) => cell(defused(text))).join(',')).join('\r\n')}\r\n`;

export const saveCsv = (name: string, text: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
