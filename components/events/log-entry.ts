import type { EventLogEntry } from '#lib/contract/events.ts';
import type { LiveEvent } from '#lib/contract/live.ts';
import { command_display, event_display, eventLabel, type IconName, type Tone } from '#lib/display.ts';
import { isCommandCapability } from '#lib/domain/command.ts';
import type { Initiator } from '#lib/domain/command-schema.ts';
import { eventLogType } from '#lib/domain/event.ts';
import { type StateRecord, stateOfRecord } from '#lib/domain/state-record.ts';
import { isPosition, type Position, type VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Text } from '#lib/messages/text.ts';
import { editText } from './edit-sentence.ts';
import { stateSentence } from './state-sentence.ts';

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const isStateRecord = (data: Record<string, unknown>): boolean =>
  typeof data.t === 'string' && typeof data.s === 'object' && data.s !== null;

/** The values that a VehicleStateRecorded brought, whether it came as a record of the log or written out. */
export const stateOfEvent = (data: Record<string, unknown>): VehicleState =>
  isStateRecord(data) ? stateOfRecord(data as unknown as StateRecord) : (record(data.vehicle_state) as VehicleState);

/** A state that is older than what was known; it belongs to history. */
export const isLate = (data: Record<string, unknown>): boolean => data.late === 1;

const isInitiator = (value: object): value is Initiator =>
  'type' in value && 'id' in value && 'name' in value && typeof value.name === 'string' && value.name !== '';

const initiatorOf = (data: Record<string, unknown>): Initiator | undefined => {
  const initiator = record(record(data.command).initiated_by ?? data.initiated_by);
  return isInitiator(initiator) ? initiator : undefined;
};

const positionOf = (data: Record<string, unknown>): Position | undefined => {
  const position = record(record(data.vehicle_state).position).value ?? record(data.position).value ?? data.position;
  return isPosition(position) ? position : undefined;
};

/** A live event in the form in which the event log answers, so that both fill one list. */
export const toLogEntry = (event: LiveEvent & { initiated_by?: Initiator }): EventLogEntry => {
  const data =
    event.type === 'VehicleStateRecorded'
      ? { vehicle_id: event.vehicle_id, vehicle_state: stateOfEvent(event.data), ...(isLate(event.data) && { late: 1 }) }
      : event.data;
  const initiated_by = event.initiated_by ?? initiatorOf(data);
  const position = positionOf(data);
  return {
    id: event.id,
    sequence: event.sequence,
    event_type: eventLogType(event.type),
    type: event.type,
    vehicle_id: event.vehicle_id,
    occurred_at: event.occurred_at,
    received_at: event.received_at,
    data,
    flow_id: event.flow_id,
    ...(position && { position: { value: position } }),
    ...(initiated_by && { initiated_by }),
  };
};

/** Who asked stands in a place of its own, so the line leaves it out. */
const withoutInitiator = (data: EventLogEntry['data']): EventLogEntry['data'] =>
  'command' in data ? { ...data, command: { ...record(data.command), initiated_by: undefined } } : data;

const late_after_ms = 60_000;

/** It happened notably before it arrived, as with a unit that was out of coverage. */
export const cameLate = (entry: Pick<EventLogEntry, 'occurred_at' | 'received_at'>): boolean =>
  Date.parse(entry.received_at) - Date.parse(entry.occurred_at) > late_after_ms;

export interface EntryText {
  sentence: string;
  tone: Tone;
  icon: IconName;
}

/** How an entry appears: its line, its tone, its icon. Never fails, whatever version the data are of. */
export const entryText = (entry: EventLogEntry, text: Text): EntryText => {
  const display = Object.hasOwn(event_display, entry.type) ? event_display[entry.type] : undefined;
  if (!display) return { sentence: eventLabel(entry.type, text), tone: 'neutral', icon: 'activity' };
  const edit = entry.type === 'VehicleChanged' ? editText(entry.data, text) : undefined;
  if (edit) return edit;
  const { settled_by, status, command: name } = record(entry.data.command);
  const command = isCommandCapability(name) ? name : undefined;
  if (command && settled_by === 'PERSON') {
    const { label, icon } = command_display[command];
    const settled = status === 'SUCCEEDED' ? '{command}: a person settled it as done' : '{command}: a person settled it as not done';
    const sentence = text.t(settled, { command: text.t(label) });
    return { sentence, tone: display.tone(entry.data), icon };
  }
  return {
    sentence:
      (entry.type === 'VehicleStateRecorded' && stateSentence(stateOfEvent(entry.data), text)) ||
      display.sentence(withoutInitiator(entry.data), text),
    tone: display.tone(entry.data),
    icon: command ? command_display[command].icon : display.icon,
  };
};
