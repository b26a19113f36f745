import { describe, expect, it } from 'vitest';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import { routes } from './routes.ts';

const table: Record<string, Operation> = operations;

describe('the table of operations', () => {
  it('has exactly the operations that have a route', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(routes).sort());
  });

  it.each(Object.entries(routes))('%s lies at its own route', (id, { method, path }) => {
    expect(table[id]).toMatchObject({ method, path });
  });

  it('has no two operations at one place', () => {
    const places = Object.values(routes).map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });
});
