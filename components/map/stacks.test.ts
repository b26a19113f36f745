import { describe, expect, it } from 'vitest';
import type { MapPoint } from './map-source.ts';
import { countStatuses, spreadInPixels, stackIcon, stackStanding } from './stacks.ts';

const point = (id: string, lon: number, lat: number, status: MapPoint['status'] = 'parked'): MapPoint => ({
  id,
  label: id,
  lon,
  lat,
  status,
});

describe('stackStanding', () => {
  it('puts identical positions together and leaves others alone', () => {
    const { single, stacks } = stackStanding([point('a', 10, 50), point('b', 10, 50), point('c', 10.01, 50)], 16, 15);
    expect(single.map(({ id }) => id)).toEqual(['c']);
    expect(stacks.map(({ members }) => members.map(({ id }) => id))).toEqual([['a', 'b']]);
    expect(stacks[0]).toMatchObject({ lon: 10, lat: 50 });
  });

  it('parts neighbours when the map comes closer', () => {
    const neighbours = [point('a', 10.00001, 50.00001), point('b', 10.0001, 50.00001)];
    expect(stackStanding(neighbours, 12, 15).stacks).toHaveLength(1);
    expect(stackStanding(neighbours, 19, 15).single).toHaveLength(2);
  });

  it('loses nobody', () => {
    const crowd = Array.from({ length: 500 }, (_, index) => point(`v${index}`, 10 + (index % 20) / 5000, 50 + index / 90_000));
    const { single, stacks } = stackStanding(crowd, 16, 15);
    const shown = [...single, ...stacks.flatMap(({ members }) => members)].map(({ id }) => id);
    expect(new Set(shown)).toEqual(new Set(crowd.map(({ id }) => id)));
    expect(shown).toHaveLength(500);
  });

  it('tells what stands there', () => {
    const members = [point('a', 1, 1), point('b', 1, 1, 'charging'), point('c', 1, 1)];
    expect(countStatuses(members)).toEqual({ parked: 2, charging: 1 });
    expect(stackIcon({ id: 's', lon: 1, lat: 1, members })).toBe('donut:0-0-2-0-4-0');
    expect(spreadInPixels(members, 18)).toBe(0);
  });
});
