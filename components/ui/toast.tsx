'use client';
import { Toaster as Sonner, toast } from 'sonner';
import type { ProblemBody } from '#lib/domain/problem.ts';

/** Short messages at the bottom edge. Put once, in the layout. */
export const Toaster = () => (
  <Sonner
    position="bottom-right"
    theme="system"
    gap={8}
    expand
    mobileOffset={{ left: '0.75rem', right: '0.75rem', bottom: 'calc(4.25rem + env(safe-area-inset-bottom))' }}
    visibleToasts={4}
    containerAriaLabel="Messages"
    toastOptions={{
      unstyled: true,
      classNames: {
        toast:
          'flex w-90 max-w-[calc(100vw-2rem)] items-start gap-2.5 rounded-md border border-line bg-raised p-3 text-ink text-sm shadow-floating',
        title: 'font-medium',
        description: 'mt-0.5 text-ink-soft text-xs',
        content: 'min-w-0 flex-1',
        icon: 'mt-px shrink-0 [&_svg]:size-4',
        success: '[&_[data-icon]]:text-ok',
        error: '[&_[data-icon]]:text-danger',
        warning: '[&_[data-icon]]:text-warning',
        info: '[&_[data-icon]]:text-accent',
        actionButton: 'shrink-0 rounded-sm px-1.5 py-0.5 font-medium text-accent-ink hover:bg-hover',
        closeButton: 'order-last shrink-0 rounded-sm p-0.5 text-ink-faint hover:text-ink',
      },
    }}
  />
);

export interface NotifyOptions {
  description?: string;
  action?: { label: string; onClick: () => void };
}

export const notify = {
  done: (title: string, options: NotifyOptions = {}) => toast.success(title, options),
  warn: (title: string, options: NotifyOptions = {}) => toast.warning(title, { duration: 8000, ...options }),
  tell: (title: string, options: NotifyOptions = {}) => toast.info(title, options),
  /** Stays until dismissed: title, what happened, and the flow id to quote. */
  problem: (problem: Pick<ProblemBody, 'title' | 'detail' | 'flow_id'>) =>
    toast.error(problem.title, {
      description: `${problem.detail} Flow id ${problem.flow_id}`,
      duration: Number.POSITIVE_INFINITY,
      closeButton: true,
    }),
};
