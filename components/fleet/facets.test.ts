import { describe, expect, it } from 'vitest';
import { facets, no_filter } from '#lib/client/fleet-filter.ts';
import { createText } from '#lib/messages/text.ts';
import { choiceText, facet_displays, facetOptions, toggleChoice } from './facets.ts';

const text = createText('en');

const displayOf = (facet: string) => {
  const found = facet_displays.find((display) => display.facet === facet);
  if (!found) throw new Error(`No display of ${facet}`);
  return found;
};

describe('filters on screen', () => {
  it('shows every facet once', () => {
    expect(facet_displays.map(({ facet }) => facet).sort()).toEqual([...facets].sort());
  });

  it('offers what occurs and what is chosen, in order', () => {
    const filter = { ...no_filter, status: ['alarm' as const] };
    const options = facetOptions(
      displayOf('status'),
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
      displayOf('model'),
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
    expect(choiceText(displayOf('tag'), two, text)).toBe('Tags: airport + night');
    expect(toggleChoice(two, 'tag', 'airport').tag).toEqual(['night']);
    expect(choiceText(displayOf('energy'), toggleChoice(no_filter, 'energy', 'below-15'), text)).toBe('Energy: Below 15 %');
  });
});
