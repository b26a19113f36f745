'use client';
import clsx from 'clsx';
import { Popover as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { floating_class } from './floating-class.ts';

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;
export const PopoverClose = Radix.Close;

/** Needs a name, since it is a dialog to screen readers. */
export const PopoverContent = ({
  className,
  align = 'start',
  ...rest
}: ComponentProps<typeof Radix.Content> & { 'aria-label': string }) => (
  <Radix.Portal>
    <Radix.Content
      align={align}
      sideOffset={4}
      collisionPadding={8}
      {...rest}
      className={clsx(
        floating_class,
        'max-h-(--radix-popover-content-available-height) min-w-48 max-w-[calc(100vw-1rem)] overflow-y-auto p-3',
        className,
      )}
    />
  </Radix.Portal>
);
