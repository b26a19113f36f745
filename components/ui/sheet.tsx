'use client';
import clsx from 'clsx';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Part } from '#components/states/part.tsx';
import { DialogClose } from './dialog-close.tsx';
import { useFocusReturn } from './use-focus-return.ts';

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  /** Leaves the page behind usable, as for the detail of a list. */
  beside?: boolean;
  children: ReactNode;
}

/** Panel on the right edge; on a phone it rises from the bottom. */
export function Sheet({ open, onOpenChange, title, description, footer, beside = false, children }: SheetProps) {
  const focus_return = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={!beside}>
      <Radix.Portal>
        {!beside && <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />}
        <Radix.Content
          {...focus_return}
          {...(!description && { 'aria-describedby': undefined })}
          {...(beside && { onInteractOutside: (event: Event) => event.preventDefault() })}
          className={clsx(
            'fixed z-40 flex flex-col border-line bg-raised shadow-dialog',
            'inset-x-0 bottom-0 max-h-[85dvh] animate-rise rounded-t-lg border-t',
            'sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-104 sm:animate-slide-in sm:rounded-none sm:border-t-0 sm:border-l',
          )}
        >
          <header className="border-line border-b py-2 pr-12 pl-4">
            <div className="min-w-0 py-1">
              <Radix.Title className="truncate font-semibold text-base">{title}</Radix.Title>
              {description && <Radix.Description className="text-ink-soft text-sm">{description}</Radix.Description>}
            </div>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">
            <Part>{children}</Part>
          </div>
          {footer && <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-4 py-3">{footer}</footer>}
          <DialogClose />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
