'use client';
import clsx from 'clsx';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Part } from '#components/states/part.tsx';
import { DialogClose } from './dialog-close.tsx';
import { useFocusReturn } from './use-focus-return.ts';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  width?: 'sm' | 'md' | 'lg';
  children?: ReactNode;
}

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-3xl' };

/** Centred; on a phone it rises from the bottom edge. Focus is kept inside and returned afterwards. */
export function Dialog({ open, onOpenChange, title, description, footer, width = 'md', children }: DialogProps) {
  const focus_return = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Radix.Content
          {...focus_return}
          {...(!description && { 'aria-describedby': undefined })}
          className={clsx(
            'fixed inset-x-0 bottom-0 z-40 mx-auto flex max-h-[92dvh] w-full animate-rise flex-col rounded-t-lg border border-line bg-raised shadow-dialog',
            'sm:inset-y-0 sm:my-auto sm:h-fit sm:rounded-lg',
            widths[width],
          )}
        >
          <header className="py-3 pr-12 pl-4">
            <div className="min-w-0 pt-1">
              <Radix.Title className="font-semibold text-base">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1 text-ink-soft text-sm">{description}</Radix.Description>}
            </div>
          </header>
          {children && (
            <div className="min-h-0 overflow-y-auto px-4 pb-4">
              <Part>{children}</Part>
            </div>
          )}
          {footer && <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-4 py-3">{footer}</footer>}
          <DialogClose />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
