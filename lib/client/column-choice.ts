/** Columns of the fleet table in their usual order; beside them any custom field has one, `field.` and its key. All of them sort. */
export const column_ids = [
  'status',
  'plate',
  'name',
  'model',
  'energy',
  'range',
  'lock',
  'driving',
  'freshness',
  'contact',
  'rental',
  'operation',
  'life',
  'tags',
  'mileage',
  'type',
  'vin',
  'telematics',
  'unit',
  'id',
] as const;
export type FieldColumn = `field.${string}`;
export type ColumnId = (typeof column_ids)[number] | FieldColumn;

/** A column that a person chose. Without a width it is as wide as usual, and takes its share of what is left over. */
export interface ChosenColumn {
  id: ColumnId;
  width_px?: number;
}

export const least_width_px = 48;
export const most_width_px = 600;
const most_columns = 40;
const field_form = /^field\.[A-Za-z0-9_.-]{1,50}$/;

export const isFieldColumn = (id: string): id is FieldColumn => field_form.test(id);
/** Key of the custom field that a column shows. */
export const fieldKey = (id: FieldColumn): string => id.slice('field.'.length);
export const fieldColumn = (key: string): FieldColumn => `field.${key}`;

export const isColumnId = (text: string): text is ColumnId => (column_ids as readonly string[]).includes(text) || isFieldColumn(text);

export const limitWidth = (width_px: number): number => Math.round(Math.min(most_width_px, Math.max(least_width_px, width_px)));

/** `plate,name*140,field.colour`: the columns from left to right, with a width in pixels where one was chosen. */
export const formatColumns = (columns: readonly ChosenColumn[]): string =>
  columns.map(({ id, width_px }) => (width_px === undefined ? id : `${id}*${width_px}`)).join(',');

/** Undefined where no known column is named: then the usual ones are shown. */
export const parseColumns = (text: string | null): readonly ChosenColumn[] | undefined => {
  const chosen = new Map<ColumnId, ChosenColumn>();
  for (const part of text?.split(',') ?? []) {
    const [id = '', width] = part.split('*');
    if (!isColumnId(id) || chosen.has(id) || chosen.size === most_columns) continue;
    chosen.set(id, width !== undefined && /^\d{1,4}$/.test(width) ? { id, width_px: limitWidth(Number(width)) } : { id });
  }
  return chosen.size > 0 ? [...chosen.values()] : undefined;
};
