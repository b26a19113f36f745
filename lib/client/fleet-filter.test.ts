import { describe, expect, it } from 'vitest';
import { countFacet } from './count-facet.ts';
import { fleetRecord, start_ms } from './fleet.fixture.ts';
import { createFleetColumns } from './fleet-columns.ts';
import { type Area, compileFilter, countChoices, type FleetFilter, no_filter, passesAll } from './fleet-filter.ts';
import type { FleetRecord } from './fleet-record.ts';
import { rowOfRecord } from './fleet-row.ts';

const rowOf = (given: Partial<FleetRecord> & { id: string }) => rowOfRecord(fleetRecord(given), start_ms);
const rows = [
  rowOf({ id: 'A', license_plate: 'SBA 1234', brand: 'Citroën', model: 'ë-C3', energy: 12, tags: ['airport', 'night'], lat: 1, lon: 1 }),
  rowOf({ id: 'B', custom_name: 'Straße Süd', vin: 'WVWZZZ1', energy: 25, tags: ['airport'], life_status: 'OFFLINE', lat: 2, lon: 2 }),
  rowOf({ id: 'C', custom_fields: { parking: 'Deck 4' }, telematics_unit_id: '864-X', energy: 90, rental_status: 'IN_RENTAL' }),
  rowOf({ id: 'D', brand: 'Citroën', energy: 30, vehicle_type: null }),
];
const columns = createFleetColumns(rows);
const passing = (given: Partial<FleetFilter>, part: 'on_map' | 'in_area'): string => {
  const compiled = compileFilter(columns, { ...no_filter, ...given });
  return rows
    .filter((_, slot) => passesAll(compiled[part], slot))
    .map(({ id }) => id)
    .join('');
};
const matching = (given: Partial<FleetFilter>): string => passing(given, 'on_map');

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
    expect(matching({ energy: ['12-to-26'] })).toBe('AB');
  });

  it('takes any value of a custom field, all of different fields, and every capability', () => {
    const cars = [
      rowOf({ id: 'A', custom_fields: { colour: 'white', deck: '1' }, capabilities: ['LOCK', 'UNLOCK'] }),
      rowOf({ id: 'B', custom_fields: { colour: 'red', deck: '1' }, capabilities: ['LOCK'] }),
      rowOf({ id: 'C', custom_fields: { colour: 'a=b' } }),
    ];
    const of_cars = createFleetColumns(cars);
    const found = (given: Partial<FleetFilter>) => {
      const { on_map } = compileFilter(of_cars, { ...no_filter, ...given });
      return cars.filter((_, slot) => passesAll(on_map, slot)).map(({ id }) => id);
    };
    expect(found({ field: ['colour=white', 'colour=red'] })).toEqual(['A', 'B']);
    expect(found({ field: ['colour=white', 'deck=1'] })).toEqual(['A']);
    expect(found({ field: ['colour=a=b'] })).toEqual(['C']);
    expect(found({ can: ['LOCK', 'UNLOCK'] })).toEqual(['A']);
    expect(Object.fromEntries(countFacet(of_cars, { ...no_filter, field: ['colour=white'] }, 'field'))).toEqual({
      'colour=white': 1,
      'colour=red': 1,
      'colour=a=b': 1,
      'deck=1': 1,
    });
    expect(Object.fromEntries(countFacet(of_cars, { ...no_filter, can: ['UNLOCK'] }, 'can'))).toEqual({ LOCK: 1, UNLOCK: 1 });
  });

  it('keeps vehicles on the map that lie outside the area of the list', () => {
    const area: Area = [0.5, 0.5, 1.5, 1.5];
    expect([passing({ area }, 'in_area'), passing({ area }, 'on_map')]).toEqual(['A', 'ABCD']);
  });

  it('understands an area across the date line', () => {
    const places = [175, -175, 0, null].map((lon, index) => rowOf({ id: `P${index}`, lat: lon === null ? null : 0, lon }));
    const { in_area } = compileFilter(createFleetColumns(places), { ...no_filter, area: [170, -10, -170, 10] });
    expect(places.map((_, slot) => passesAll(in_area, slot))).toEqual([true, true, false, false]);
  });

  it('knows values that appear after the filter was made', () => {
    const later = createFleetColumns(rows.slice(0, 1));
    const { on_map } = compileFilter(later, { ...no_filter, brand: ['Volvo', 'Citroën'] });
    later.put(1, rowOf({ id: 'N', brand: 'Volvo' }));
    later.put(2, rowOf({ id: 'O', brand: 'Opel' }));
    expect([0, 1, 2].map((slot) => passesAll(on_map, slot))).toEqual([true, true, false]);
  });

  it('counts what each value would leave, given the rest', () => {
    const filter: FleetFilter = { ...no_filter, life: ['ONLINE'], brand: ['Citroën'] };
    expect(Object.fromEntries(countFacet(columns, filter, 'brand'))).toEqual({ Citroën: 2, '': 1 });
    expect(Object.fromEntries(countFacet(columns, filter, 'life'))).toEqual({ ONLINE: 2 });
    expect(Object.fromEntries(countFacet(columns, no_filter, 'energy'))).toEqual({
      'below-15': 1,
      'below-30': 2,
      '30-to-80': 1,
      'above-80': 1,
    });
    expect(Object.fromEntries(countFacet(createFleetColumns([...rows, undefined]), { ...no_filter, tag: ['night'] }, 'tag'))).toEqual({
      airport: 1,
      night: 1,
    });
  });

  it('counts the choices made', () => {
    expect(countChoices({ ...no_filter, q: ' ', brand: ['', 'X'], area: [0, 0, 1, 1] })).toBe(2);
  });
});
