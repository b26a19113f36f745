import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type NoticeTone = 'ok' | 'neutral' | 'warning' | 'danger';

const looks: Record<NoticeTone, { glyph: LucideIcon; look: string }> = {
  ok: { glyph: CircleCheck, look: 'bg-ok-soft text-ok-ink' },
  neutral: { glyph: Info, look: 'bg-neutral-soft text-neutral-ink' },
  warning: { glyph: TriangleAlert, look: 'bg-warning-soft text-warning-ink' },
  danger: { glyph: CircleAlert, look: 'bg-danger-soft text-danger-ink' },
};

export interface NoticeProps {
  tone: NoticeTone;
  /** Read out at once: for what follows an act of the person. */
  urgent?: boolean;
  className?: string;
  children: ReactNode;
}

/** A fact that belongs to the form or list it stands in. */
export function Notice({ tone, urgent = false, className, children }: NoticeProps) {
  const { glyph: Glyph, look } = looks[tone];
  return (
    <div {...(urgent && { role: 'alert' })} className={clsx('flex items-start gap-2 rounded-md px-2.5 py-2', look, className)}>
      <Glyph aria-hidden size={15} className="mt-px shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
