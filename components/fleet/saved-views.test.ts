import { describe, expect, it } from 'vitest';
import { parseFleetQuery } from '#lib/client/fleet-query.ts';
import type { SavedView } from '#lib/contract/saved-views.ts';
import { appliedView, isChanged, viewQuery, withView } from './saved-views.ts';

const view = (given: Partial<SavedView>): SavedView => ({
  id: '01JA0C6P3VX9T2K8M5QRWZ7NBD',
  name: 'Low',
  query: 'energy=below-15&cols=plate,energy',
  shared: false,
  is_default: false,
  own: true,
  owner: { id: 'U', name: 'Ana' },
  created_at: '2026-11-20T10:00:00.000Z',
  modified_at: '2026-11-20T10:00:00.000Z',
  ...given,
});
const parse = (text: string) => parseFleetQuery(new URLSearchParams(text));

describe('saved views on the page', () => {
  it('keep filter, sort, columns and place, neither the selected vehicle nor the moment', () => {
    const query = parse(
      'status=moving&sort=-energy&cols=plate&sel=JQ7RP&saved=01JA0C6P3VX9T2K8M5QRWZ7NBD&at=2026-11-20T12:00:00Z&speed=60',
    );
    expect(viewQuery(query, [1, 2, 3, 4])).toBe('status=moving&sort=-energy&cols=plate&map=1,2,3,4');
    expect(viewQuery(parse('area=1,2,3,4'), [5, 6, 7, 8])).toBe('area=1,2,3,4');
  });

  it('count as changed when the page shows something else, wherever its map stands', () => {
    const placed = view({ query: 'energy=below-15&map=1,2,3,4' });
    const applied = appliedView(placed);
    expect(applied.saved).toBe(placed.id);
    expect(isChanged({ ...applied, selected: 'JQ7RP', place: undefined }, placed)).toBe(false);
    expect(isChanged({ ...applied, sort: { column: 'energy', descending: true } }, placed)).toBe(true);
  });

  it('stand in the order of their names, with one default', () => {
    const [a, b] = [view({ id: 'A', name: 'View 9', is_default: true }), view({ id: 'B', name: 'View 10' })];
    expect(withView([b], a).map(({ id }) => id)).toEqual(['A', 'B']);
    expect(withView([a, b], { ...b, is_default: true }).map(({ is_default }) => is_default)).toEqual([false, true]);
  });
});
