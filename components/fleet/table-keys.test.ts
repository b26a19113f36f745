import { describe, expect, it } from 'vitest';
import { readTableKey } from './table-keys.ts';

const list = { current: 5, length: 100, page: 10, after_g: false };
const press = (key: string, given: Partial<typeof list> = {}, mod = false, shiftKey = false) =>
  readTableKey({ key, ctrlKey: mod, metaKey: false, altKey: false, shiftKey }, { ...list, ...given });

describe('keys of the fleet table', () => {
  it.each([
    ['ArrowDown', {}, 6],
    ['ArrowUp', {}, 4],
    ['ArrowUp', { current: 0 }, 0],
    ['ArrowDown', { current: 99 }, 99],
    ['ArrowDown', { current: -1 }, 0],
    ['ArrowUp', { current: -1 }, 99],
    ['PageDown', {}, 15],
    ['PageUp', {}, 0],
    ['Home', {}, 0],
    ['End', {}, 99],
  ])('%s with %j moves to row %s', (key, given, to) => {
    expect(press(key, given)).toEqual({ kind: 'move', to, marking: false });
  });

  it('marks with shift, and everything with the key that selects all', () => {
    expect(press(' ', {}, false, true)).toEqual({ kind: 'mark' });
    expect(press('ArrowDown', {}, false, true)).toEqual({ kind: 'move', to: 6, marking: true });
    expect(press('a', {}, true)).toEqual({ kind: 'mark_all' });
    expect(press('a')).toEqual({ kind: 'search', text: 'a' });
  });

  it('opens, selects and clears', () => {
    expect([press('Enter'), press(' '), press('Escape')]).toEqual([{ kind: 'open' }, { kind: 'select' }, { kind: 'clear' }]);
  });

  it('gives letters and digits to the search, and leaves shortcuts alone', () => {
    expect(press('7')).toEqual({ kind: 'search', text: '7' });
    expect(press('ü')).toEqual({ kind: 'search', text: 'ü' });
    expect([press('g'), press('f', { after_g: true }), press('k', {}, true), press('/'), press('?'), press('Tab')]).toEqual(
      Array(6).fill(undefined),
    );
  });

  it('moves nowhere in an empty table', () => {
    expect(press('ArrowDown', { length: 0, current: -1 })).toBeUndefined();
  });
});
