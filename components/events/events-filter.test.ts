import { describe, expect, it } from 'vitest';
import { default_kinds } from './event-kinds.ts';
import { type EventsFilter, formatEventsFilter, parseEventsFilter } from './events-filter.ts';

const parse = (address: string) => {
  const search = new URLSearchParams(address);
  return parseEventsFilter((name) => search.get(name));
};

describe('filters in the address of the events page', () => {
  it('come back as they were', () => {
    const filter: EventsFilter = { kinds: ['commands', 'edits'], vehicle_id: 'JQ7RP', before: '2026-11-20T14:00:00.000Z' };
    expect(formatEventsFilter(filter)).toBe('?kinds=commands,edits&vehicle=JQ7RP&before=2026-11-20T14:00:00.000Z');
    expect(parse(formatEventsFilter(filter))).toEqual(filter);
  });

  it('leave the plain address plain', () => {
    expect(formatEventsFilter({ kinds: default_kinds })).toBe('');
    expect(parse('')).toEqual({ kinds: default_kinds, vehicle_id: undefined, before: undefined });
  });

  it('pass over what cannot be read', () => {
    expect(parse('?vehicle=../../x&before=yesterday&kinds=,')).toEqual({ kinds: default_kinds, vehicle_id: undefined, before: undefined });
  });
});
