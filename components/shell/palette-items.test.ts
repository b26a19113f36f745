import { describe, expect, it } from 'vitest';
import { filterItems, type PaletteItem } from './palette-items.ts';

const item = (label: string, ...keywords: string[]): PaletteItem => ({ id: label, label, keywords, run: () => undefined });
const items = [item('Archive', 'restore'), item('Fleet', 'map'), item('Colours: dark', 'theme'), item('Événements')];
const found = (query: string) => filterItems(items, query).map((each) => each.label);

describe('palette', () => {
  it('keeps everything while nothing is asked', () => expect(found('  ')).toHaveLength(4));
  it('finds by label, keyword and several words in any order', () => {
    expect(found('rest')).toEqual(['Archive']);
    expect(found('dark col')).toEqual(['Colours: dark']);
    expect(found('dark fleet')).toEqual([]);
  });
  it('overlooks case and accents', () => expect(found('EVEN')).toEqual(['Événements']));
  it('puts what begins with the query first', () => expect(found('e')[0]).toBe('Événements'));
});
