import type { FleetColumns } from './fleet-columns.ts';
import { type CompiledFilter, clearFailing, compileFilter, type FleetFilter, passesAll } from './fleet-filter.ts';

/** Bits of a slot's mark: nothing, on the map, or in the list too. */
export const on_map = 1;
export const in_list = 2;
const is_moving = 4;
const is_offline = 8;

export interface FleetCounts {
  matching: number;
  /** Of the matching vehicles. */
  moving: number;
  offline: number;
}

/** Which vehicles a filter leaves, and how many. All are looked at when the filter changes, after that only those that change. */
export const createMembership = (columns: FleetColumns, filter: FleetFilter) => {
  let tests: CompiledFilter = compileFilter(columns, filter);
  let marks = new Uint8Array(columns.length());
  let counts: FleetCounts = { matching: 0, moving: 0, offline: 0 };

  /** The mark of a slot that is in the list. */
  const listMark = (slot: number): number => {
    const moving = columns.values('status')[columns.codes('status')[slot] ?? 0] === 'moving';
    const offline = columns.values('life')[columns.codes('life')[slot] ?? 0] === 'OFFLINE';
    return on_map | in_list | (moving ? is_moving : 0) | (offline ? is_offline : 0);
  };

  const markOf = (slot: number): number => {
    if (columns.present()[slot] !== 1 || !passesAll(tests.on_map, slot)) return 0;
    return passesAll(tests.in_area, slot) ? listMark(slot) : on_map;
  };

  const count = (mark: number, by: 1 | -1) => {
    if (mark & in_list) counts.matching += by;
    if (mark & is_moving) counts.moving += by;
    if (mark & is_offline) counts.offline += by;
  };

  const markAll = () => {
    marks = columns.present().slice(0, columns.length());
    clearFailing(marks, tests.on_map);
    const [statuses, lives] = [columns.codes('status'), columns.codes('life')];
    const [moving_code, offline_code] = [columns.values('status').indexOf('moving'), columns.values('life').indexOf('OFFLINE')];
    let [matching, moving, offline] = [0, 0, 0];
    for (let slot = 0; slot < marks.length; slot++) {
      if (marks[slot] === 0 || !passesAll(tests.in_area, slot)) continue;
      const [moves, is_away] = [statuses[slot] === moving_code, lives[slot] === offline_code];
      marks[slot] = on_map | in_list | (moves ? is_moving : 0) | (is_away ? is_offline : 0);
      matching += 1;
      if (moves) moving += 1;
      if (is_away) offline += 1;
    }
    counts = { matching, moving, offline };
  };
  markAll();

  return {
    counts: (): FleetCounts => counts,
    marks: (): Uint8Array => marks,
    has: (slot: number | undefined, bit: number): boolean => ((marks[slot ?? -1] ?? 0) & bit) !== 0,
    show: (next: FleetFilter): void => {
      tests = compileFilter(columns, next);
      markAll();
    },
    /** Looks at a slot again; true when it came into the list or left it. */
    update: (slot: number): boolean => {
      if (slot >= marks.length) {
        const longer = new Uint8Array(Math.max(slot + 1, marks.length * 2));
        longer.set(marks);
        marks = longer;
      }
      const before = marks[slot] ?? 0;
      const after = markOf(slot);
      marks[slot] = after;
      count(before, -1);
      count(after, 1);
      return (before & in_list) !== (after & in_list);
    },
  };
};

export type Membership = ReturnType<typeof createMembership>;
