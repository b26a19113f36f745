'use client';
import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';

export interface Segment<V extends string> {
  value: V;
  label: string;
  icon?: LucideIcon;
}

export interface SegmentedProps<V extends string> {
  /** Accessible name of the whole. */
  label: string;
  value: V;
  onChange: (value: V) => void;
  segments: readonly Segment<V>[];
  className?: string;
}

/** A choice among few, all visible; arrow keys move it, as the browser has it for radio buttons. */
export function Segmented<V extends string>({ label, value, onChange, segments, className }: SegmentedProps<V>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={clsx('inline-flex h-8 items-stretch rounded-md border border-line bg-sunken p-0.5 pointer-coarse:h-10', className)}
    >
      {segments.map(({ value: own, label: text, icon: Glyph }) => (
        <label
          key={own}
          className="relative inline-flex items-center gap-1.5 rounded-sm px-2.5 font-medium text-ink-soft text-xs hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-raised"
        >
          <input
            type="radio"
            name={name}
            value={own}
            checked={own === value}
            onChange={() => onChange(own)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-sm"
          />
          {Glyph && <Glyph aria-hidden size={14} />}
          {text}
        </label>
      ))}
    </div>
  );
}
