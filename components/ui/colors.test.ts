import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { status_styles } from '#components/map/status-color.ts';
import { activities, tones } from '#lib/display.ts';

const sheet = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');

type Theme = 'light' | 'dark';

const color = (name: string, theme: Theme): string => {
  const value = sheet.match(new RegExp(`--color-${name}: ([^;]+);`))?.[1] ?? `missing ${name}`;
  const alias = value.match(/^var\(--color-([a-z-]+)\)$/)?.[1];
  if (alias) return color(alias, theme);
  const pair = value.match(/^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/);
  return pair?.[theme === 'light' ? 1 : 2] ?? value;
};

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

const grounds = ['ground', 'surface', 'raised', 'hover', 'selected'];

describe.each(['light', 'dark'] as const)('colours, %s', (theme) => {
  const of = (name: string) => color(name, theme);

  it('keeps text readable on every ground', () => {
    for (const ground of grounds) {
      for (const ink of ['ink', 'ink-soft', 'ink-faint', 'accent-ink', 'danger-ink'])
        expect(contrast(of(ink), of(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast('#ffffff', of('accent')), 'white on accent').toBeGreaterThanOrEqual(4.5);
    expect(contrast('#ffffff', of('accent-hover')), 'white on accent-hover').toBeGreaterThanOrEqual(4.5);
    expect(contrast('#ffffff', of('danger-fill')), 'white on danger-fill').toBeGreaterThanOrEqual(4.5);
    expect(contrast('#ffffff', of('danger-hover')), 'white on danger-hover').toBeGreaterThanOrEqual(4.5);
  });

  it.each(tones)('%s: text on its tint, mark on every ground', (tone) => {
    expect(contrast(of(`${tone}-ink`), of(`${tone}-soft`))).toBeGreaterThanOrEqual(4.5);
    for (const ground of grounds) expect(contrast(of(tone), of(ground)), `${tone} on ${ground}`).toBeGreaterThanOrEqual(3);
  });

  it('draws edges of controls and the focus ring visibly', () => {
    for (const ground of ['ground', 'surface', 'raised']) {
      expect(contrast(of('control'), of(ground)), `control on ${ground}`).toBeGreaterThanOrEqual(3);
      expect(contrast(of('focus'), of(ground)), `focus on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });

  it('agrees with the marks of the map', () => {
    for (const status of Object.keys(activities) as (keyof typeof activities)[])
      expect(of(status), status).toBe(status_styles[status][theme]);
  });
});
