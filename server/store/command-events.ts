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

/** Of whoever acted for the other fleet of a shared vehicle only that fleet is told. */
const byFleet = (entry: CommandLogEntry, fleet_id: string): CommandLogEntry => {
  const { reason: _, ...rest } = entry;
  return { ...rest, initiated_by: { type: entry.initiated_by.type, id: fleet_id, name: `Fleet ${fleet_id}` } };
};

/** The entry as this fleet may see it. */
export const commandEntryFor = (fleet_id: string, row: CommandRow): CommandLogEntry => {
  const initiator_fleet_id = row.initiator_fleet_id ?? row.fleet_id;
  const entry = toCommandLogEntry(row);
  return initiator_fleet_id === fleet_id ? entry : byFleet(entry, initiator_fleet_id);
};

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
  data: { vehicle_id: row.vehicle_id, fleet_id: row.fleet_id, command: commandEntryFor(row.fleet_id, row) },
  partner_fleet_id: row.initiator_fleet_id,
  partner_data: {
    vehicle_id: row.vehicle_id,
    fleet_id: row.fleet_id,
    command: row.initiator_fleet_id ? toCommandLogEntry(row) : byFleet(toCommandLogEntry(row), row.fleet_id),
  },
});
