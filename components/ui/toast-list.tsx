'use client';
import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { useText } from '#lib/client/text-provider.tsx';
import { type NotifyOptions, toast_queue } from './toast-queue.ts';

const toast_duration_ms = 5000;
/** Long enough to read what was done, to reach the button and to think better of it. */
const with_button_ms = 12_000;

/** Sonner takes the focus back as soon as something else gets it, which would shut a menu that is opened next: it gives it back at once instead. */
const givingBackFocus = (action: NonNullable<NotifyOptions['action']>) => ({
  label: action.label,
  onClick: () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    action.onClick();
  },
});

const show = () => {
  for (const { kind, title, duration_ms = toast_duration_ms, action, ...options } of toast_queue.take()) {
    const stays = kind === 'error';
    const duration = action ? Math.max(with_button_ms, duration_ms) : duration_ms;
    toast[kind](title, { ...options, duration, ...(action && { action: givingBackFocus(action) }), ...(stays && { closeButton: true }) });
  }
};

/** The messages on screen. Takes over those that were said before it was there. */
export const ToastList = () => {
  const { t } = useText();
  useEffect(() => {
    show();
    return toast_queue.subscribe(show);
  }, []);
  return (
    <Sonner
      position="bottom-right"
      theme="system"
      gap={8}
      expand
      mobileOffset={{ left: '0.75rem', right: '0.75rem', bottom: 'calc(4.25rem + env(safe-area-inset-bottom))' }}
      visibleToasts={4}
      containerAriaLabel={t('Messages')}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: t('Close'),
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
};
