import { describe, expect, it } from 'vitest';
import { createShortcutReader, type Keystroke } from './shortcuts.ts';

const known = ['mod+k', '?', 'g f', 'g e'];
const stroke = (key: string, at_ms: number, more: Partial<Keystroke> = {}): Keystroke => ({
  key,
  at_ms,
  mod: false,
  shift: false,
  alt: false,
  occupied: false,
  ...more,
});

describe('shortcuts', () => {
  it('reads chords everywhere and single keys only while nobody writes', () => {
    const read = createShortcutReader();
    expect(read(stroke('k', 0, { mod: true, occupied: true }), known)).toBe('mod+k');
    expect(read(stroke('?', 0, { shift: true }), known)).toBe('?');
    expect(read(stroke('?', 0, { occupied: true }), known)).toBeUndefined();
    expect(read(stroke('?', 0, { alt: true }), known)).toBeUndefined();
  });

  it('reads two keys within a second, in their order', () => {
    const read = createShortcutReader();
    const type = (...strokes: Keystroke[]) => strokes.map((each) => read(each, known)).at(-1);
    expect(type(stroke('g', 0), stroke('f', 900))).toBe('g f');
    expect(type(stroke('g', 2000), stroke('f', 3001))).toBeUndefined();
    expect(type(stroke('f', 9000), stroke('g', 9100))).toBeUndefined();
    expect(type(stroke('g', 20_000), stroke('x', 20_100), stroke('f', 20_200))).toBeUndefined();
    expect(type(stroke('g', 30_000), stroke('f', 30_100, { occupied: true }))).toBeUndefined();
  });
});
