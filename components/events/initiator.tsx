'use client';
import { Bot, Cpu, type LucideIcon, User } from 'lucide-react';
import { useText } from '#lib/client/text-provider.tsx';
import type { Initiator as InitiatorType } from '#lib/domain/command-schema.ts';
import type { Message } from '#lib/messages/text.ts';

const looks = {
  USER: { icon: User, word: 'Person' },
  API_CLIENT: { icon: Bot, word: 'API client' },
  SYSTEM: { icon: Cpu, word: 'Motorpool' },
} as const satisfies Record<InitiatorType['type'], { icon: LucideIcon; word: Message }>;

/** Who set something in motion: a person, an API client, or Motorpool itself. */
export function Initiator({ initiator }: { initiator: InitiatorType }) {
  const { icon: Glyph, word } = looks[initiator.type];
  const { t } = useText();
  return (
    <span className="inline-flex min-w-0 items-center gap-1" title={`${t(word)}: ${initiator.name}`}>
      <Glyph aria-hidden size={12} className="shrink-0 text-ink-faint" />
      <span className="sr-only">{t(word)}</span>
      <span className="truncate">{initiator.name}</span>
    </span>
  );
}
