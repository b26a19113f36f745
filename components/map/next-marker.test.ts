import { describe, expect, it } from 'vitest';
import { nearestMarker, nextMarker } from './next-marker.ts';

const markers = [
  { key: 'middle', x: 100, y: 100 },
  { key: 'right', x: 160, y: 110 },
  { key: 'far right', x: 400, y: 100 },
  { key: 'below', x: 90, y: 200 },
  { key: 'left', x: 20, y: 90 },
];
const from = { key: 'middle', x: 100, y: 100 };

describe('nextMarker', () => {
  it('goes to the nearest mark in the direction', () => {
    expect(nextMarker(markers, from, 'right')?.key).toBe('right');
    expect(nextMarker(markers, from, 'left')?.key).toBe('left');
    expect(nextMarker(markers, from, 'down')?.key).toBe('below');
    expect(nextMarker(markers, from, 'up')).toBeUndefined();
  });

  it('reaches a mark in the same place never, and every other in some direction', () => {
    expect(nextMarker([from], from, 'right')).toBeUndefined();
    expect(nextMarker([{ key: 'diagonal', x: 150, y: 150 }], from, 'right')?.key).toBe('diagonal');
  });
});

describe('nearestMarker', () => {
  it('finds where to begin', () => {
    expect(nearestMarker(markers, { x: 380, y: 90 })?.key).toBe('far right');
    expect(nearestMarker([], { x: 0, y: 0 })).toBeUndefined();
  });
});
