export type TableKey =
  | { kind: 'move'; to: number; marking: boolean }
  | { kind: 'open' | 'select' | 'clear' | 'mark' | 'mark_all' }
  | { kind: 'search'; text: string };

interface Stroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const steps: Record<string, (current: number, page: number) => number> = {
  ArrowUp: (current) => current - 1,
  ArrowDown: (current) => current + 1,
  PageUp: (current, page) => current - page,
  PageDown: (current, page) => current + page,
  Home: () => 0,
  End: () => Number.POSITIVE_INFINITY,
};

/**
 * What a key does in the table. Letters and digits go to the search, except those that begin or end a shortcut of the page (`g f`).
 * Shift marks: the current row with the space bar, and row after row with the arrows.
 * `current` is -1 while no row is current; `page` is the number of rows in view.
 */
export const readTableKey = (
  stroke: Stroke,
  list: { current: number; length: number; page: number; after_g: boolean },
): TableKey | undefined => {
  if ((stroke.ctrlKey || stroke.metaKey) && !stroke.altKey && stroke.key === 'a') return { kind: 'mark_all' };
  if (stroke.ctrlKey || stroke.metaKey || stroke.altKey) return undefined;
  const step = steps[stroke.key];
  if (step) {
    if (list.length === 0) return undefined;
    const from = list.current < 0 && stroke.key === 'ArrowUp' ? list.length : list.current;
    return { kind: 'move', to: Math.min(Math.max(step(from, list.page), 0), list.length - 1), marking: stroke.shiftKey };
  }
  if (stroke.key === 'Enter') return { kind: 'open' };
  if (stroke.key === ' ') return { kind: stroke.shiftKey ? 'mark' : 'select' };
  if (stroke.key === 'Escape') return { kind: 'clear' };
  const typed = /^[\p{L}\p{N}]$/u.test(stroke.key);
  return typed && stroke.key !== 'g' && !list.after_g ? { kind: 'search', text: stroke.key } : undefined;
};
