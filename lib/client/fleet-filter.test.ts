import { describe, expect, it } from 'vitest';
import { fleetRecord, start_ms } from './fleet.fixture.ts';
import { type Area, compileFilter, countChoices, countFacet, type FleetFilter, isInArea, no_filter } from './fleet-filter.ts';
import { type FleetRecord, rowOfRecord } from './fleet-row.ts';

const rowOf = (given: Partial<FleetRecord> & { id: string }) => rowOfRecord(fleetRecord(given), start_ms);
const rows = [
  rowOf({ id: 'A', license_plate: 'SBA 1234', brand: 'Citroën', model: 'ë-C3', energy: 12, tags: ['airport', 'night'], lat: 1, lon: 1 }),
  rowOf({ id: 'B', custom_name: 'Straße Süd', vin: 'WVWZZZ1', energy: 25, tags: ['airport'], life_status: 'OFFLINE', lat: 2, lon: 2 }),
  rowOf({ id: 'C', custom_fields: { parking: 'Deck 4' }, telematics_unit_id: '864-X', energy: 90, rental_status: 'IN_RENTAL' }),
  rowOf({ id: 'D', brand: 'Citroën', energy: 30, vehicle_type: null }),
];
const matching = (given: Partial<FleetFilter>): string => {
  const { onMap, inArea } = compileFilter({ ...no_filter, ...given });
  return rows
    .filter((row) => onMap(row) && inArea(row))
    .map(({ id }) => id)
    .join('');
};

describe('fleet filter', () => {
  it.each([
    ['', 'ABCD'],
    ['  ', 'ABCD'],
    ['sba1234', 'A'],
    ['1234 SBA', 'A'],
    ['citroen', 'AD'],
    ['CITROËN 1234', 'A'],
    ['sud', 'B'],
    ['wvwzzz', 'B'],
    ['deck', 'C'],
    ['864-x', 'C'],
    ['night', 'A'],
    ['citroen deck', ''],
    ['unit_maker', 'ABCD'],
  ])('finds by %j the vehicles %s', (q, ids) => {
    expect(matching({ q })).toBe(ids);
  });

  it('takes any value of a facet, all of different facets, and every tag', () => {
    expect(matching({ brand: ['Citroën', ''] })).toBe('ABCD');
    expect(matching({ type: [''] })).toBe('D');
    expect(matching({ life: ['OFFLINE'], rental: ['IN_RENTAL'] })).toBe('');
    expect(matching({ status: ['offline', 'parked'] })).toBe('ABCD');
    expect(matching({ tag: ['airport'] })).toBe('AB');
    expect(matching({ tag: ['airport', 'night'] })).toBe('A');
  });

  it('knows energy by its bands', () => {
    expect(matching({ energy: ['below-15'] })).toBe('A');
    expect(matching({ energy: ['below-30'] })).toBe('AB');
    expect(matching({ energy: ['30-to-80', 'above-80'] })).toBe('CD');
  });

  it('keeps vehicles on the map that lie outside the area of the list', () => {
    const filter = { ...no_filter, area: [0.5, 0.5, 1.5, 1.5] as Area };
    expect(matching(filter)).toBe('A');
    expect(rows.filter(compileFilter(filter).onMap)).toHaveLength(4);
  });

  it('understands an area across the date line', () => {
    const area: Area = [170, -10, -170, 10];
    expect([175, -175, 0].map((lon) => isInArea({ lat: 0, lon }, area))).toEqual([true, true, false]);
    expect(isInArea({ lat: null, lon: null }, area)).toBe(false);
  });

  it('counts what each value would leave, given the rest', () => {
    const filter: FleetFilter = { ...no_filter, life: ['ONLINE'], brand: ['Citroën'] };
    expect(Object.fromEntries(countFacet(rows, filter, 'brand'))).toEqual({ Citroën: 2, '': 1 });
    expect(Object.fromEntries(countFacet(rows, filter, 'life'))).toEqual({ ONLINE: 2 });
    expect(Object.fromEntries(countFacet(rows, no_filter, 'energy'))).toEqual({
      'below-15': 1,
      'below-30': 2,
      '30-to-80': 1,
      'above-80': 1,
    });
    expect(Object.fromEntries(countFacet([...rows, undefined], { ...no_filter, tag: ['night'] }, 'tag'))).toEqual({ airport: 1, night: 1 });
  });

  it('counts the choices made', () => {
    expect(countChoices({ ...no_filter, q: ' ', brand: ['', 'X'], area: [0, 0, 1, 1] })).toBe(2);
  });
});
