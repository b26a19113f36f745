import { expect, it } from 'vitest';
import type { BulkResult } from '#lib/contract/bulk.ts';
import type { BulkActions } from './bulk-actions.ts';
import { changeMany, isEmpty, splitTags, takeBackMany, undoableOf } from './bulk-change.ts';

const problem = {
  type: '/problems/internal-server-error',
  type_documentation: '',
  title: 'Internal error',
  status: 500,
  detail: 'x',
  flow_id: 'f',
};

it('reads tags as they are typed', () => {
  expect(splitTags(' night, a b ,,night ,')).toEqual(['night', 'a b']);
  expect(splitTags('')).toEqual([]);
});

it('knows what would change nothing', () => {
  expect(isEmpty({ kind: 'tags', add: [], remove: [] })).toBe(true);
  expect(isEmpty({ kind: 'tags', add: [], remove: ['a'] })).toBe(false);
  expect(isEmpty({ kind: 'fields', key: '', value: 'a' })).toBe(true);
  expect(isEmpty({ kind: 'archive' })).toBe(false);
});

it('goes on after a portion that was refused, and has a result for each vehicle', async () => {
  const asked: string[][] = [];
  const archive: BulkActions['archive'] = async ({ body: { vehicle_ids } }) => {
    asked.push(vehicle_ids);
    if (asked.length === 1) return { ok: false, problem };
    return { ok: true, data: { items: vehicle_ids.map((vehicle_id) => ({ vehicle_id, status: 'SUCCEEDED' as const })) } };
  };
  const ids = Array.from({ length: 120 }, (_, index) => `V${index}`);
  const results: BulkResult[] = [];
  await changeMany({ archive } as BulkActions, { kind: 'archive' }, ids, (some) => results.push(...some));
  expect(asked.map((some) => some.length)).toEqual([50, 50, 20]);
  expect(results.map(({ vehicle_id }) => vehicle_id)).toEqual(ids);
  expect(results.filter(({ status }) => status === 'FAILED')).toHaveLength(50);
  expect(results[0]?.problem).toEqual(problem);
});

it('removes a field by an empty value', async () => {
  const bodies: object[] = [];
  const changeCustomFields: BulkActions['changeCustomFields'] = async ({ body }) => {
    bodies.push(body);
    return { ok: true, data: { items: [] } };
  };
  const actions = { changeCustomFields } as BulkActions;
  await changeMany(actions, { kind: 'fields', key: 'depot', value: 'north' }, ['A'], () => {});
  await changeMany(actions, { kind: 'fields', key: 'depot', value: '' }, ['A'], () => {});
  expect(bodies).toEqual([
    { vehicle_ids: ['A'], set: { depot: 'north' } },
    { vehicle_ids: ['A'], remove: ['depot'] },
  ]);
});

it('takes back in portions what was changed, and tells what has changed since from what went wrong', async () => {
  const changed = { part: 'tags' as const, before: [], after: ['a'] };
  const done = Array.from({ length: 250 }, (_, index): BulkResult => ({ vehicle_id: `V${index}`, status: 'SUCCEEDED', changed }));
  const changes = undoableOf([...done, { vehicle_id: 'same', status: 'SUCCEEDED' }, { vehicle_id: 'no', status: 'FAILED', problem }]);
  expect(changes).toHaveLength(250);
  const sizes: number[] = [];
  const revertChanges: BulkActions['revertChanges'] = async ({ body: { items } }) => {
    sizes.push(items.length);
    const since = { ...problem, type: '/problems/resource-modified' };
    return {
      ok: true,
      data: {
        items: items.map(({ vehicle_id }, row) => ({
          vehicle_id,
          ...(row === 0 ? { status: 'FAILED', problem: since } : { status: 'SUCCEEDED' }),
        })),
      },
    };
  };
  expect(await takeBackMany({ revertChanges }, changes)).toEqual({ back: 248, kept: 2, problem: undefined });
  expect(sizes).toEqual([200, 50]);
  expect(await takeBackMany({ revertChanges: async () => ({ ok: false, problem }) }, changes)).toEqual({ back: 0, kept: 0, problem });
});
