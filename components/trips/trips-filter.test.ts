import { expect, it } from 'vitest';
import { formatTripsFilter, parseTripsFilter, tripsQuery } from './trips-filter.ts';

const parse = (text: string) => {
  const search = new URLSearchParams(text);
  return parseTripsFilter((name) => search.get(name));
};

it('keeps the filter in the address', () => {
  const text = '?vehicle=JQ7RP&span=month&speeding=1&trip=01JA09T2GS4M8N6XBR7KVQ5ZEH';
  expect(formatTripsFilter(parse(text))).toBe(text);
  expect(formatTripsFilter(parse(''))).toBe('');
});

it('leaves out what cannot be read', () => {
  expect(parse('vehicle=<b>&span=constructor&speeding=yes&trip=1')).toEqual({ span: 'week', speeding: false });
});

it('asks the list from the minute that many days ago', () => {
  const now_ms = Date.parse('2030-06-10T06:13:20.500Z');
  expect(tripsQuery(parse('span=day&vehicle=JQ7RP'), now_ms)).toEqual({
    limit: 100,
    vehicle_id: ['JQ7RP'],
    started_after: '2030-06-09T06:13:00.000Z',
  });
  expect(tripsQuery(parse('span=all&speeding=1'), now_ms)).toEqual({ limit: 100, preset: 'SPEEDING' });
});
