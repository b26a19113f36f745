import { screenAdvice } from '#components/docs/screen-advice.ts';
import { command_statuses, type Tone } from '#lib/display.ts';
import { commandDefinition } from '#lib/domain/command.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import { problemKind, problems } from '#lib/domain/problem.ts';
import type { Message, Text } from '#lib/messages/text.ts';

export interface Verdict {
  tone: Tone;
  title: string;
  /** What is known, and whose side it happened on. */
  text: string;
  advice?: string;
  /** Page that explains the problem. */
  problem_path?: string;
}

/** Whose side a problem lies on and what to do first; undefined for a type this version does not know. */
export const explainProblem = (
  type: string,
  { language, translate }: Text,
): { title: string; owner: string; advice: string; path: string } | undefined => {
  const kind = problemKind(type);
  if (!kind) return undefined;
  return { title: translate(problems[kind].title), ...screenAdvice(kind, language), path: `/docs${type}` };
};

const ended = (entry: CommandLogEntry, words: Text): Verdict => {
  const { t } = words;
  const { tone, label, hint } = command_statuses[entry.status];
  const explained = entry.problem_type ? explainProblem(entry.problem_type, words) : undefined;
  return {
    tone,
    title: t(label),
    text: explained ? `${explained.title}. ${explained.owner}` : t(hint),
    ...(explained && { advice: explained.advice, problem_path: explained.path }),
  };
};

const succeeded = (entry: CommandLogEntry): Message => {
  if (entry.settled_by === 'PERSON') return 'A person settled it as done.';
  return commandDefinition(entry.command).harmless ? 'The vehicle answered.' : 'The vehicle did it.';
};

/** How a command ended, in words; undefined while it runs. */
export const verdictOf = (entry: CommandLogEntry, text: Text): Verdict | undefined => {
  const { t } = text;
  const { tone, label } = command_statuses[entry.status];
  switch (entry.status) {
    case 'REQUESTED':
    case 'DISPATCHING':
    case 'ACCEPTED':
      return undefined;
    case 'SUCCEEDED':
      return { tone, title: t(label), text: t(succeeded(entry)) };
    case 'UNKNOWN':
      return {
        tone,
        title: t('Outcome unknown'),
        text: t(
          'It was sent, but nothing proves that it was done or not done. It may have taken effect, and it is not sent again by itself.',
        ),
        advice: t('A later report of the vehicle may settle it. If someone has seen the vehicle, settle it here.'),
        problem_path: '/docs/problems/vehicle/command-outcome-unknown',
      };
    case 'EXPIRED':
      return {
        ...ended(entry, text),
        text: t('It waited too long and nothing was sent.'),
        advice: t('Send it again if it is still needed.'),
      };
    case 'FAILED':
      return entry.settled_by === 'PERSON' ? { tone, title: t(label), text: t('A person settled it as not done.') } : ended(entry, text);
    case 'REJECTED':
      return ended(entry, text);
  }
};
