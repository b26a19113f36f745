import { z } from 'zod';
import type { NotificationCondition } from '#lib/contract/notifications.ts';
import type { EventType } from '#lib/domain/event.ts';
import { type NotificationCondition as ConditionType, energy_margin_in_percent } from '#lib/domain/notification.ts';
import type { EventRow } from '#server/store/events.ts';
import { parseStateRecord } from '#server/streams/state-history.ts';

/** What an event means to a subscription. `holds`: a condition begins or ends; absent: something happened that is over at once. */
export interface Signal {
  matter: EventType | ConditionType;
  holds?: boolean;
  /** What a line about it says beyond the matter. */
  detail: Record<string, unknown>;
}

export interface Wanted {
  event_types: readonly EventType[];
  conditions: readonly NotificationCondition[];
}

const Change = z.object({
  reasons: z.array(z.string()),
  vehicle: z.object({ life_status: z.object({ value: z.string() }), last_contact_at: z.string().optional() }),
});
const CommandEnd = z.object({
  command: z.object({ command: z.string(), status: z.string(), problem_type: z.string().optional() }),
});
const energy = 'state_of_charge_or_fuel_level_in_percent';
const longest_detail = 2_000;

const parse = (text: string): Record<string, unknown> => {
  const data: unknown = JSON.parse(text);
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
};

/** Enough of the data for a sentence; who did it and where it was is left in the log, with its permissions. */
const detailOf = (data: Record<string, unknown>): Record<string, unknown> => {
  const { vehicle: _, vehicle_id: __, fleet_id: ___, position: ____, initiated_by: _____, command, ...rest } = data;
  const told = { ...rest, ...(command ? { command: CommandEnd.shape.command.safeParse(command).data ?? {} } : {}) };
  return JSON.stringify(told).length > longest_detail ? {} : told;
};

const judgeEnergy = (row: EventRow, percent: number): Signal | undefined => {
  const record = parseStateRecord(row.data);
  const value = record && !record.late ? record.s[energy] : undefined;
  if (typeof value !== 'number') return undefined;
  const signal = { matter: 'LOW_ENERGY' as const, detail: { percent: value } };
  if (value <= percent) return { ...signal, holds: true };
  return value >= percent + energy_margin_in_percent ? { ...signal, holds: false } : undefined;
};

const judgeCondition = (condition: NotificationCondition, row: EventRow): Signal | undefined => {
  if (condition.type === 'LOW_ENERGY') return row.type === 'VehicleStateRecorded' ? judgeEnergy(row, condition.percent) : undefined;
  if (condition.type === 'VEHICLE_SILENT') {
    const change = row.type === 'VehicleChanged' ? Change.safeParse(parse(row.data)).data : undefined;
    if (!change?.reasons.includes('LIFE_STATUS_CHANGED')) return undefined;
    const { life_status, last_contact_at } = change.vehicle;
    return { matter: 'VEHICLE_SILENT', holds: life_status.value === 'OFFLINE', detail: last_contact_at ? { last_contact_at } : {} };
  }
  const end = row.type === 'CommandExecuted' ? CommandEnd.safeParse(parse(row.data)).data : undefined;
  return end?.command.status === 'UNKNOWN' ? { matter: 'COMMAND_UNKNOWN', detail: { command: end.command } } : undefined;
};

/** What a subscription has to hear of an event: of a condition, else of the event as such. */
export const matchEvent = ({ event_types, conditions }: Wanted, row: EventRow): Signal[] => {
  const signals = conditions.flatMap((condition) => judgeCondition(condition, row) ?? []);
  if (signals.some(({ holds }) => holds !== false) || !event_types.includes(row.type)) return signals;
  return [...signals, { matter: row.type, detail: detailOf(parse(row.data)) }];
};

/** Types of events that a subscription must read. */
export const typesToRead = ({ event_types, conditions }: Wanted): EventType[] => {
  const of_condition: Record<ConditionType, EventType> = {
    VEHICLE_SILENT: 'VehicleChanged',
    LOW_ENERGY: 'VehicleStateRecorded',
    COMMAND_UNKNOWN: 'CommandExecuted',
  };
  return [...new Set([...event_types, ...conditions.map(({ type }) => of_condition[type])])];
};
