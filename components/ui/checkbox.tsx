'use client';
import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { useFieldControl } from './field.tsx';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'children'> {
  label: ReactNode;
  /** For rows of a table, where the column says what is chosen. */
  label_hidden?: boolean;
  /** Some, not all, of what this box stands for. */
  indeterminate?: boolean;
}

export function Checkbox({ label, label_hidden = false, indeterminate = false, className, ...rest }: CheckboxProps) {
  const { id: _field_id, ...props } = useFieldControl(rest);
  const show = (box: HTMLInputElement | null) => {
    if (box) box.indeterminate = indeterminate;
  };
  return (
    <label className={clsx('inline-flex items-center gap-2 text-sm pointer-coarse:min-h-10', className)}>
      <input ref={show} {...props} type="checkbox" className="size-3.5 shrink-0 rounded-sm pointer-coarse:size-5" />
      <span className={label_hidden ? 'sr-only' : undefined}>{label}</span>
    </label>
  );
}
