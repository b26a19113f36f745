import { type CommandStatus, isCommandCapability, isCommandStatus, open_command_statuses } from '#lib/domain/command.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';

/** A command only moves up its ladder. */
export const command_rank: Record<CommandStatus, number> = {
  REQUESTED: 0,
  DISPATCHING: 1,
  ACCEPTED: 2,
  UNKNOWN: 3,
  SUCCEEDED: 4,
  FAILED: 4,
  REJECTED: 4,
  EXPIRED: 4,
};

/** Has what the screens read. An entry of the log may be of a version that wrote less, or of one that knows more commands. */
const isCommandLogEntry = (value: Partial<Record<keyof CommandLogEntry, unknown>>): value is CommandLogEntry =>
  isCommandCapability(value.command) &&
  isCommandStatus(value.status) &&
  [value.id, value.vehicle_id, value.requested_at, value.flow_id].every((text) => typeof text === 'string') &&
  typeof value.initiated_by === 'object' &&
  value.initiated_by !== null;

/** The command inside the data of a command event; undefined for other events and for shapes of another version. */
export const commandOfEvent = (data: Readonly<Record<string, unknown>>): CommandLogEntry | undefined => {
  const command = data.command;
  if (typeof command !== 'object' || command === null) return undefined;
  const entry = { vehicle_id: data.vehicle_id, ...command };
  return isCommandLogEntry(entry) ? entry : undefined;
};

/** A command only moves up its ladder, so whichever source is further along is the newer one, in whatever order they arrive. */
const further = (known: CommandLogEntry, other: CommandLogEntry): CommandLogEntry =>
  command_rank[other.status] >= command_rank[known.status] ? other : known;

const newestFirst = (a: CommandLogEntry, b: CommandLogEntry): number =>
  a.requested_at === b.requested_at ? (a.id < b.id ? 1 : -1) : a.requested_at < b.requested_at ? 1 : -1;

/** Known commands with `entries` merged in: newest first, one entry per command, at most `limit`. */
export const mergeCommands = (known: readonly CommandLogEntry[], entries: readonly CommandLogEntry[], limit = 50): CommandLogEntry[] => {
  const by_id = new Map(known.map((entry) => [entry.id, entry]));
  for (const entry of entries) {
    const present = by_id.get(entry.id);
    by_id.set(entry.id, present ? further(present, entry) : entry);
  }
  return [...by_id.values()].sort(newestFirst).slice(0, limit);
};

export const isRunning = (entry: CommandLogEntry): boolean => (open_command_statuses as readonly CommandStatus[]).includes(entry.status);
