import { describe, expect, it } from 'vitest';
import { event_types } from '#lib/domain/event.ts';
import { default_kinds, event_kinds, formatKinds, kindOf, parseKinds, typesOf } from './event-kinds.ts';

describe('kinds of events', () => {
  it('cover every type', () => {
    for (const type of event_types) expect(event_kinds).toContain(kindOf(type));
    for (const kind of event_kinds) expect(event_types.some((type) => kindOf(type) === kind)).toBe(true);
  });

  it('hide vehicle states, and nothing else, by default', () => {
    expect(event_types.filter((type) => !typesOf(default_kinds)?.includes(type))).toEqual(['VehicleStateRecorded']);
    expect(typesOf(event_kinds)).toBeUndefined();
  });

  it('survive the address', () => {
    for (const kinds of [['commands'], ['access', 'states'], [...event_kinds]] as const) {
      expect(parseKinds(formatKinds(kinds))).toEqual(kinds);
    }
    expect(formatKinds(default_kinds)).toBeUndefined();
    expect(parseKinds('nonsense')).toEqual(default_kinds);
  });
});
