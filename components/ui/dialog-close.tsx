'use client';
import clsx from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useText } from '#lib/client/text-provider.tsx';
import { buttonClass } from './button-class.ts';

/** Last in the dialog's order, so that the first field gets the focus. No tooltip, which would take the first Escape. */
export const DialogClose = () => {
  const { t } = useText();
  return (
    <Radix.Close className={clsx(buttonClass({ variant: 'ghost' }), 'absolute top-2 right-2 w-8 px-0! pointer-coarse:w-10')}>
      <X aria-hidden size={16} />
      <span className="sr-only">{t('Close')}</span>
    </Radix.Close>
  );
};
