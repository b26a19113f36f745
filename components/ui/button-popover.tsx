'use client';
import type { ReactNode } from 'react';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';

export interface ButtonPopoverProps {
  /** What the button shows. */
  trigger: ReactNode;
  trigger_class: string;
  /** Name of the button where what it shows is not enough. */
  trigger_label?: string | undefined;
  /** Name of what opens. */
  label: string;
  className?: string;
  children: ReactNode;
}

/** The open popover and its button: `LazyPopover` hands over to it. */
export const ButtonPopover = ({ trigger, trigger_class, trigger_label, label, className, children }: ButtonPopoverProps) => (
  <Popover defaultOpen>
    <PopoverTrigger className={trigger_class} aria-label={trigger_label}>
      {trigger}
    </PopoverTrigger>
    <PopoverContent aria-label={label} className={className}>
      {children}
    </PopoverContent>
  </Popover>
);
