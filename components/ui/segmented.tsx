'use client';
import clsx from 'clsx';
import { RadioGroup } from 'radix-ui';
import type { IconName } from '#lib/display.ts';
import { Icon } from './icon.tsx';

export interface Segment<V extends string> {
  value: V;
  label: string;
  icon?: IconName;
}

export interface SegmentedProps<V extends string> {
  /** Accessible name of the whole. */
  label: string;
  value: V;
  onChange: (value: V) => void;
  segments: readonly Segment<V>[];
  className?: string;
}

/** A choice among few, all visible; arrow keys move it. */
export function Segmented<V extends string>({ label, value, onChange, segments, className }: SegmentedProps<V>) {
  const change = (chosen: string) => {
    const segment = segments.find((candidate) => candidate.value === chosen);
    if (segment) onChange(segment.value);
  };
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={change}
      orientation="horizontal"
      className={clsx('inline-flex h-8 items-stretch rounded-md border border-line bg-sunken p-0.5 pointer-coarse:h-10', className)}
    >
      {segments.map((segment) => (
        <RadioGroup.Item
          key={segment.value}
          value={segment.value}
          className="inline-flex items-center gap-1.5 rounded-sm px-2.5 font-medium text-ink-soft text-xs hover:text-ink data-[state=checked]:bg-raised data-[state=checked]:text-ink data-[state=checked]:shadow-raised"
        >
          {segment.icon && <Icon name={segment.icon} size={14} />}
          {segment.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
