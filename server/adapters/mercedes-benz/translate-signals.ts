import type { StateReport, UnitNote, UnitNotes, UnitRef } from '#lib/domain/telematics.ts';
import { mergeNotes } from '#lib/domain/unit-notes.ts';
import type { StateProperty } from '#lib/domain/vehicle-state.ts';
import { positionOf } from '../loose-values.ts';
import { instantOf, type MeasuredValues, stampProperties } from '../state-properties.ts';
import { Signal } from './messages.ts';
import { fitsPattern, unitSettings } from './settings.ts';
import {
  energy_signals,
  flagOf,
  joined_signals,
  latitude_signal,
  longitude_signal,
  numberOf,
  preferred_signals,
  single_signals,
  supply_battery_signal,
} from './signals.ts';

type NamedNote = UnitNote & { name: string };

export interface TranslatedSignals {
  properties: StateReport['properties'];
  /** Signals that count only together with others, or that commands ask for. */
  notes: NamedNote[];
  skipped: number;
  /** Newest time of measurement. */
  contact_at: string | undefined;
}

const isNoted = (name: string): boolean =>
  [latitude_signal, longitude_signal, supply_battery_signal].includes(name) ||
  joined_signals.some(({ pattern }) => fitsPattern(name, pattern));

/** The signals of a unit that are remembered, after this message: of each the newest, whichever came first. */
const remember = (signals: readonly Signal[], known: UnitNotes) => {
  const noted = signals.flatMap(({ name, value, timestamp }): NamedNote[] => {
    const at = isNoted(name) ? instantOf(timestamp) : undefined;
    return at === undefined ? [] : [{ name, value, timestamp: at }];
  });
  const after = mergeNotes(known, noted);
  const notes = Object.entries(after).flatMap(([name, note]): NamedNote[] => (known[name] === note ? [] : [{ name, ...note }]));
  return { after, notes };
};

/** A position exists when latitude and longitude share one time of measurement, in one message or in two. */
const joinPosition = (after: UnitNotes): StateReport['properties'] => {
  const { [latitude_signal]: lat, [longitude_signal]: lon } = after;
  if (!lat || !lon || lat.timestamp !== lon.timestamp) return {};
  return stampProperties({ position: positionOf(lat.value, lon.value) }, lat.timestamp);
};

const joinMany = ({ property, pattern, values, read }: (typeof joined_signals)[number], after: UnitNotes): StateReport['properties'] => {
  const parts = Object.entries(after).flatMap(([name, note]) => {
    const value = fitsPattern(name, pattern) ? read(note) : undefined;
    return value === undefined ? [] : [{ value, timestamp: note.timestamp }];
  });
  const newest = parts
    .map(({ timestamp }) => timestamp)
    .toSorted()
    .at(-1);
  const [any, none] = values;
  return newest === undefined ? {} : stampProperties({ [property]: parts.some(({ value }) => value) ? any : none }, newest);
};

/** What was made of several signals is told again only when one of them came. */
const joinedProperties = (notes: readonly NamedNote[], after: UnitNotes): StateReport['properties'] => {
  const came = (pattern: string) => notes.some(({ name }) => fitsPattern(name, pattern));
  return Object.assign(
    came(latitude_signal) || came(longitude_signal) ? joinPosition(after) : {},
    ...joined_signals.filter(({ pattern }) => came(pattern)).map((joined) => joinMany(joined, after)),
  );
};

const stampOne = (property: StateProperty, value: unknown, signal: Signal): StateReport['properties'] =>
  stampProperties({ [property]: value } as MeasuredValues, instantOf(signal.timestamp));

/** How each signal is read on its own; undefined for one that is not known. */
const readerOf = (name: string, unit: UnitRef | undefined): ((signal: Signal) => StateReport['properties']) | undefined => {
  const settings = unit && unitSettings(unit);
  if (Object.hasOwn(single_signals, name)) {
    const { property, read } = single_signals[name as keyof typeof single_signals];
    return (signal) => stampOne(property, read(signal), signal);
  }
  if (name === (settings?.keys_disabled_signal ?? 'Immobilizer.Keys.AllDeprovisioned')) {
    return (signal) => {
      const disabled = flagOf(signal);
      return stampOne('driving_enabled', disabled === undefined ? undefined : !disabled, signal);
    };
  }
  const drive = settings?.signals.includes(energy_signals.electric.level) ? 'electric' : 'fuel';
  for (const [kind, { level, range }] of Object.entries(energy_signals)) {
    if (name !== level && name !== range) continue;
    const property = name === level ? 'state_of_charge_or_fuel_level_in_percent' : 'remaining_range_in_kilometers';
    return (signal) => (kind === drive ? stampOne(property, numberOf(signal), signal) : {});
  }
  return undefined;
};

const readPreferred = (signals: readonly Signal[]): StateReport['properties'] =>
  Object.assign(
    {},
    ...Object.entries(preferred_signals).map(([property, { names, read }]) => {
      const found = names.map((name) => signals.findLast((signal) => signal.name === name)).find((signal) => signal !== undefined);
      return found ? stampOne(property as StateProperty, read(found), found) : {};
    }),
  );

const isPreferred = (name: string) => Object.values(preferred_signals).some(({ names }) => (names as readonly string[]).includes(name));

/** One message's signals of one unit. Those of unknown name or unreadable form are counted and left out. */
export const translateSignals = (given: readonly unknown[], unit: UnitRef | undefined): TranslatedSignals => {
  const readable = given.flatMap((entry) => {
    const parsed = Signal.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
  // Oldest first, so that of two values of one signal the newer stands.
  const signals = readable.toSorted((a, b) => a.timestamp - b.timestamp);
  let skipped = given.length - signals.length;
  const { after, notes } = remember(signals, unit?.notes ?? {});
  const alone = signals.map((signal) => {
    const read = readerOf(signal.name, unit);
    if (!read && !isNoted(signal.name) && !isPreferred(signal.name)) skipped += 1;
    return read?.(signal) ?? {};
  });
  const contact_at = signals
    .flatMap(({ timestamp }) => instantOf(timestamp) ?? [])
    .toSorted()
    .at(-1);
  const properties = Object.assign({}, ...alone, readPreferred(signals), joinedProperties(notes, after));
  return { properties, notes, skipped, contact_at };
};
