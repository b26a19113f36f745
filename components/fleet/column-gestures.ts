import type { ChosenColumn, ColumnId } from '#lib/client/column-choice.ts';
import { moveColumn, resizeColumn, shiftColumn } from './column-changes.ts';

export interface ColumnGesture {
  columns: readonly ChosenColumn[];
  id: ColumnId;
  onChange: (columns: readonly ChosenColumn[]) => void;
}

const drag_from_px = 6;
const key_step_px = 16;

const follow = (onMove: (event: PointerEvent) => void, onEnd: () => void): void => {
  const gesture = new AbortController();
  const end = () => {
    gesture.abort();
    onEnd();
  };
  window.addEventListener('pointermove', onMove, { signal: gesture.signal });
  for (const type of ['pointerup', 'pointercancel', 'blur']) window.addEventListener(type, end, { signal: gesture.signal });
};

/** Makes a column wider or narrower as the pointer goes, from the width that it has on screen. */
export const resizeByPointer = ({ columns, id, onChange }: ColumnGesture, start_x: number, width_px: number): void => {
  document.documentElement.style.cursor = 'col-resize';
  follow(
    ({ clientX }) => onChange(resizeColumn(columns, id, width_px + clientX - start_x)),
    () => document.documentElement.style.removeProperty('cursor'),
  );
};

/** A click that ends a drag sorts nothing. */
const swallowClick = (): void => {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, true), 50);
};

/** Puts a column where the pointer is among the heads; nothing before the pointer has gone some way. */
export const dragByPointer = ({ columns, id, onChange }: ColumnGesture, head_row: Element, start_x: number): void => {
  let dragging = false;
  let list = columns;
  follow(
    ({ clientX }) => {
      dragging ||= Math.abs(clientX - start_x) >= drag_from_px;
      if (!dragging) return;
      const heads = [...head_row.querySelectorAll<HTMLElement>('[data-column]')];
      const over = heads.find((head) => {
        const { left, right } = head.getBoundingClientRect();
        return clientX >= left && clientX < right;
      })?.dataset.column;
      const to = list.findIndex((column) => column.id === over);
      if (over === undefined || over === id || to < 0) return;
      list = moveColumn(list, id, to);
      onChange(list);
    },
    () => dragging && swallowClick(),
  );
};

/** Alt and an arrow move a column, with Shift they size it; `width_px` is what it has on screen. */
export const changeByKey = ({ columns, id, onChange }: ColumnGesture, key: string, sizing: boolean, width_px: number): void => {
  const by = key === 'ArrowLeft' ? -1 : 1;
  onChange(sizing ? resizeColumn(columns, id, width_px + by * key_step_px) : shiftColumn(columns, id, by));
};
