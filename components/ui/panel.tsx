import clsx from 'clsx';
import { type ReactNode, useId } from 'react';
import { Part } from '#components/states/part.tsx';

export interface PanelProps {
  title: ReactNode;
  actions?: ReactNode;
  /** Content reaches the edges, as a table does. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A titled part of a page; a landmark named by its title. */
export function Panel({ title, actions, flush = false, className, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={clsx('flex min-w-0 flex-col rounded-lg border border-line bg-surface', className)}>
      <header className="flex min-h-10 items-center justify-between gap-2 border-line border-b px-3 py-1">
        <h2 id={id} className="truncate font-semibold text-sm">
          {title}
        </h2>
        {actions && <div className="flex items-center gap-1">{actions}</div>}
      </header>
      <div className={flush ? 'min-w-0' : 'min-w-0 p-3'}>
        <Part>{children}</Part>
      </div>
    </section>
  );
}
