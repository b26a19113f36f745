import { describe, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';
import { models } from '#lib/catalogue/catalogue.ts';
import { adapters, findAdapter } from './registry.ts';

describe('the registry', () => {
  it('has one adapter for every brand of the catalogue', () => {
    expect(adapters.map(({ brand }) => brand).toSorted()).toEqual(brands.map(({ brand }) => brand).toSorted());
    for (const { brand } of brands) expect(findAdapter(brand)?.brand).toBe(brand);
    expect(findAdapter('NONESUCH')).toBeUndefined();
  });
});

describe('the catalogue', () => {
  it('has many models, each with an id of its own', () => {
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
    expect(models.length).toBeGreaterThanOrEqual(120);
  });

  it('offers every brand with models, and no model without a command or a state', () => {
    for (const { brand } of brands) expect(models.some(({ telematics_brand }) => telematics_brand === brand)).toBe(true);
    for (const { capabilities } of models) {
      expect(capabilities.commands.length).toBeGreaterThan(0);
      expect(capabilities.vehicle_state).toContain('POSITION');
    }
  });

  it('knows of no brand more than of its models: a brand’s evidence is the lowest that any of them needs, or lower', () => {
    const ranks = ['verified', 'one implementation', 'assumed'];
    for (const { brand, evidence } of brands) {
      const best = models.filter(({ telematics_brand }) => telematics_brand === brand).map((model) => ranks.indexOf(model.evidence));
      expect(ranks.indexOf(evidence)).toBeGreaterThanOrEqual(Math.min(...best));
    }
  });
});
