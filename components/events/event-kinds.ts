import { type EventType, event_types, isDerivedEvent } from '#lib/domain/event.ts';
import type { Message } from '#lib/messages/text.ts';

export const event_kinds = ['commands', 'access', 'driving', 'warnings', 'edits', 'states'] as const;
export type EventKind = (typeof event_kinds)[number];

export const event_kind_texts: Record<EventKind, { label: Message; hint: Message }> = {
  commands: { label: 'Commands', hint: 'Requested, on the way, finished' },
  access: { label: 'Access', hint: 'Locks, doors, windows, keys' },
  driving: { label: 'Driving & energy', hint: 'Ignition, driving, brake, lights, charging, trips, geofences' },
  warnings: { label: 'Warnings', hint: 'Warning lamps and ABS' },
  edits: { label: 'Edits', hint: 'Added, edited, archived, online or offline' },
  states: { label: 'Vehicle states', hint: 'Every report of every vehicle' },
};

const access: readonly EventType[] = [
  'CentralLockChanged',
  'DoorsStatusChanged',
  'WindowsStatusChanged',
  'VehicleKeyStatusChanged',
  'TopCaseLockChanged',
  'TopCaseLidChanged',
  'BatteryCompartmentLockChanged',
];

/** Types this version does not know count as edits, so that they are never hidden by default. */
export const kindOf = (type: EventType): EventKind => {
  if (type === 'VehicleStateRecorded') return 'states';
  if (type.startsWith('Command')) return 'commands';
  if (access.includes(type)) return 'access';
  if (type === 'IndicatorChanged' || type === 'AbsStatusChanged') return 'warnings';
  return isDerivedEvent(type) || /^(Trip|Geofence)/.test(type) ? 'driving' : 'edits';
};

/** Every kind but the vehicle states, nine tenths of the log. */
export const default_kinds: readonly EventKind[] = event_kinds.filter((kind) => kind !== 'states');

/** The types of the chosen kinds, as the event log's filter wants them; undefined when all are chosen. */
export const typesOf = (kinds: readonly EventKind[]): EventType[] | undefined =>
  event_kinds.every((kind) => kinds.includes(kind)) ? undefined : event_types.filter((type) => kinds.includes(kindOf(type)));

/** Reads `commands,edits`; unknown words are dropped, nothing readable gives the default. */
export const parseKinds = (text: string | null | undefined): EventKind[] => {
  const words = text?.split(',') ?? [];
  const kinds = event_kinds.filter((kind) => words.includes(kind));
  return kinds.length > 0 ? kinds : [...default_kinds];
};

/** The inverse of `parseKinds`; undefined for the default, which needs no place in an address. */
export const formatKinds = (kinds: readonly EventKind[]): string | undefined =>
  kinds.length === default_kinds.length && default_kinds.every((kind) => kinds.includes(kind)) ? undefined : kinds.join(',');
