import { describe, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';
import { models } from '#lib/catalogue/catalogue.ts';
import { commandMatrix, listBrandFacts, stateMatrix } from './brand-matrix.ts';

describe('the page of brands', () => {
  it('has a record of the conformance suite for every brand, and counts every model once', () => {
    const facts = listBrandFacts();
    expect(facts.map(({ brand }) => brand)).toEqual(brands);
    for (const { record } of facts) expect(record?.transports).toMatch(/^(poll|push|stream|socket)/);
    const counted = facts.reduce((sum, { verified, one_implementation, assumed }) => sum + verified + one_implementation + assumed, 0);
    expect(counted).toBe(models.length);
  });

  it('shows each capability that any model claims, and marks none that no model claims', () => {
    const claimed = (kind: 'commands' | 'vehicle_state') =>
      new Set(models.flatMap((model) => [model, ...model.extensions].flatMap(({ capabilities }) => capabilities[kind] as string[])));
    expect(new Set(commandMatrix().map(({ name }) => name))).toEqual(claimed('commands'));
    expect(new Set(stateMatrix().map(({ name }) => name.toUpperCase()))).toEqual(claimed('vehicle_state'));
    for (const { shares } of [...commandMatrix(), ...stateMatrix()]) expect(shares).toHaveLength(brands.length);
  });

  it('tells a capability of all models from one of some', () => {
    const row = stateMatrix().find(({ name }) => name === 'top_case_lock');
    expect(new Set(row?.shares)).toEqual(new Set(['some', 'none']));
    expect(new Set(stateMatrix().find(({ name }) => name === 'position')?.shares)).toEqual(new Set(['all']));
  });
});
