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

const effect_ms = 120_000;

/** The newest command that was asked for within two minutes before the event: what a unit does for it arrives as a report of its own. */
export const commandBefore = (event: EventLogEntry, around: readonly EventLogEntry[]): Cause | undefined => {
  const requests = around
    .filter(({ type, initiated_by, occurred_at }) => {
      const ahead_ms = Date.parse(event.occurred_at) - Date.parse(occurred_at);
      return type === 'CommandRequested' && initiated_by !== undefined && ahead_ms >= 0 && ahead_ms <= effect_ms;
    })
    .sort((a, b) => b.sequence - a.sequence);
  return requests[0] && causeOf([requests[0]]);
};

/** The first event of the chain that somebody initiated, else its first event. The events share a flow id and stand in any order. */
export const causeOf = (chain: readonly EventLogEntry[]): Cause | undefined => {
  const ordered = [...chain].sort((a, b) => a.sequence - b.sequence);
  const entry = ordered.find(({ initiated_by }) => initiated_by !== undefined) ?? ordered[0];
  return entry && { at: entry.occurred_at, entry, ...(entry.initiated_by && { by: entry.initiated_by }) };
};

const askedFor = ({ by, entry }: Cause, { t }: Text): string | undefined => {
  const { command: name } = (entry.data.command ?? {}) as { command?: unknown };
  if (!by || !isCommandCapability(name)) return undefined;
  return t('{name} asked for “{command}” {where}.', {
    name: by.name,
    command: t(command_display[name].label),
    where: t(doorways[by.type]),
  });
};

/** `Rosa asked for “Unlock” in the web app.` `before`: a command that may be behind a report that nobody initiated. */
export const causeSentence = (cause: Cause, text: Text, before?: Cause): string => {
  const { t } = text;
  const { by, entry } = cause;
  const asked_before = before && askedFor(before, text);
  if (!by && asked_before) return t('The vehicle reported it. Shortly before: {what}', { what: asked_before });
  if (!by) return t('The vehicle reported it by itself; in the two minutes before nobody had asked for anything.');
  return (
    askedFor(cause, text) ??
    t('{name} changed it {where}: {what}', { name: by.name, where: t(doorways[by.type]), what: entryText(entry, text).sentence })
  );
};
