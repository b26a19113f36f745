import { Bot, Cpu, User } from 'lucide-react';
import type { Initiator as InitiatorType } from '#lib/domain/command-schema.ts';

const looks = {
  USER: { icon: User, word: 'Person' },
  API_CLIENT: { icon: Bot, word: 'API client' },
  SYSTEM: { icon: Cpu, word: 'Motorpool' },
} as const;

/** Who set something in motion: a person, an API client, or Motorpool itself. */
export function Initiator({ initiator }: { initiator: InitiatorType }) {
  const { icon: Glyph, word } = looks[initiator.type];
  return (
    <span className="inline-flex min-w-0 items-center gap-1" title={`${word}: ${initiator.name}`}>
      <Glyph aria-hidden size={12} className="shrink-0 text-ink-faint" />
      <span className="sr-only">{word}</span>
      <span className="truncate">{initiator.name}</span>
    </span>
  );
}
