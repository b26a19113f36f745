import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { EventType } from '#lib/domain/event.ts';
import type { CommandRow } from './commands.ts';
import type { NewEvent } from './write.ts';

const optional = <K extends string, V>(key: K, value: V | null): { [P in K]?: V } =>
  (value === null ? {} : { [key]: value }) as { [P in K]?: V };

export const toCommandLogEntry = (row: CommandRow): CommandLogEntry => ({
  id: row.id,
  vehicle_id: row.vehicle_id,
  command: row.command,
  status: row.status,
  initiated_by: {
    type: row.initiator_type as CommandLogEntry['initiated_by']['type'],
    id: row.initiator_id,
    name: row.initiator_name,
  },
  requested_at: row.requested_at,
  flow_id: row.flow_id,
  ...optional('reason', row.reason),
  ...optional('sent_at', row.sent_at),
  ...optional('accepted_at', row.accepted_at),
  ...optional('finished_at', row.finished_at),
  ...optional('problem_type', row.problem_type),
  ...optional('plan_id', row.plan_id),
  ...optional('settled_by', row.settled_by as CommandLogEntry['settled_by'] | null),
});

const event_by_status: Record<CommandRow['status'], EventType> = {
  REQUESTED: 'CommandRequested',
  DISPATCHING: 'CommandProgressed',
  ACCEPTED: 'CommandProgressed',
  SUCCEEDED: 'CommandExecuted',
  FAILED: 'CommandExecuted',
  UNKNOWN: 'CommandExecuted',
  REJECTED: 'CommandExecuted',
  EXPIRED: 'CommandExecuted',
};

/** The event that tells where a command stands now. */
export const commandEvent = (row: CommandRow, occurred_at: string): NewEvent => ({
  fleet_id: row.fleet_id,
  type: event_by_status[row.status],
  vehicle_id: row.vehicle_id,
  occurred_at,
  flow_id: row.flow_id,
  data: { vehicle_id: row.vehicle_id, fleet_id: row.fleet_id, command: toCommandLogEntry(row) },
});
