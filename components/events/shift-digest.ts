import type { EventLogEntry } from '#lib/contract/events.ts';
import type { EventType } from '#lib/domain/event.ts';

/** What a digest reads of the log. */
export const digest_types: readonly EventType[] = [
  'CommandExecuted',
  'IndicatorChanged',
  'AbsStatusChanged',
  'VehicleCreated',
  'VehicleChanged',
  'VehicleRemoved',
];

export interface Digest {
  commands: number;
  failed: number;
  unknown: number;
  warnings: number;
  offline: number;
  added: number;
  archived: number;
}

const hasReason = (data: Record<string, unknown>, reason: string): boolean => Array.isArray(data.reasons) && data.reasons.includes(reason);
const statusOf = (data: Record<string, unknown>): unknown => (data.command as { status?: unknown } | undefined)?.status;
const lifeOf = (data: Record<string, unknown>): unknown =>
  (data.vehicle as { life_status?: { value?: unknown } } | undefined)?.life_status?.value;

const isFallingSilent = ({ type, data }: EventLogEntry): boolean =>
  type === 'VehicleChanged' && hasReason(data, 'LIFE_STATUS_CHANGED') && lifeOf(data) === 'OFFLINE';
const isWarning = ({ type, data }: EventLogEntry): boolean =>
  (type === 'IndicatorChanged' || type === 'AbsStatusChanged') && (data.current === 'ON' || data.current === 'SENSOR_FAILURE');

/** What happened, in numbers: commands as they stand now, lamps that came on, vehicles that came, went or fell silent. */
export const digestOf = (entries: readonly EventLogEntry[]): Digest => {
  const count = (matches: (entry: EventLogEntry) => boolean) => entries.filter(matches).length;
  const ended = entries.filter(({ type }) => type === 'CommandExecuted').sort((a, b) => a.sequence - b.sequence);
  // A command that was settled later is told twice; the newest counts.
  const statuses = [
    ...new Map(ended.map(({ id, data }) => [(data.command as { id?: string } | undefined)?.id ?? id, statusOf(data)])).values(),
  ];
  return {
    commands: statuses.length,
    failed: statuses.filter((status) => status === 'FAILED').length,
    unknown: statuses.filter((status) => status === 'UNKNOWN').length,
    warnings: count(isWarning),
    offline: count(isFallingSilent),
    added: count(({ type }) => type === 'VehicleCreated'),
    archived: count(({ type }) => type === 'VehicleRemoved'),
  };
};
