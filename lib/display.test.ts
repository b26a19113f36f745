import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createText } from '#lib/messages/text.ts';
import {
  command_display,
  command_ladder,
  command_statuses,
  createFormats,
  displayed_commands,
  displayed_properties,
  event_display,
  eventLabel,
  formatStateValue,
  icon_names,
  state_display,
  state_groups,
  stateTone,
  tones,
} from './display.ts';
import { CommandCapability, CommandStatus } from './domain/command-schema.ts';
import { derived_events, event_types } from './domain/event.ts';
import { ChangeReason } from './domain/event-schema.ts';
import { type StateProperty, type StateValue, state_properties } from './domain/vehicle-state.ts';
import { state_values } from './domain/vehicle-state-schema.ts';

const text = createText('en');

const readable = (text: string): void => {
  expect(text.trim().length).toBeGreaterThan(0);
  expect(text).not.toMatch(/undefined|null|NaN|\[object|_/);
};

const samples = (property: StateProperty): StateValue[] => {
  const schema: z.ZodType = state_values[property];
  const candidates: unknown[] = [
    ...['LOCKED', 'UNLOCKED', 'OPEN', 'CLOSED', 'UP', 'DOWN', 'ENABLED', 'DISABLED', 'ON', 'OFF', 'SENSOR_FAILURE', 'IN_HOLDER', 'REMOVED'],
    ...['CONNECTED', 'DISCONNECTED', 'CHARGING', 'NOT_CHARGING', 'ERROR', '2027-03-01', '1999-12-31'],
    ...[true, false, 0, -0, 1, 5, 12, 55.5555, 99.9, 100, 359, 123456.789, -12.5],
    ...[
      { lat: -34.9, lon: -56.2 },
      { lat: 0, lon: 0 },
    ],
  ];
  return candidates.flatMap((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [parsed.data as StateValue] : [];
  });
};

describe('state properties', () => {
  it('lists each property exactly once', () => {
    expect([...displayed_properties].sort()).toEqual([...state_properties].sort());
  });

  it('keeps the properties of a group together, groups in their order', () => {
    const order = displayed_properties.map((property) => state_groups.indexOf(state_display[property].group));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it.each(state_properties)('%s has a label, an icon and readable values', (property) => {
    const shown = state_display[property];
    readable(shown.label);
    expect(icon_names).toContain(shown.icon);
    expect(samples(property).length).toBeGreaterThan(1);
    for (const value of samples(property)) {
      const words = formatStateValue(property, value, text);
      readable(words);
      if (shown.unit) expect(words).toContain(shown.unit);
      expect(tones).toContain(stateTone(property, value));
    }
  });

  it('gives different enumeration values different words', () => {
    for (const property of state_properties) {
      const words = samples(property).filter((value) => typeof value !== 'number' && typeof value !== 'object');
      expect(new Set(words.map((value) => formatStateValue(property, value, text))).size, property).toBe(words.length);
    }
  });

  it('names the unit that the property name ends in', () => {
    const units = {
      percent: '%',
      kilometers: 'km',
      hour: 'km/h',
      volts: 'V',
      bar: 'bar',
      minutes: 'min',
      kilowatts: 'kW',
      celsius: '°C',
      meters: 'm',
    };
    for (const property of state_properties.filter((name) => name.includes('_in_') || name.endsWith('_hour'))) {
      const ending = property.split('_').at(-1) ?? '';
      if (ending in units) expect(state_display[property].unit, property).toBe(units[ending as keyof typeof units]);
    }
  });

  it('writes compass points', () => {
    expect(formatStateValue('heading_in_degrees', 0, text)).toBe('0° N');
    expect(formatStateValue('heading_in_degrees', 350, text)).toBe('350° N');
    expect(formatStateValue('heading_in_degrees', 225, text)).toBe('225° SW');
  });
});

describe('commands and statuses', () => {
  it.each(CommandCapability.options)('%s has its words and icon', (command) => {
    const shown = command_display[command];
    for (const text of [shown.label, shown.verb, shown.confirm]) readable(text);
    expect(shown.verb.length).toBeLessThanOrEqual(16);
    expect(icon_names).toContain(shown.icon);
  });

  it('shows every command once and no two alike', () => {
    expect([...displayed_commands].sort()).toEqual([...CommandCapability.options].sort());
    expect(new Set(displayed_commands.map((command) => command_display[command].label)).size).toBe(displayed_commands.length);
    expect(new Set(displayed_commands.map((command) => command_display[command].verb)).size).toBe(displayed_commands.length);
  });

  it('tells accepted from confirmed, and unknown from failed', () => {
    const looks = CommandStatus.options.map((status) => command_statuses[status].label);
    expect(new Set(looks).size).toBe(CommandStatus.options.length);
    expect(command_statuses.UNKNOWN.tone).not.toBe(command_statuses.FAILED.tone);
    expect(command_ladder.at(-1)).toBe('SUCCEEDED');
  });
});

describe('events', () => {
  const hostile: Record<string, unknown>[] = [
    {},
    { property: 'nothing', previous: null, current: {} },
    { property: 'constructor', current: 1 },
    { reasons: 'none', command: null, vehicle_state: 3 },
    { reasons: [null, 'NEW_REASON'], command: { command: 'NEW', status: 'NEW', initiated_by: {}, problem_type: 7 } },
  ];

  it.each(event_types)('%s has a label and a sentence for whatever data', (type) => {
    const shown = event_display[type];
    readable(shown.label);
    expect(icon_names).toContain(shown.icon);
    for (const data of hostile) {
      readable(shown.sentence(data, text));
      expect(tones).toContain(shown.tone(data));
    }
  });

  it('says what changed, from which value to which', () => {
    for (const [property, type] of Object.entries(derived_events)) {
      const [previous, current] = samples(property as StateProperty);
      const sentence = event_display[type].sentence({ property, previous, current }, text);
      readable(sentence);
      expect(sentence).toContain('→');
      expect(sentence).toContain(text.t(state_display[property as StateProperty].label));
    }
  });

  it('turns every reason into words', () => {
    for (const reason of ChangeReason.options) readable(event_display.VehicleChanged.sentence({ reasons: [reason] }, text));
    expect(event_display.VehicleChanged.sentence({ reasons: ['MASTER_DATA_CHANGED', 'TAGS_CHANGED'] }, text)).toBe(
      'Changed: Master data and Tags',
    );
  });

  it('says who asked and why a command failed', () => {
    const command = {
      command: 'DISABLE_DRIVING',
      status: 'FAILED',
      initiated_by: { name: 'Ana' },
      problem_type: '/problems/vehicle/no-connection',
    };
    expect(event_display.CommandRequested.sentence({ command }, text)).toBe('Disable driving requested by Ana');
    expect(event_display.CommandExecuted.sentence({ command }, text)).toBe('Disable driving: Failed (No connection to the vehicle)');
    expect(event_display.CommandExecuted.tone({ command })).toBe('danger');
  });

  it('reads an event type of a later version', () => {
    expect(eventLabel('TourStarted', text)).toBe('Tour started');
    expect(eventLabel('toString', text)).toBe('To string');
  });
});

describe('numbers and times', () => {
  const { formatAge, formatDay, formatDuration, formatInstant, formatNumber } = createFormats('en');

  it('formats any finite number readably', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 3 }), (value, digits) => {
        readable(formatNumber(value, 'km', digits));
        expect(formatNumber(value, '', digits)).not.toBe('-0');
      }),
    );
  });

  it('names a length in one unit and never in a negative one', () => {
    expect([-5, 0, 59_999, 60_000, 3_600_000, 47 * 3_600_000, 48 * 3_600_000].map(formatDuration)).toEqual(
      ['0 s', '0 s', '59 s', '1 min', '1 h', '47 h', '2 d'].map((text) => text.replace(' ', '\u00a0')),
    );
  });

  it('tells past from future', () => {
    expect(formatAge(10_000, 10_400)).toBe('now');
    expect(formatAge(10_000, 15_000)).toBe('5\u00a0s ago');
    expect(formatAge(15_000, 10_000)).toBe('in 5\u00a0s');
  });

  it('writes the instant in the zone of the fleet', () => {
    expect(formatInstant('2026-11-20T17:03:22.000Z', 'America/Montevideo')).toBe('20 Nov 2026, 14:03:22 GMT-3');
    expect(formatInstant('2026-11-20T00:30:00.000Z', 'UTC')).toBe('20 Nov 2026, 00:30:00 UTC');
    expect(formatInstant('soon', 'UTC')).toBe('soon');
  });

  it('keeps a calendar date in every zone', () => {
    expect(formatDay('2027-03-01', 'America/Montevideo')).toBe('1 Mar 2027');
    expect(formatDay('2027-03-01T01:00:00.000Z', 'America/Montevideo')).toBe('28 Feb 2027');
  });
});
