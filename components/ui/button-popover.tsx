'use client';
import type { LazyPopoverProps } from './lazy-popover.tsx';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';

/** The open popover and its button: `LazyPopover` hands over to it. */
export const ButtonPopover = ({ trigger, trigger_class, trigger_label, label, className, children }: LazyPopoverProps) => (
  <Popover defaultOpen>
    <PopoverTrigger className={trigger_class} aria-label={trigger_label}>
      {trigger}
    </PopoverTrigger>
    <PopoverContent aria-label={label} className={className}>
      {children}
    </PopoverContent>
  </Popover>
);
