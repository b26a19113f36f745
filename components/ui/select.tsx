'use client';
import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { control_class } from './control-class.ts';
import { useFieldControl } from './field.tsx';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends Omit<ComponentProps<'select'>, 'children' | 'size'> {
  options: readonly SelectOption[];
  /** Text of the empty choice; without it there is none. */
  placeholder?: string;
}

/** The platform's own list: best on phones and with screen readers. For long lists use `Combobox`. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  const props = useFieldControl(rest);
  return (
    <span className={clsx('relative block', className)}>
      <select {...props} className={clsx(control_class, 'h-8 appearance-none pr-8! pointer-coarse:h-10')}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled === true}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden size={14} className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-faint" />
    </span>
  );
}
