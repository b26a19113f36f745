import { Check, Hand, MessageSquare } from 'lucide-react';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventMarks } from '#lib/contract/events.ts';

/** What people made of an event, small, for a line of a list. */
export function MarkSigns({ marks: { acknowledgement, assignment, comments } }: { marks: EventMarks }) {
  const { t, count } = useText();
  const signs = [
    ...(acknowledgement ? [{ glyph: Check, text: t('Acknowledged by {name}', { name: acknowledgement.by.name }) }] : []),
    ...(assignment ? [{ glyph: Hand, text: t('Assigned to {name}', { name: assignment.to.name }) }] : []),
    ...(comments.length > 0 ? [{ glyph: MessageSquare, text: count(comments.length, '{count} comment', '{count} comments') }] : []),
  ];
  return (
    <span className="inline-flex shrink-0 gap-1 text-ink-faint">
      {signs.map(({ glyph: Glyph, text }) => (
        <span key={text} title={text}>
          <Glyph aria-hidden size={12} />
          <span className="sr-only">{text}</span>
        </span>
      ))}
    </span>
  );
}
