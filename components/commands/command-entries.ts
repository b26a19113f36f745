import { CommandLogEntry, type CommandStatus, open_command_statuses } from '#lib/domain/command.ts';

const rank: Record<CommandStatus, number> = {
  REQUESTED: 0,
  DISPATCHING: 1,
  ACCEPTED: 2,
  UNKNOWN: 3,
  SUCCEEDED: 4,
  FAILED: 4,
  REJECTED: 4,
  EXPIRED: 4,
};

/** The command inside the data of a command event; undefined for other events and for shapes of another version. */
export const commandOfEvent = (data: Readonly<Record<string, unknown>>): CommandLogEntry | undefined => {
  const command = data.command;
  if (typeof command !== 'object' || command === null) return undefined;
  const parsed = CommandLogEntry.safeParse('vehicle_id' in command ? command : { ...command, vehicle_id: data.vehicle_id });
  return parsed.success ? parsed.data : undefined;
};

/** A command only moves up its ladder, so whichever source is further along is the newer one, in whatever order they arrive. */
const further = (known: CommandLogEntry, other: CommandLogEntry): CommandLogEntry =>
  rank[other.status] >= rank[known.status] ? other : known;

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
