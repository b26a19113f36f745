/**
 * How far a command has come, as a person should read it: what is certain, what is awaited, and what the certainty rests on.
 * "Accepted" is the vendor's word; only "confirmed" is the vehicle's. The two are never merged.
 */

import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { Message } from '#lib/messages/text.ts';
import { isRunning } from './command-entries.ts';

export const ladder_steps = ['requested', 'sent', 'accepted', 'confirmed'] as const;
export type LadderStep = (typeof ladder_steps)[number];

/** `awaited`: the next thing to happen · `skipped`: passed without a sign of its own · `open`: not reached (yet). */
export type RungState = 'done' | 'awaited' | 'open' | 'skipped' | 'failed' | 'unknown';

export interface Rung {
  step: LadderStep;
  label: Message;
  state: RungState;
  at?: string;
  /** Since the command was requested. */
  after_ms?: number;
  note?: Message;
}

const labels: Record<LadderStep, Message> = {
  requested: 'Requested',
  sent: 'Sent',
  accepted: 'Accepted by the vendor',
  confirmed: 'Confirmed by the vehicle',
};

const evidence = {
  ANSWER: 'proved by the answer',
  STATE: 'proved by the vehicle’s state',
  PERSON: 'settled by a person',
} as const satisfies Record<string, Message>;

const reached = (entry: CommandLogEntry): Partial<Record<LadderStep, string>> => ({
  requested: entry.requested_at,
  ...(entry.sent_at && { sent: entry.sent_at }),
  ...(entry.accepted_at && { accepted: entry.accepted_at }),
  ...(entry.status === 'SUCCEEDED' && { confirmed: entry.finished_at ?? entry.accepted_at ?? entry.sent_at ?? entry.requested_at }),
});

/** The rung at which a command that did not succeed came to its end. */
const brokenStep = (entry: CommandLogEntry): LadderStep => {
  if (entry.settled_by === 'PERSON') return 'confirmed';
  if (entry.status === 'REJECTED' || entry.status === 'EXPIRED' || !entry.sent_at) return 'sent';
  return entry.accepted_at ? 'confirmed' : entry.status === 'UNKNOWN' ? 'confirmed' : 'accepted';
};

const stateOf = (entry: CommandLogEntry, step: LadderStep, at: string | undefined, next: LadderStep | undefined): RungState => {
  if (at) return 'done';
  if (entry.status === 'SUCCEEDED') return 'skipped';
  if (isRunning(entry)) return step === next ? 'awaited' : 'open';
  const broken = brokenStep(entry);
  if (step === broken) return entry.status === 'UNKNOWN' ? 'unknown' : 'failed';
  return ladder_steps.indexOf(step) < ladder_steps.indexOf(broken) ? 'skipped' : 'open';
};

const noteOf = (entry: CommandLogEntry, step: LadderStep, state: RungState): Message | undefined => {
  if (state === 'skipped') return 'no separate sign';
  if (step === 'sent' && state === 'failed') return 'nothing was sent';
  if (step !== 'confirmed') return undefined;
  return (state === 'done' || state === 'failed') && entry.settled_by ? evidence[entry.settled_by] : undefined;
};

/** The four rungs of a command with the time and the evidence of each. */
export const ladderOf = (entry: CommandLogEntry): Rung[] => {
  const times = reached(entry);
  const next = ladder_steps.find((step) => !times[step]);
  return ladder_steps.map((step) => {
    const at = times[step];
    const state = stateOf(entry, step, at, next);
    const note = noteOf(entry, step, state);
    return {
      step,
      label: labels[step],
      state,
      ...(at && { at, after_ms: Date.parse(at) - Date.parse(entry.requested_at) }),
      ...(note && { note }),
    };
  });
};
