'use client';
import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class.ts';
import { Spinner } from './spinner.tsx';

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** Under way: keeps the focus, ignores clicks. */
  busy?: boolean;
}

export function Button({
  variant = 'secondary',
  size = 'md',
  icon: Glyph,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      data-print="never"
      {...rest}
      {...(busy && { 'aria-busy': true, 'aria-disabled': true })}
      onClick={click}
      className={clsx(buttonClass({ variant, size }), className)}
    >
      {busy ? <Spinner /> : Glyph && <Glyph aria-hidden size={size === 'lg' ? 16 : 14} />}
      {children}
    </button>
  );
}
