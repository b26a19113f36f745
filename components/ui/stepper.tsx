import clsx from 'clsx';
import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';

export type StepState = 'done' | 'current' | 'ahead' | 'failed';

export interface Step {
  id: string;
  label: ReactNode;
  state: StepState;
  /** Under the label: an age, a reason. */
  note?: ReactNode;
}

const marks: Record<StepState, string> = {
  done: 'border-accent bg-accent text-on-accent',
  current: 'border-accent text-accent-ink',
  ahead: 'border-line-strong text-ink-faint',
  failed: 'border-danger-fill bg-danger-fill text-white',
};

const spoken: Record<StepState, string> = { done: 'done', current: 'current step', ahead: 'not yet', failed: 'failed' };

/** Where one stands in a sequence; horizontal where there is room. */
export function Stepper({ steps, label, className }: { steps: readonly Step[]; label: string; className?: string }) {
  return (
    <ol aria-label={label} className={clsx('flex flex-col gap-3 sm:flex-row sm:gap-0', className)}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          {...(step.state === 'current' && { 'aria-current': 'step' as const })}
          className="flex min-w-0 items-start sm:flex-1 sm:last:flex-none"
        >
          <span
            aria-hidden
            className={clsx(
              'flex size-5 shrink-0 items-center justify-center rounded-full border-[1.5px] font-semibold text-[0.6875rem]',
              marks[step.state],
            )}
          >
            {step.state === 'done' ? (
              <Check size={12} strokeWidth={3} />
            ) : step.state === 'failed' ? (
              <X size={12} strokeWidth={3} />
            ) : (
              index + 1
            )}
          </span>
          <span className="ml-2 min-w-0">
            <span className={clsx('block leading-5', step.state === 'ahead' ? 'text-ink-faint' : 'font-medium text-ink')}>
              {step.label}
              <span className="sr-only">, {spoken[step.state]}</span>
            </span>
            {step.note && <span className="block text-ink-faint text-xs">{step.note}</span>}
          </span>
          <span
            aria-hidden
            className={clsx('mx-3 mt-2.5 hidden h-px min-w-4 flex-1 sm:block', index === steps.length - 1 ? 'sm:hidden' : 'bg-line-strong')}
          />
        </li>
      ))}
    </ol>
  );
}
