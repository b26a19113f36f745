/**
 * What an event says to a person. The sentence is built from the event's data, which may be of an older version:
 * anything missing shortens the sentence and never breaks it.
 */
import { isCommandCapability, isCommandStatus } from '#lib/domain/command.ts';
import { type ChangeReason, type EventType, isChangeReason } from '#lib/domain/event.ts';
import { type ProblemKind, problems } from '#lib/domain/problem.ts';
import { isStateProperty, isStateValue } from '#lib/domain/vehicle-state.ts';
import { command_display } from './command.ts';
import { formatConstant, formatNumber } from './format.ts';
import type { IconName } from './icons.ts';
import { formatStateValue, stateLabel } from './state.ts';
import { command_statuses } from './status.ts';
import type { Tone } from './tone.ts';

export type EventData = Readonly<Record<string, unknown>>;

export interface EventDisplay {
  label: string;
  icon: IconName;
  tone: (data: EventData) => Tone;
  /** One line without the vehicle's name, which the screens put before it. */
  sentence: (data: EventData) => string;
}

const record = (value: unknown): EventData => (typeof value === 'object' && value !== null ? (value as EventData) : {});

export const reason_texts: Record<ChangeReason, string> = {
  RENTAL_STATUS_CHANGED: 'rental status',
  LIFE_STATUS_CHANGED: 'life status',
  MASTER_DATA_CHANGED: 'master data',
  TAGS_CHANGED: 'tags',
  CUSTOM_FIELDS_CHANGED: 'custom fields',
  OPERATION_STATUS_CHANGED: 'operation status',
  CAPABILITIES_CHANGED: 'capabilities',
  TELEMATICS_UNIT_CHANGED: 'telematics unit',
  SETUP_CHANGED: 'setup',
  SHARING_CHANGED: 'sharing',
  VEHICLE_ADDED: 'added',
  VEHICLE_RESTORED: 'restored',
};

const joined = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;

const reasonsOf = (data: EventData): ChangeReason[] => (Array.isArray(data.reasons) ? data.reasons.filter(isChangeReason) : []);

const valueText = (property: string, value: unknown): string | undefined =>
  isStateProperty(property) && isStateValue(property, value) ? formatStateValue(property, value) : undefined;

const transition = (label: string) => (data: EventData) => {
  const property = typeof data.property === 'string' ? data.property : '';
  const subject = isStateProperty(property) ? stateLabel(property) : label;
  const current = valueText(property, data.current);
  const previous = valueText(property, data.previous);
  if (current === undefined) return `${subject} changed`;
  return previous === undefined ? `${subject}: ${current}` : `${subject}: ${previous} → ${current}`;
};

const lampTone = (data: EventData): Tone => (data.current === 'ON' ? 'danger' : data.current === 'SENSOR_FAILURE' ? 'warning' : 'ok');
const openTone = (data: EventData): Tone => (data.current === 'OPEN' || data.current === 'UNLOCKED' ? 'warning' : 'neutral');
const neutral = (): Tone => 'neutral';

const derived = (label: string, icon: IconName, tone: (data: EventData) => Tone = neutral): EventDisplay => ({
  label,
  icon,
  tone,
  sentence: transition(label),
});

const commandOf = (data: EventData) => {
  const command = record(data.command);
  const initiator = record(command.initiated_by).name;
  const kind = String(command.problem_type ?? '').replace(/^\/problems\//, '');
  return {
    label: isCommandCapability(command.command) ? command_display[command.command].label : 'Command',
    status: isCommandStatus(command.status) ? command_statuses[command.status] : undefined,
    by: typeof initiator === 'string' && initiator ? ` by ${initiator}` : '',
    problem: Object.hasOwn(problems, kind) ? `: ${problems[kind as ProblemKind].title}` : '',
  };
};

const commandOutcome = (data: EventData): string => {
  const { label, status, problem } = commandOf(data);
  return `${label} ${status ? status.label.toLowerCase() : 'progressed'}${problem}`;
};
const commandTone = (data: EventData): Tone => commandOf(data).status?.tone ?? 'neutral';

const recorded = (data: EventData): string => {
  const names = Object.keys(record(data.vehicle_state)).filter(isStateProperty);
  const first = names[0];
  if (first === undefined) return 'State reported';
  if (names.length === 1)
    return `State reported: ${valueText(first, record(record(data.vehicle_state)[first]).value) ?? stateLabel(first)}`;
  return `State reported: ${formatNumber(names.length)} values`;
};

export const event_display: Record<EventType, EventDisplay> = {
  VehicleStateRecorded: { label: 'State reported', icon: 'activity', tone: neutral, sentence: recorded },
  VehicleCreated: {
    label: 'Vehicle added',
    icon: 'circle-plus',
    tone: () => 'accent',
    sentence: (data) => (reasonsOf(data).includes('VEHICLE_RESTORED') ? 'Restored from the archive' : 'Added to the fleet'),
  },
  VehicleChanged: {
    label: 'Vehicle edited',
    icon: 'pencil',
    tone: neutral,
    sentence: (data) => {
      const words = joined(reasonsOf(data).map((reason) => reason_texts[reason]));
      return words ? `${words.charAt(0).toUpperCase()}${words.slice(1)} changed` : 'Edited';
    },
  },
  VehicleRemoved: { label: 'Vehicle archived', icon: 'archive', tone: () => 'warning', sentence: () => 'Moved to the archive' },
  CommandRequested: {
    label: 'Command requested',
    icon: 'send',
    tone: neutral,
    sentence: (data) => `${commandOf(data).label} requested${commandOf(data).by}`,
  },
  CommandProgressed: { label: 'Command in progress', icon: 'send', tone: commandTone, sentence: commandOutcome },
  CommandExecuted: { label: 'Command finished', icon: 'square-check', tone: commandTone, sentence: commandOutcome },
  CentralLockChanged: derived('Central lock', 'lock', openTone),
  DrivingEnabledChanged: derived('Driving', 'key-round'),
  IgnitionChanged: derived('Ignition', 'power'),
  DoorsStatusChanged: derived('Doors', 'door-open', openTone),
  WindowsStatusChanged: derived('Windows', 'wind', openTone),
  VehicleKeyStatusChanged: derived('Vehicle key', 'key-round', (data) => (data.current === 'REMOVED' ? 'warning' : 'neutral')),
  ParkingBrakeChanged: derived('Parking brake', 'circle-parking'),
  HeadlightsStatusChanged: derived('Headlights', 'lightbulb'),
  ChargingStatusChanged: derived('Charging', 'battery-charging', (data) => (data.current === 'ERROR' ? 'danger' : 'charging')),
  ChargingAdapterStatusChanged: derived('Charging adapter', 'plug'),
  AbsStatusChanged: derived('ABS', 'shield-check', (data) => (data.current === 'DISABLED' ? 'warning' : 'neutral')),
  TopCaseLockChanged: derived('Top case lock', 'package', openTone),
  TopCaseLidChanged: derived('Top case lid', 'package-open', openTone),
  CenterStandPositionChanged: derived('Centre stand', 'arrow-up-down'),
  BatteryCompartmentLockChanged: derived('Battery compartment', 'battery-medium', openTone),
  IndicatorChanged: derived('Warning lamp', 'triangle-alert', lampTone),
};

/** Label of an event type that this version may not know. */
export const eventLabel = (type: string): string =>
  Object.hasOwn(event_display, type)
    ? event_display[type as EventType].label
    : formatConstant(type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' '));
