import clsx from 'clsx';
import type { PasswordStrength } from './password-strength.ts';

const fills = ['bg-danger', 'bg-warning', 'bg-ok', 'bg-ok'] as const;

/** Three bars and the words beside them. */
export const PasswordMeter = ({ strength }: { strength: PasswordStrength }) => (
  <span className="flex items-center gap-2">
    <span aria-hidden className="flex gap-0.5">
      {[1, 2, 3].map((bar) => (
        <span key={bar} className={clsx('h-1 w-5 rounded-full', bar <= strength.grade ? fills[strength.grade] : 'bg-line-strong')} />
      ))}
    </span>
    <span aria-live="polite">{strength.text}</span>
  </span>
);
