import { brands } from '#lib/catalogue/brands.ts';
import type { ImportCell, ImportRefusal } from '#lib/contract/imports.ts';
import { type FixedImportColumn, type ImportColumn, importWord, master_data_columns } from '#lib/domain/import-columns.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { master_data_fields, Tags } from '#lib/domain/vehicle.ts';
import { OperationStatus } from '#lib/domain/vehicle-enums.ts';
import { foldText } from '#server/store/fold-text.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import type { FileCells } from './import-file.ts';

export type CellValue = ImportCell['new'];
export interface AskedValue {
  column: ImportColumn;
  value: CellValue;
}

const longest_field = 255;
const tag_separators = /[,;|]/;
const isCustomField = (column: string): column is `custom_fields.${string}` => column.startsWith('custom_fields.');
const isMasterData = (column: string): column is (typeof master_data_columns)[number] =>
  (master_data_columns as readonly string[]).includes(column);

/** Thrown for one row; it stops no other. */
export const refused = (code: string, message: string, at: { column?: string; value?: string } = {}): { refusal: ImportRefusal } => ({
  refusal: { code, message, ...at, ...(at.value !== undefined && { value: at.value.slice(0, 100) }) },
});

const invalid = (column: string, text: string, message: string) => refused('invalid_value', message, { column, value: text });

const parseValue = (column: ImportColumn, text: string): CellValue => {
  if (isCustomField(column)) {
    if (text.length > longest_field) throw invalid(column, text, `At most ${longest_field} characters.`);
    return text;
  }
  const word = importWord(column, text);
  if (column === 'tags') {
    const tags = Tags.safeParse([...new Set(text.split(tag_separators).flatMap((tag) => tag.trim() || []))]);
    if (!tags.success) throw invalid(column, text, 'At most 20 tags of at most 50 characters.');
    return tags.data;
  }
  const field = column === 'operation_status' ? OperationStatus : isMasterData(column) ? master_data_fields[column] : undefined;
  const parsed = field?.safeParse(column === 'operation_status' ? word.toUpperCase() : word);
  if (!parsed?.success) throw invalid(column, text, parsed?.error.issues[0]?.message ?? 'Is not known here.');
  return parsed.data as CellValue;
};

const values: readonly FixedImportColumn[] = [...master_data_columns, 'tags', 'operation_status'];

/** What the row says of the vehicle itself, in its normal form. An empty cell says nothing, or that there is nothing. Throws a refusal. */
export const readValues = (cells: FileCells, empty_cells: string): AskedValue[] => {
  const columns = Object.keys(cells) as ImportColumn[];
  const asked = columns.filter((column) => isCustomField(column) || (values as readonly string[]).includes(column));
  return asked.flatMap((column): AskedValue[] => {
    const text = cells[column] ?? '';
    if (text !== '') return [{ column, value: parseValue(column, text) }];
    if (empty_cells === 'KEEP' || column === 'operation_status') return [];
    return [{ column, value: column === 'tags' ? [] : null }];
  });
};

/** The telematics brand that the row names, by its id or as people call it. */
export const brandOf = ({ telematics_brand }: FileCells): BrandDefinition | undefined => {
  const named = foldText(telematics_brand ?? '').replace(/[^a-z]/g, '');
  const spelt = (name: string) => foldText(name).replace(/[^a-z]/g, '');
  return named === '' ? undefined : brands.find(({ brand, name }) => spelt(brand) === named || spelt(name) === named);
};

const fieldKey = (column: string): string => column.slice('custom_fields.'.length);

/** What the vehicle has in that column. */
export const cellOf = (row: VehicleRow, column: string): CellValue => {
  if (column === 'tags') return JSON.parse(row.tags);
  if (isCustomField(column)) return JSON.parse(row.custom_fields)[fieldKey(column)] ?? null;
  return row[column as 'license_plate'] ?? null;
};

export const isSame = (a: CellValue, b: CellValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The values sorted by the call that would set them. */
export const partsOf = (asked: readonly AskedValue[]) => ({
  master_data: Object.fromEntries(asked.filter(({ column }) => isMasterData(column)).map(({ column, value }) => [column, value])),
  custom_fields: Object.fromEntries(
    asked.filter(({ column }) => isCustomField(column)).map(({ column, value }) => [fieldKey(column), value]),
  ) as Record<string, string | null>,
  tags: asked.find(({ column }) => column === 'tags')?.value as string[] | undefined,
  operation_status: asked.find(({ column }) => column === 'operation_status')?.value as OperationStatus | undefined,
});
