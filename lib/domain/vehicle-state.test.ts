import { describe, expect, it } from 'vitest';
import { isStateValue, type StateKind, type StateProperty, state_kinds, state_properties } from './vehicle-state.ts';
import { state_values } from './vehicle-state-schema.ts';

const good: Record<Exclude<StateKind, readonly string[]>, unknown> = {
  position: { lat: -34.9, lon: -56.2 },
  flag: true,
  date: '2026-11-20',
  number: -3.5,
  quantity: 12.5,
  percentage: 80,
  count: 7,
  grade: 4,
  heading: 270,
};
const outside: Partial<Record<string, unknown>> = {
  position: { lat: 91, lon: 0 },
  quantity: -1,
  percentage: 101,
  count: 1.5,
  grade: 6,
  heading: 360,
  date: '20 November',
};
const exampleOf = (property: StateProperty): unknown => {
  const kind: StateKind = state_kinds[property];
  return typeof kind === 'string' ? good[kind] : kind[0];
};

describe('the vehicle state', () => {
  it.each(state_properties)('%s takes a value of its kind, in the schema and on screen', (property) => {
    const value = exampleOf(property);
    expect(state_values[property].safeParse(value).success).toBe(true);
    expect(isStateValue(property, value)).toBe(true);
  });

  it.each(state_properties)('%s refuses what is of another kind, in the schema and on screen', (property) => {
    for (const value of [null, undefined, 'nonsense', Number.NaN, {}, []]) {
      expect(state_values[property].safeParse(value).success, String(value)).toBe(false);
      expect(isStateValue(property, value), String(value)).toBe(false);
    }
  });

  it.each(state_properties.filter((property) => String(state_kinds[property]) in outside))(
    '%s refuses what is out of range',
    (property) => {
      expect(state_values[property].safeParse(outside[String(state_kinds[property])]).success).toBe(false);
    },
  );
});
