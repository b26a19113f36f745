import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { IconName } from '#lib/display.ts';
import { Icon } from './icon.tsx';

export interface DataItem {
  label: ReactNode;
  value: ReactNode;
  /** Quiet text at the end of the line, such as the age of the value. */
  note?: ReactNode;
  icon?: IconName;
  key?: string;
}

/** Names and values, one line each. */
export function DataList({ items, className }: { items: readonly DataItem[]; className?: string }) {
  return (
    <dl className={clsx('divide-y divide-line text-sm', className)}>
      {items.map((item, index) => (
        <div key={item.key ?? (typeof item.label === 'string' ? item.label : index)} className="flex min-h-8 items-center gap-3 py-1">
          <dt className="flex min-w-0 flex-1 items-center gap-2 text-ink-soft">
            {item.icon && <Icon name={item.icon} size={14} className="shrink-0 text-ink-faint" />}
            <span className="truncate">{item.label}</span>
          </dt>
          <dd className="max-w-[70%] text-right font-medium text-ink">{item.value}</dd>
          {item.note !== undefined && <dd className="w-20 shrink-0 text-right text-ink-faint text-xs max-sm:w-auto">{item.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
