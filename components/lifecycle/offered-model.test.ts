import { describe, expect, it } from 'vitest';
import { modelCapabilities, models } from '#lib/catalogue/catalogue.ts';
import { offeredCapabilities, searchModels } from './offered-model.ts';

describe('offered models', () => {
  it.each(models)('$id: agrees with the catalogue for every accessory', (model) => {
    const extensions = model.extensions.map(({ id }) => id);
    expect(offeredCapabilities(model, extensions)).toEqual(modelCapabilities(model, extensions));
    expect(offeredCapabilities(model, [])).toEqual(modelCapabilities(model));
  });

  it('finds by words in any order, case and accent aside', () => {
    const [first] = models;
    if (!first) throw new Error('The catalogue is empty');
    const renamed = [{ ...first, vehicle_brand: 'Citroën', vehicle_model: 'ë-C4' }];
    expect(searchModels(renamed, 'c4 CITROEN')).toHaveLength(1);
    expect(searchModels(renamed, 'c5')).toHaveLength(0);
    expect(searchModels(renamed, ' ')).toHaveLength(1);
  });
});
