import { type ChosenColumn, type ColumnId, limitWidth } from '#lib/client/column-choice.ts';

/** What a person does to the columns of the table, each as another list. */

/** The column at another place; the ends of the list hold it. */
export const moveColumn = (columns: readonly ChosenColumn[], id: ColumnId, to: number): readonly ChosenColumn[] => {
  const column = columns.find((one) => one.id === id);
  if (!column) return columns;
  const others = columns.filter((one) => one !== column);
  const place = Math.min(Math.max(to, 0), others.length);
  return [...others.slice(0, place), column, ...others.slice(place)];
};

/** One place to the left (-1) or right (1). */
export const shiftColumn = (columns: readonly ChosenColumn[], id: ColumnId, by: -1 | 1): readonly ChosenColumn[] =>
  moveColumn(columns, id, columns.findIndex((one) => one.id === id) + by);

export const resizeColumn = (columns: readonly ChosenColumn[], id: ColumnId, width_px: number): readonly ChosenColumn[] =>
  columns.map((column) => (column.id === id ? { id, width_px: limitWidth(width_px) } : column));

/** Shows a column at the end, or takes it out; the last one stays. */
export const toggleColumn = (columns: readonly ChosenColumn[], id: ColumnId): readonly ChosenColumn[] => {
  if (!columns.some((one) => one.id === id)) return [...columns, { id }];
  return columns.length > 1 ? columns.filter((one) => one.id !== id) : columns;
};
