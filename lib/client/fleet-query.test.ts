import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activities, vehicle_types } from '#lib/display/status.ts';
import { type EnergyBand, energy_band_names, type FleetFilter, no_filter } from './fleet-filter.ts';
import { type FleetQuery, formatFleetQuery, layouts, parseFleetQuery, usual_query } from './fleet-query.ts';
import { sort_columns } from './fleet-sort.ts';

const parse = (text: string) => parseFleetQuery(new URLSearchParams(text));
const choices = <T>(...values: T[]) => fc.subarray(values);
const texts = fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 3 });
const degree = (limit: number) => fc.integer({ min: -limit * 100_000, max: limit * 100_000 }).map((value) => value / 100_000);
const area = fc
  .tuple(degree(180), degree(90), degree(180), degree(90))
  .map(([west, a, east, b]) => [west, Math.min(a, b), east, Math.max(a, b)].map((value) => value + 0) as [number, number, number, number]);

const filters: fc.Arbitrary<FleetFilter> = fc.record({
  q: fc.string({ unit: 'grapheme' }).filter((text) => text === '' || text.trim() !== ''),
  area: fc.option(area, { nil: undefined }),
  status: choices(...(Object.keys(activities) as (keyof typeof activities)[])),
  life: choices('ONLINE', 'OFFLINE'),
  operation: choices('OPERATING', 'GARAGE', 'BROKEN', 'INACTIVE'),
  rental: choices('IN_RENTAL', 'NOT_IN_RENTAL'),
  energy: choices<EnergyBand>(...energy_band_names),
  type: choices(...(Object.keys(vehicle_types) as (keyof typeof vehicle_types)[]), ''),
  brand: texts,
  model: texts,
  unit: choices('UNIT_A', 'UNITB'),
  tag: texts,
});
const queries: fc.Arbitrary<FleetQuery> = fc.record({
  filter: filters,
  sort: fc.record({ column: fc.constantFrom(...sort_columns), descending: fc.boolean() }),
  selected: fc.option(fc.stringMatching(/^[0-9A-Z]{1,16}$/), { nil: undefined }),
  layout: fc.constantFrom(...layouts),
});

describe('address of the fleet page', () => {
  it('brings back every query', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(parse(formatFleetQuery(query))).toEqual(query);
      }),
    );
  });

  it('is empty for an untouched page, short and readable otherwise', () => {
    expect(formatFleetQuery(usual_query)).toBe('');
    const filter: FleetFilter = {
      ...no_filter,
      q: 'van 7',
      status: ['moving'],
      rental: ['NOT_IN_RENTAL'],
      energy: ['below-15'],
      area: [-56.2, -34.9, -56.1, -34.8],
    };
    expect(formatFleetQuery({ filter, sort: { column: 'energy', descending: true }, selected: 'JQ7RP', layout: 'map' })).toBe(
      'q=van+7&status=moving&rental=not-in-rental&energy=below-15&area=-56.2,-34.9,-56.1,-34.8&sort=-energy&sel=JQ7RP&view=map',
    );
  });

  it('passes over what it does not know or cannot be', () => {
    expect(parse('status=flying&life=&foo=1&sort=-colour&sel=<b>&view=globe&area=1,2,3')).toEqual(usual_query);
    expect(parse('area=1,9,2,3').filter.area).toBeUndefined();
    expect(parse('area=,,,').filter.area).toBeUndefined();
    expect(parse('status=MOVING&status=moving').filter.status).toEqual(['moving']);
  });

  it('never fails, whatever the address says', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (text) => {
        const query = parse(text);
        expect(parse(formatFleetQuery(query))).toEqual({
          ...query,
          filter: { ...query.filter, q: query.filter.q.trim() ? query.filter.q : '' },
        });
      }),
    );
  });
});
