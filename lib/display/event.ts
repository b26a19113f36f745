/**
 * What an event says to a person. The sentence is built from the event's data, which may be of an older version:
 * anything missing shortens the sentence and never breaks it.
 */
import { isCommandCapability, isCommandStatus } from '#lib/domain/command.ts';
import { type ChangeReason, type EventType, isChangeReason } from '#lib/domain/event.ts';
import { type ProblemKind, problems } from '#lib/domain/problem.ts';
import { isStateProperty, isStateValue } from '#lib/domain/vehicle-state.ts';
import type { Message, Text } from '#lib/messages/text.ts';
import { command_display } from './command.ts';
import { formatConstant } from './format.ts';
import type { IconName } from './icons.ts';
import { formatStateValue, stateLabel } from './state.ts';
import { command_statuses } from './status.ts';
import type { Tone } from './tone.ts';

export type EventData = Readonly<Record<string, unknown>>;

export interface EventDisplay {
  label: Message;
  icon: IconName;
  tone: (data: EventData) => Tone;
  /** One line without the vehicle's name, which the screens put before it. */
  sentence: (data: EventData, text: Text) => string;
}

const record = (value: unknown): EventData => (typeof value === 'object' && value !== null ? (value as EventData) : {});

export const reason_texts: Record<ChangeReason, Message> = {
  RENTAL_STATUS_CHANGED: 'Rental status',
  LIFE_STATUS_CHANGED: 'Life status',
  MASTER_DATA_CHANGED: 'Master data',
  TAGS_CHANGED: 'Tags',
  CUSTOM_FIELDS_CHANGED: 'Custom fields',
  OPERATION_STATUS_CHANGED: 'Operation status',
  CAPABILITIES_CHANGED: 'Capabilities',
  TELEMATICS_UNIT_CHANGED: 'Telematics unit',
  SETUP_CHANGED: 'Setup',
  SHARING_CHANGED: 'Sharing',
  VEHICLE_ADDED: 'event|Added',
  VEHICLE_RESTORED: 'event|Restored',
};

const reasonsOf = (data: EventData): ChangeReason[] => (Array.isArray(data.reasons) ? data.reasons.filter(isChangeReason) : []);

const valueText = (property: string, value: unknown, text: Text): string | undefined =>
  isStateProperty(property) && isStateValue(property, value) ? formatStateValue(property, value, text) : undefined;

const transition = (label: Message) => (data: EventData, text: Text) => {
  const property = typeof data.property === 'string' ? data.property : '';
  const subject = text.t(isStateProperty(property) ? stateLabel(property) : label);
  const current = valueText(property, data.current, text);
  const previous = valueText(property, data.previous, text);
  if (current === undefined) return text.t('{subject} changed', { subject });
  return previous === undefined ? `${subject}: ${current}` : `${subject}: ${previous} → ${current}`;
};

const lampTone = (data: EventData): Tone => (data.current === 'ON' ? 'danger' : data.current === 'SENSOR_FAILURE' ? 'warning' : 'ok');
const openTone = (data: EventData): Tone => (data.current === 'OPEN' || data.current === 'UNLOCKED' ? 'warning' : 'neutral');
const neutral = (): Tone => 'neutral';

const derived = (label: Message, icon: IconName, tone: (data: EventData) => Tone = neutral): EventDisplay => ({
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
    label: isCommandCapability(command.command) ? command_display[command.command].label : ('Command' as const),
    status: isCommandStatus(command.status) ? command_statuses[command.status] : undefined,
    by: typeof initiator === 'string' ? initiator : '',
    problem: Object.hasOwn(problems, kind) ? problems[kind as ProblemKind].title : '',
  };
};

const commandRequest = (data: EventData, { t }: Text): string => {
  const { label, by: name } = commandOf(data);
  const command = t(label);
  return name ? t('{command} requested by {name}', { command, name }) : t('{command} requested', { command });
};

const commandOutcome = (data: EventData, { t, translate }: Text): string => {
  const { label, status: reached, problem: title } = commandOf(data);
  const problem = translate(title);
  const [command, status] = [t(label), t(reached?.label ?? 'event|Progressed')];
  return problem ? t('{command}: {status} ({problem})', { command, status, problem }) : t('{command}: {status}', { command, status });
};
const commandTone = (data: EventData): Tone => commandOf(data).status?.tone ?? 'neutral';

const recorded = (data: EventData, text: Text): string => {
  const state = record(data.vehicle_state);
  const [first, ...others] = Object.keys(state).filter(isStateProperty);
  if (first === undefined) return text.t('State reported');
  if (others.length > 0) return text.t('State reported: {count} values', { count: others.length + 1 });
  return text.t('State reported: {value}', { value: valueText(first, record(state[first]).value, text) ?? text.t(stateLabel(first)) });
};

const edited = (data: EventData, { t }: Text): string => {
  const reasons = reasonsOf(data).map((reason) => t(reason_texts[reason]));
  const [last = '', first] = [reasons.at(-1), reasons.slice(0, -1).join(', ')];
  if (!last) return t('Edited');
  return t('Changed: {what}', { what: first ? t('{first} and {last}', { first, last }) : last });
};

const crossed =
  (named: Message, bare: Message) =>
  (data: EventData, { t }: Text): string => {
    const { name } = record(data.geofence);
    return typeof name === 'string' ? t(named, { name }) : t(bare);
  };

/** What a trip adds up to, as far as it is known. */
const measured = (data: EventData, text: Text): string => {
  const metrics = record(record(data.trip).metrics);
  const minutes = typeof metrics.duration_in_seconds === 'number' ? Math.round(metrics.duration_in_seconds / 60) : undefined;
  const kilometers = metrics.distance_in_kilometers;
  if (minutes === undefined) return text.t('Trip measured');
  if (typeof kilometers !== 'number') return text.t('Trip: {minutes} min', { minutes });
  return text.t('Trip: {kilometers} km in {minutes} min', { kilometers: text.formatNumber(kilometers, '', 1), minutes });
};

export const event_display: Record<EventType, EventDisplay> = {
  VehicleStateRecorded: { label: 'State reported', icon: 'activity', tone: neutral, sentence: recorded },
  VehicleCreated: {
    label: 'Vehicle added',
    icon: 'circle-plus',
    tone: () => 'accent',
    sentence: (data, { t }) => t(reasonsOf(data).includes('VEHICLE_RESTORED') ? 'Restored from the archive' : 'Added to the fleet'),
  },
  VehicleChanged: {
    label: 'Vehicle edited',
    icon: 'pencil',
    tone: neutral,
    sentence: edited,
  },
  VehicleRemoved: {
    label: 'Vehicle archived',
    icon: 'archive',
    tone: () => 'warning',
    sentence: (_data, { t }) => t('Moved to the archive'),
  },
  CommandRequested: {
    label: 'Command requested',
    icon: 'send',
    tone: neutral,
    sentence: commandRequest,
  },
  CommandProgressed: { label: 'Command in progress', icon: 'send', tone: commandTone, sentence: commandOutcome },
  CommandExecuted: { label: 'Command finished', icon: 'square-check', tone: commandTone, sentence: commandOutcome },
  GeofenceEntered: {
    label: 'Geofence entered',
    icon: 'map-pin',
    tone: () => 'accent',
    sentence: crossed('Entered {name}', 'Geofence entered'),
  },
  GeofenceLeft: { label: 'Geofence left', icon: 'map-pin', tone: neutral, sentence: crossed('Left {name}', 'Geofence left') },
  TripStarted: { label: 'Trip began', icon: 'route', tone: () => 'accent', sentence: (_data, { t }) => t('Trip began') },
  TripEnded: { label: 'Trip ended', icon: 'route', tone: neutral, sentence: (_data, { t }) => t('Trip ended') },
  TripMetricsReady: { label: 'Trip measured', icon: 'route', tone: neutral, sentence: measured },
  TripDiscarded: {
    label: 'Trip discarded',
    icon: 'route',
    tone: neutral,
    sentence: (_data, { t }) => t('Trip discarded: shorter than a minute'),
  },
  CentralLockChanged: derived('Central lock', 'lock', openTone),
  DrivingEnabledChanged: derived('Driving', 'key-round'),
  IgnitionChanged: derived('Ignition', 'power'),
  DoorsStatusChanged: derived('Doors', 'door-open', openTone),
  WindowsStatusChanged: derived('Windows', 'wind', openTone),
  VehicleKeyStatusChanged: derived('Vehicle key', 'key-round', (data) => (data.current === 'REMOVED' ? 'warning' : 'neutral')),
  ParkingBrakeChanged: derived('Parking brake', 'circle-parking'),
  HeadlightsStatusChanged: derived('Headlights', 'lightbulb'),
  ChargingStatusChanged: derived('property|Charging', 'battery-charging', (data) => (data.current === 'ERROR' ? 'danger' : 'charging')),
  ChargingAdapterStatusChanged: derived('Charging adapter', 'plug'),
  AbsStatusChanged: derived('ABS', 'shield-check', (data) => (data.current === 'DISABLED' ? 'warning' : 'neutral')),
  TopCaseLockChanged: derived('Top case lock', 'package', openTone),
  TopCaseLidChanged: derived('Top case lid', 'package-open', openTone),
  CenterStandPositionChanged: derived('Centre stand', 'arrow-up-down'),
  BatteryCompartmentLockChanged: derived('Battery compartment', 'battery-medium', openTone),
  IndicatorChanged: derived('Warning lamp', 'triangle-alert', lampTone),
};

/** Label of an event type that this version may not know. */
export const eventLabel = (type: string, { t }: Text): string =>
  Object.hasOwn(event_display, type)
    ? t(event_display[type as EventType].label)
    : formatConstant(type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' '));
