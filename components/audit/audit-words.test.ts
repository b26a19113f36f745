import { expect, it } from 'vitest';
import { filterQuery, no_filter } from './audit-filters.tsx';
import { detailParts } from './audit-words.ts';

it('tells what was set, what it was before, and nothing that is empty or stayed', () => {
  const detail = {
    name: { before: 'A', after: 'B' },
    preset: { before: null, after: null },
    added: ['users', 'vehicles'],
    removed: [],
    rule: { before: { days: 1 }, after: null },
    address: '10.0.0.1',
    columns: { rental_status: 'IN_RENTAL', rental_status_modified_at: '2030-06-10T06:13:20.000Z' },
  };
  expect(detailParts(detail)).toEqual([
    'name: A → B',
    'added: users, vehicles',
    'rule: {"days":1} → —',
    'address: 10.0.0.1',
    'rental_status: IN_RENTAL',
  ]);
});

it('asks for whole days, the last one included', () => {
  const { after = '', before = '' } = filterQuery({ ...no_filter, from: '2030-06-10', to: '2030-06-10' });
  expect(Date.parse(before) - Date.parse(after)).toBe(86_400_000);
  expect(filterQuery({ ...no_filter, from: 'x' })).toEqual({});
});
