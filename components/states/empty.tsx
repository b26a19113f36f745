import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface EmptyProps {
  /** What is not there. */
  title: ReactNode;
  /** Why, and what brings something here. */
  description?: ReactNode;
  icon?: LucideIcon;
  action?: ReactNode;
  className?: string;
}

/** Nothing to show, said as a fact and with the next step. */
export function Empty({ title, description, icon: Glyph, action, className }: EmptyProps) {
  return (
    <div className={clsx('flex flex-col items-center px-4 py-10 text-center', className)}>
      {Glyph && <Glyph aria-hidden size={22} strokeWidth={1.5} className="mb-3 text-ink-faint" />}
      <p className="font-medium">{title}</p>
      {description && <p className="mt-1 max-w-sm text-balance text-ink-soft">{description}</p>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
