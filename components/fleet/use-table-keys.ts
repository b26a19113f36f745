'use client';
import { type KeyboardEvent, useRef } from 'react';
import { readTableKey, type TableKey } from './table-keys.ts';

const sequence_ms = 1000;

export interface TableKeysOptions {
  length: number;
  /** Index of the current row, -1 for none. */
  currentIndex: () => number;
  /** Rows in view. */
  pageLength: () => number;
  onKey: () => void;
  /** From the current row to this one; `marking`: both are to be marked. */
  onMove: (index: number, marking: boolean) => void;
  onMark: (index: number) => void;
  onMarkAll: () => void;
  onOpen: (index: number) => void;
  onSelect: (index: number) => void;
  onClear: () => void;
  onType: (text: string) => void;
}

const act = (options: TableKeysOptions, key: TableKey, current: number): void => {
  if (key.kind === 'move') options.onMove(key.to, key.marking);
  else if (key.kind === 'search') options.onType(key.text);
  else if (key.kind === 'clear') options.onClear();
  else if (key.kind === 'mark_all') options.onMarkAll();
  else if (current < 0) return;
  else if (key.kind === 'open') options.onOpen(current);
  else if (key.kind === 'mark') options.onMark(current);
  else options.onSelect(current);
};

/** Handler of the keys that reach the table itself, as `readTableKey` reads them. */
export const useTableKeys = (options: TableKeysOptions) => {
  const last_g_ms = useRef(Number.NEGATIVE_INFINITY);
  return (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const current = options.currentIndex();
    const after_g = event.timeStamp - last_g_ms.current < sequence_ms;
    last_g_ms.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
    const key = readTableKey(event, { current, length: options.length, page: options.pageLength(), after_g });
    if (!key) return;
    event.preventDefault();
    options.onKey();
    act(options, key, current);
  };
};
