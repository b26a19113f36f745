import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface ChoiceProps {
  /** Name shared by the choices of one group. */
  name: string;
  value: string;
  checked: boolean;
  onChoose: () => void;
  title: ReactNode;
  /** At the end of the first line. */
  mark?: ReactNode;
  children?: ReactNode;
  className?: string;
}

/** One of several, as a card: a radio button, so arrow keys move the choice and Enter sends the form. */
export function Choice({ name, value, checked, onChoose, title, mark, children, className }: ChoiceProps) {
  return (
    <label
      className={clsx(
        'flex items-start gap-2.5 rounded-md border px-3 py-2.5 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-1',
        checked ? 'border-accent bg-selected' : 'border-line bg-surface hover:border-line-strong hover:bg-hover',
        className,
      )}
    >
      <input
        type="radio"
        name={name}
        value={value}
        checked={checked}
        onChange={onChoose}
        className="mt-0.5 size-3.5 shrink-0 outline-none"
      />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-0.5">
          <span className="min-w-0 truncate font-medium">{title}</span>
          {mark && <span className="shrink-0 text-ink-faint text-xs">{mark}</span>}
        </span>
        {children && <span className="mt-0.5 block text-ink-soft text-xs">{children}</span>}
      </span>
    </label>
  );
}
