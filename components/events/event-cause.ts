import type { EventLogEntry } from '#lib/contract/events.ts';
import { command_display } from '#lib/display.ts';
import { isCommandCapability } from '#lib/domain/command.ts';
import type { Initiator } from '#lib/domain/command-schema.ts';
import type { Text } from '#lib/messages/text.ts';
import { entryText } from './log-entry.ts';

/** What set a chain of events off: who, from where, doing what. Undefined `by`: the vehicle itself. */
export interface Cause {
  at: string;
  by?: Initiator;
  entry: EventLogEntry;
}

const doorways = { USER: 'in the web app', API_CLIENT: 'through the API', SYSTEM: 'by itself' } as const;

/** The first event of the chain that somebody initiated, else its first event. The events share a flow id and stand in any order. */
export const causeOf = (chain: readonly EventLogEntry[]): Cause | undefined => {
  const ordered = [...chain].sort((a, b) => a.sequence - b.sequence);
  const entry = ordered.find(({ initiated_by }) => initiated_by !== undefined) ?? ordered[0];
  return entry && { at: entry.occurred_at, entry, ...(entry.initiated_by && { by: entry.initiated_by }) };
};

/** `Rosa asked for “Unlock” in the web app.` */
export const causeSentence = ({ by, entry }: Cause, text: Text): string => {
  const { t } = text;
  if (!by) return t('The vehicle reported it by itself; nobody had asked for it.');
  const { command: name } = (entry.data.command ?? {}) as { command?: unknown };
  const where = t(doorways[by.type]);
  if (isCommandCapability(name))
    return t('{name} asked for “{command}” {where}.', { name: by.name, command: t(command_display[name].label), where });
  return t('{name} changed it {where}: {what}', { name: by.name, where, what: entryText(entry, text).sentence });
};
