'use client';
import clsx from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { buttonClass } from './button-class.ts';

/** Last in the dialog's order, so that the first field gets the focus. No tooltip, which would take the first Escape. */
export const DialogClose = () => (
  <Radix.Close className={clsx(buttonClass({ variant: 'ghost' }), 'absolute top-2 right-2 w-8 px-0! pointer-coarse:w-10')}>
    <X aria-hidden size={16} />
    <span className="sr-only">Close</span>
  </Radix.Close>
);
