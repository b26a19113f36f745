'use client';
import { useCallback, useRef, useState } from 'react';
import type { FleetDesk } from '#lib/client/fleet.ts';
import { allIds, idsBetween, type Marks, no_marks, withMarked, withoutMarked, withToggled } from './marks.ts';

/** The marked vehicles and what marks them. They stay marked when the filter changes. */
export const useMarks = (view: FleetDesk) => {
  const [marks, setMarks] = useState<Marks>(no_marks);
  const last = useRef<string>(undefined);
  /** With shift: everything from the row that was marked before to this one. */
  const toggle = useCallback(
    (id: string, with_shift = false) => {
      const from = last.current === undefined ? -1 : view.indexOf(last.current);
      const to = view.indexOf(id);
      last.current = id;
      setMarks((before) => (with_shift && from >= 0 && to >= 0 ? withMarked(before, idsBetween(view, from, to)) : withToggled(before, id)));
    },
    [view],
  );
  const mark = useCallback((ids: readonly string[]) => setMarks((before) => withMarked(before, ids)), []);
  /** Marks the whole list, or unmarks it when all of it is marked. */
  const toggleAll = useCallback(() => {
    const ids = allIds(view);
    setMarks((before) => (ids.every((id) => before.has(id)) ? withoutMarked(before, ids) : withMarked(before, ids)));
  }, [view]);
  const clear = useCallback(() => setMarks(no_marks), []);
  return { marks, toggle, mark, toggleAll, clear };
};

export type Marking = ReturnType<typeof useMarks>;
