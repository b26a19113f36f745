/**
 * The vehicle's history as a person reads it: a command is one entry at the moment it was asked for, however many events it raised,
 * and its line tells the newest of them; what a person settled later stays an entry of its own.
 */
import { commandOfEvent } from '#components/commands/command-entries.ts';
import { type EventKind, kindOf } from '#components/events/event-kinds.ts';
import type { EventLogEntry } from '#lib/contract/events.ts';
import type { CommandLogEntry, Initiator } from '#lib/domain/command-schema.ts';

export interface TimelineEntry {
  key: string;
  kind: EventKind;
  at: string;
  sequence: number;
  /** The newest event of the entry. */
  event: EventLogEntry;
  command?: CommandLogEntry;
  initiated_by?: Initiator;
  flow_id: string;
}

const keyOf = (event: EventLogEntry, command: CommandLogEntry | undefined): string =>
  command && command.settled_by !== 'PERSON' ? `command ${command.id}` : event.id;

const entryOf = (event: EventLogEntry): TimelineEntry => {
  const command = commandOfEvent(event.data);
  const own = command && command.settled_by !== 'PERSON';
  // The event of a settlement names who asked for the command, not who settled it.
  const initiated_by = command && !own ? undefined : (event.initiated_by ?? command?.initiated_by);
  return {
    key: keyOf(event, command),
    kind: kindOf(event.type),
    at: own ? command.requested_at : event.occurred_at,
    sequence: event.sequence,
    event,
    ...(command && { command }),
    ...(initiated_by && { initiated_by }),
    flow_id: event.flow_id,
  };
};

const newestFirst = (a: TimelineEntry, b: TimelineEntry): number => (a.at === b.at ? b.sequence - a.sequence : a.at < b.at ? 1 : -1);

/** Entries of the log, in any order, as timeline entries: newest first, events of one command joined. */
export const timelineOf = (events: readonly EventLogEntry[]): TimelineEntry[] => {
  const by_key = new Map<string, TimelineEntry>();
  for (const event of events) {
    const entry = entryOf(event);
    const known = by_key.get(entry.key);
    if (!known || known.sequence < entry.sequence) by_key.set(entry.key, entry);
  }
  return [...by_key.values()].sort(newestFirst);
};

export interface TimelineDay {
  /** Calendar day in the zone, `2026-11-20`. */
  day: string;
  entries: TimelineEntry[];
}

const day_formats = new Map<string, Intl.DateTimeFormat>();

/** Calendar day of an instant in a zone of the IANA database, `2026-11-20`. */
export const dayIn = (iso: string, time_zone: string): string => {
  const known = day_formats.get(time_zone);
  const format = known ?? new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: time_zone });
  if (!known) day_formats.set(time_zone, format);
  return format.format(new Date(iso));
};

/** Entries that are sorted already, cut at midnight of the fleet's zone. */
export const groupByDay = (entries: readonly TimelineEntry[], time_zone: string): TimelineDay[] => {
  const days: TimelineDay[] = [];
  for (const entry of entries) {
    const day = dayIn(entry.at, time_zone);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
};

/** How many entries share a flow id; those above one are worth a "related" mark. */
export const flowCounts = (entries: readonly TimelineEntry[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { flow_id } of entries) counts.set(flow_id, (counts.get(flow_id) ?? 0) + 1);
  return counts;
};

const shown_after_ms = 10 * 60_000;

/** The end of a timeline that is looked at around an instant: what followed it closely is shown too. */
export const feedEnd = (look_at: string): string => new Date(Date.parse(look_at) + shown_after_ms).toISOString();
