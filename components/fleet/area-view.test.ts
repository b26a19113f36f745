import { describe, expect, it } from 'vitest';
import { areaView } from './area-view.ts';

describe('view of an area', () => {
  it('shows the whole world on one tile at zoom 0', () => {
    const { center, zoom } = areaView([-180, -85.0511, 180, 85.0511], 512, 512);
    expect([center[0], Math.round(center[1]), Math.round(zoom)]).toEqual([0, 0, 0]);
  });

  it('doubles its scale with every zoom, by the side that is shorter of room', () => {
    expect(areaView([0, -0.001, 45, 0.001], 512, 512).zoom).toBeCloseTo(3);
    expect(areaView([0, -0.001, 45, 0.001], 1024, 512).zoom).toBeCloseTo(4);
  });

  it('finds the middle across the date line and never leaves the zooms there are', () => {
    const { center } = areaView([170, -10, -170, 10], 800, 600);
    expect(Math.abs(center[0])).toBeCloseTo(180);
    expect(areaView([5, 5, 5.0000001, 5.0000001], 800, 600).zoom).toBe(18);
  });
});
