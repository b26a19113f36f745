'use client';
import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import type { ButtonSize, ButtonVariant } from './button-class.ts';
import { buttonClass } from './button-class.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** Accessible name, also shown as tooltip. */
  label: string;
  icon: LucideIcon;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Keys such as `mod+k`, shown in the tooltip. */
  shortcut?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
}

const widths: Record<ButtonSize, string> = {
  sm: 'w-7 px-0! pointer-coarse:w-9',
  md: 'w-8 px-0! pointer-coarse:w-10',
  lg: 'w-10 px-0!',
};

export function IconButton({
  label,
  icon: Glyph,
  variant = 'ghost',
  size = 'md',
  shortcut,
  side = 'bottom',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} side={side} {...(shortcut && { shortcut })}>
      <button
        type="button"
        data-print="never"
        aria-label={label}
        {...rest}
        className={clsx(buttonClass({ variant, size }), widths[size], className)}
      >
        <Glyph aria-hidden size={size === 'sm' ? 14 : 16} />
      </button>
    </Tooltip>
  );
}
