import { CsvError, parse } from 'csv-parse/sync';
import type { Import, ImportRefusal } from '#lib/contract/imports.ts';
import { most_import_rows } from '#lib/contract/imports.ts';
import { type ImportColumn, importColumnOf } from '#lib/domain/import-columns.ts';
import { Problem } from '#lib/domain/problem.ts';

/** By column, as the file has it; an empty cell is an empty text. */
export type FileCells = Partial<Record<ImportColumn, string>>;

export interface FileRow {
  row: number;
  line?: number;
  cells: FileCells;
  /** What is wrong with the row as a whole. */
  refusal?: ImportRefusal;
}

export interface ImportFile {
  headers: Import['columns'];
  rows: FileRow[];
}

type Table = { headers: string[]; records: { line?: number; values: string[] }[] };

const refuse = (message: string, code = 'invalid'): Problem =>
  new Problem('validation-error', message, { errors: [{ pointer: '/csv', code, message }] });

const delimiters = [',', ';', '\t'];

/** The sign that the line of headers has most of, outside quotes. */
const delimiterOf = (text: string): string => {
  const head = (text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? '').replace(/"(?:[^"]|"")*"/g, '');
  const counted = delimiters.map((sign) => ({ sign, count: head.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
};

const readCsv = (csv: string): Table => {
  const options = {
    bom: true,
    delimiter: delimiterOf(csv.replace(/^\uFEFF/, '')),
    trim: true,
    info: true,
    relax_column_count: true,
    skip_records_with_empty_values: true,
    to: most_import_rows + 2,
  };
  try {
    const found = parse(csv, options) as unknown as { info: { lines: number }; record: string[] }[];
    const [head, ...records] = found;
    return { headers: head?.record ?? [], records: records.map(({ info, record }) => ({ line: info.lines, values: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` See line ${error.lines}.` : '';
    throw refuse(`The text is not well-formed CSV: a quotation mark is missing or misplaced.${line}`, 'malformed');
  }
};

type GivenCell = string | number | boolean | null;

const readRows = (rows: readonly Record<string, GivenCell>[]): Table => {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const records = rows.map((row) => ({ values: headers.map((header) => String(row[header] ?? '').trim()) }));
  return { headers, records };
};

/** Our own export guards texts that a spreadsheet would run. */
const unguarded = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

const columnsOf = (headers: readonly string[]): (ImportColumn | undefined)[] => {
  const columns = headers.map((header) => {
    const column = importColumnOf(header);
    return column === 'fact' ? undefined : column;
  });
  if (columns.every((column) => column === undefined)) {
    throw refuse('None of the headers in the first line is known. Start with the template.', 'unknown_headers');
  }
  for (const [index, column] of columns.entries()) {
    const first = columns.indexOf(column);
    if (column === undefined || first === index) continue;
    throw refuse(`“${headers[first]}” and “${headers[index]}” both mean ${column}. Keep one of them.`, 'repeated_column');
  }
  return columns;
};

/** A file as rows of cells by column. Throws `validation-error` for what is no file of vehicles at all. */
export const readImportFile = (given: {
  csv?: string | undefined;
  rows?: readonly Record<string, GivenCell>[] | undefined;
}): ImportFile => {
  const { headers, records } = given.csv === undefined ? readRows(given.rows ?? []) : readCsv(given.csv);
  if (records.length === 0) throw refuse('There is no vehicle below the line of headers.', 'empty');
  if (records.length > most_import_rows) throw refuse(`A file has at most ${most_import_rows} vehicles. Divide it.`, 'too_big');
  const columns = columnsOf(headers);
  const rows = records.map(({ line, values }, index): FileRow => {
    const cells: FileCells = {};
    for (const [place, column] of columns.entries()) if (column) cells[column] = unguarded(values[place] ?? '');
    const surplus = values.slice(headers.length).some((value) => value !== '');
    const message = `The row has ${values.length} cells, the line of headers ${headers.length}.`;
    return {
      row: index + 1,
      ...(line !== undefined && { line }),
      cells,
      ...(surplus && { refusal: { code: 'too_many_cells', message } }),
    };
  });
  return { headers: headers.map((header, index) => ({ header, ...(columns[index] && { column: columns[index] }) })), rows };
};
