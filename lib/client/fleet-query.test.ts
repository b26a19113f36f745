import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activities, vehicle_types } from '#lib/display/vehicle-status.ts';
import { freshness_values } from '#lib/domain/freshness.ts';
import { column_ids } from './column-choice.ts';
import { type EnergyBand, usual_bands } from './energy-band.ts';
import { type FleetFilter, no_filter } from './fleet-filter.ts';
import { type FleetQuery, formatFleetQuery, layouts, parseFleetQuery, play_speeds, usual_query } from './fleet-query.ts';

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
  freshness: choices(...freshness_values),
  energy: choices<EnergyBand>(...usual_bands, '7-to-19'),
  can: choices('LOCK_CENTRAL_LOCK', 'IGNITION'),
  field: texts.map((values) => values.map((value) => `colour=${value}`)),
  type: choices(...(Object.keys(vehicle_types) as (keyof typeof vehicle_types)[]), ''),
  brand: texts,
  model: texts,
  unit: choices('UNIT_A', 'UNITB'),
  tag: texts,
});
const column = fc.constantFrom(...column_ids, 'field.colour' as const, 'field.a-b.c_1' as const);
const columns = fc
  .uniqueArray(fc.record({ id: column, width_px: fc.integer({ min: 48, max: 600 }) }, { requiredKeys: ['id'] }), {
    minLength: 1,
    selector: ({ id }) => id,
  })
  .map((chosen) => chosen.map((one) => ({ ...one })));
const moments = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const queries: fc.Arbitrary<FleetQuery> = fc.record({
  filter: filters,
  sort: fc.record({ column: column, descending: fc.boolean() }),
  selected: fc.option(fc.stringMatching(/^[0-9A-Z]{1,16}$/), { nil: undefined }),
  layout: fc.constantFrom(...layouts),
  columns: fc.option(columns, { nil: undefined }),
  place: fc.option(area, { nil: undefined }),
  saved: fc.constantFrom(undefined, '01JA0C2X7M3F8R6T1V5YHKQ9WB'),
  ...{ at: fc.constant(undefined), speed: fc.constant(1 as const) },
});
/** Of now, or of a moment of the past at any speed. */
const timed = fc
  .tuple(queries, fc.option(moments), fc.constantFrom(...play_speeds))
  .map(([query, at, speed]): FleetQuery => (at === null ? query : { ...query, at, speed }));

describe('address of the fleet page', () => {
  it('brings back every query', () => {
    fc.assert(
      fc.property(timed, (query) => {
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
    expect(
      formatFleetQuery({
        ...usual_query,
        filter,
        sort: { column: 'energy', descending: true },
        selected: 'JQ7RP',
        layout: 'map',
        columns: [{ id: 'plate' }, { id: 'name', width_px: 140 }, { id: 'field.colour' }],
      }),
    ).toBe(
      'q=van+7&status=moving&rental=not-in-rental&energy=below-15&area=-56.2,-34.9,-56.1,-34.8&sort=-energy&cols=plate,name*140,field.colour&sel=JQ7RP&view=map',
    );
  });

  it('passes over what it does not know or cannot be', () => {
    expect(
      parse('status=flying&life=&foo=1&sort=-colour&sel=<b>&view=globe&area=1,2,3&cols=x,,*9&energy=80-to-30&field=none&saved=1&map=1'),
    ).toEqual(usual_query);
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
