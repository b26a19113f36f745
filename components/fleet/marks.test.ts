import { expect, it } from 'vitest';
import { allIds, idsBetween, no_marks, withMarked, withoutMarked, withToggled } from './marks.ts';

const list = { state: () => ({ listed: 4 }), idAt: (index: number) => ['A', 'B', 'C', 'D'][index] ?? '' };

it('marks and unmarks without changing what was', () => {
  const one = withToggled(no_marks, 'A');
  expect([...one]).toEqual(['A']);
  expect([...withToggled(one, 'A')]).toEqual([]);
  expect(no_marks.size).toBe(0);
  expect([...withoutMarked(withMarked(one, ['B', 'C']), ['A', 'C'])]).toEqual(['B']);
});

it('takes a stretch of the list in either direction, and all of it', () => {
  expect(idsBetween(list, 1, 2)).toEqual(['B', 'C']);
  expect(idsBetween(list, 3, 1)).toEqual(['B', 'C', 'D']);
  expect(allIds(list)).toEqual(['A', 'B', 'C', 'D']);
  expect(allIds({ ...list, state: () => ({ listed: 0 }) })).toEqual([]);
});
