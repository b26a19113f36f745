import type { CommandPlan, command_plan_operations } from '../command-plans.ts';
import type { command_operations } from '../commands.ts';
import type { EventLogEntry, event_operations } from '../events.ts';
import type { ExamplesOf } from './example-type.ts';
import { command, command_id, fleet_id, initiated_by, page_token, reported_at, state, vehicle_id } from './example-vehicle.ts';

const params = { vehicle_id };
const entry = { vehicle_id, command_id };

const other_vehicle_id = 'K4T9X';
const plan_path = { plan_id: '01JA0B7NAB4D0R5XW1E8ZT3QHM' };
const moving = { vehicle_id: other_vehicle_id, verdict: 'MOVING' } as const;
const plan: CommandPlan = {
  id: plan_path.plan_id,
  command: 'LOCK_CENTRAL_LOCK',
  created_at: '2026-05-18T21:58:00.000Z',
  expires_at: '2026-05-18T22:08:00.000Z',
  items: [{ vehicle_id, verdict: 'READY' }, moving],
};
const running = { ...plan, run_at: '2026-05-18T21:59:10.000Z', expires_at: '2026-05-18T22:09:10.000Z', reason: 'End of the day.' };

const log_entry = {
  id: '01JA0B7SCYX2V9T4H6MJKQ8D3W',
  sequence: 184_467,
  event_type: 'CENTRAL_LOCK_CHANGED',
  type: 'CentralLockChanged',
  vehicle_id,
  occurred_at: reported_at,
  received_at: '2026-05-18T09:41:07.300Z',
  position: { value: { lat: -34.90561, lon: -56.18842 } },
  data: { vehicle_id, fleet_id, property: 'central_lock', previous: 'LOCKED', current: 'UNLOCKED' },
  initiated_by,
  linked_event_id: '01JA0B7SCYQ8RT5Y0N3V6ZKD2E',
  flow_id: command.flow_id,
} as const satisfies EventLogEntry;

const event_path = { event_id: log_entry.id };
const person = { type: 'USER', id: '01J9ZJ5M8N3QRS7TVWXY2Z4ABC', name: 'Rosa Ferreira' } as const;
const made = { at: '2026-05-18T09:44:00.000Z', by: person };

export const command_examples: ExamplesOf<
  keyof typeof command_operations | keyof typeof command_plan_operations | keyof typeof event_operations
> = {
  runCommand: {
    params: { vehicle_id, command: 'unlock-central-lock' },
    body: {},
    output: state,
  },
  listCommandLog: { params, query: { status: ['SUCCEEDED'], limit: 20 }, output: { items: [command], next_page_token: page_token } },
  getCommandLogEntry: { params: entry, output: command },
  resolveCommand: {
    params: entry,
    body: { status: 'SUCCEEDED', reason: 'The customer is driving.' },
    output: { ...command, settled_by: 'PERSON' },
  },
  createCommandPlan: { body: { command: 'LOCK_CENTRAL_LOCK', vehicle_ids: [vehicle_id, other_vehicle_id] }, output: plan },
  runCommandPlan: {
    params: plan_path,
    body: { reason: 'End of the day.' },
    output: { ...running, items: [{ vehicle_id, verdict: 'READY', status: 'REQUESTED' }, moving] },
  },
  getCommandPlan: {
    params: plan_path,
    output: { ...running, items: [{ vehicle_id, verdict: 'READY', command_id, status: 'SUCCEEDED' }, moving] },
  },
  getEventLogEntry: { params: { event_id: log_entry.id }, output: { ...log_entry, vehicle_state: state } },
  acknowledgeEvent: { params: event_path, body: {}, output: { acknowledgement: made, comments: [] } },
  assignEvent: {
    params: event_path,
    body: { user_id: person.id },
    output: { assignment: { ...made, to: { id: person.id, name: person.name } }, comments: [] },
  },
  commentEvent: {
    params: event_path,
    body: { text: 'The customer had asked for it.' },
    output: { comments: [{ id: '01JA0C9H2JQ4R6TVWXY8Z1ABCD', ...made, text: 'The customer had asked for it.' }] },
  },
  exportEventLog: {
    body: { vehicle_id, occurred_after: '2026-05-18T00:00:00Z', occurred_before: '2026-05-19T00:00:00Z' },
    output: [
      'occurred_at,received_at,event_type,vehicle_id,latitude,longitude,initiated_by,data,flow_id,sequence,id',
      `${reported_at},${log_entry.received_at},CENTRAL_LOCK_CHANGED,${vehicle_id},-34.90561,-56.18842,${initiated_by.name},"{""property"":""central_lock""}",${command.flow_id},184467,${log_entry.id}`,
      '',
    ].join('\r\n'),
  },
  queryEventLog: {
    body: { vehicle_id, occurred_after: '2026-05-18T09:00:00Z', event_types: ['CENTRAL_LOCK_CHANGED'], limit: 100 },
    output: {
      items: [log_entry],
    },
  },
};
