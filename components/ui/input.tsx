'use client';
import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { control_class } from './control-class.ts';
import { useFieldControl } from './field.tsx';

export interface InputProps extends ComponentProps<'input'> {
  icon?: LucideIcon;
}

export function Input({ icon: Glyph, className, ...rest }: InputProps) {
  const props = useFieldControl(rest);
  const input = (
    <input
      type="text"
      autoComplete="off"
      {...props}
      className={clsx(control_class, 'h-8 pointer-coarse:h-10', Glyph && 'pl-8!', className)}
    />
  );
  if (!Glyph) return input;
  return (
    <span className="relative block">
      <Glyph aria-hidden size={14} className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint" />
      {input}
    </span>
  );
}
