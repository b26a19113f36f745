import { describe, expect, it } from 'vitest';
import { facets, no_filter } from '#lib/client/fleet-filter.ts';
import { createText } from '#lib/messages/text.ts';
import { further_facets, leading_facets } from './facet-labels.ts';
import { choiceText, facetOptions, toggleChoice } from './facets.ts';

const text = createText('en');

describe('filters on screen', () => {
  it('shows every facet once', () => {
    expect([...leading_facets, ...further_facets].sort()).toEqual([...facets].sort());
  });

  it('offers what occurs and what is chosen, in order', () => {
    const filter = { ...no_filter, status: ['alarm' as const] };
    const options = facetOptions(
      'status',
      new Map([
        ['parked', 4],
        ['moving', 2],
      ]),
      filter,
      text,
    );
    expect(options.map(({ value, count, chosen }) => [value, count, chosen])).toEqual([
      ['moving', 2, false],
      ['parked', 4, false],
      ['alarm', 0, true],
    ]);
    const models = facetOptions(
      'model',
      new Map([
        ['X10', 1],
        ['X9', 1],
        ['', 3],
      ]),
      no_filter,
      text,
    );
    expect(models.map(({ label }) => label)).toEqual(['No model', 'X9', 'X10']);
  });

  it('toggles a choice and says it in words', () => {
    const one = toggleChoice(no_filter, 'tag', 'airport');
    const two = toggleChoice(one, 'tag', 'night');
    expect(choiceText('tag', two, text)).toBe('Tags: airport + night');
    expect(toggleChoice(two, 'tag', 'airport').tag).toEqual(['night']);
    expect(choiceText('energy', toggleChoice(no_filter, 'energy', 'below-15'), text)).toBe('Energy: Below 15 %');
    expect(choiceText('energy', { ...no_filter, energy: ['20-to-45'] }, text)).toBe('Energy: 20 to 45 %');
    expect(choiceText('can', { ...no_filter, can: ['LOCK_CENTRAL_LOCK', 'IGNITION'] }, text)).toBe(
      'Capability: Command: Lock central lock + Reports: Ignition',
    );
    expect(choiceText('field', { ...no_filter, field: ['colour=white'] }, text)).toBe('Custom field: colour: white');
  });
});
