export interface RowWindow {
  first: number;
  /** Behind the last. */
  end: number;
}

/** Rows beyond the edges that are drawn already, so that a quick scroll shows no gap. */
const spare_rows = 8;

/** The rows to draw: those between the edges of what is scrolled to, and some beyond. All rows are of one height. */
export const rowWindow = (scrolled_px: number, height_px: number, row_px: number, count: number): RowWindow => {
  const first = Math.max(0, Math.floor(scrolled_px / row_px) - spare_rows);
  const end = Math.min(count, Math.ceil((scrolled_px + height_px) / row_px) + spare_rows);
  return { first: Math.min(first, Math.max(0, end)), end: Math.max(end, 0) };
};

/** How far to scroll so that a row lies wholly between the edges; where it does already, no further than now. */
export const scrollToShow = (index: number, scrolled_px: number, height_px: number, row_px: number): number => {
  const top_px = index * row_px;
  if (top_px < scrolled_px) return top_px;
  return Math.max(scrolled_px, top_px + row_px - height_px);
};
