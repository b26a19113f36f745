'use client';
import { useState } from 'react';
import type { ButtonPopoverProps } from './button-popover.tsx';
import { useFetchAtFirstGesture, useFetched } from './use-fetched.ts';

const loadPopover = () => import('./button-popover.tsx').then((module) => module.ButtonPopover);
const at_first_gesture = [loadPopover];

/** A button that opens a popover. What makes it float is fetched apart from the page, and takes the button over when it first opens. */
export const LazyPopover = ({ trigger, trigger_class, trigger_label, ...content }: ButtonPopoverProps) => {
  const [wanted, setWanted] = useState(false);
  const ButtonPopover = useFetched(loadPopover, wanted);
  useFetchAtFirstGesture(at_first_gesture);
  if (ButtonPopover) return <ButtonPopover trigger={trigger} trigger_class={trigger_class} trigger_label={trigger_label} {...content} />;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={false}
      aria-label={trigger_label}
      onClick={() => setWanted(true)}
      className={trigger_class}
    >
      {trigger}
    </button>
  );
};
