'use client';
import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { control_class } from './control-class.ts';
import { useFieldControl } from './field.tsx';

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  const props = useFieldControl(rest);
  return <textarea rows={rows} {...props} className={clsx(control_class, 'field-sizing-content min-h-16 py-1.5', className)} />;
}
