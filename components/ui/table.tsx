import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

/** Scrolls sideways in its own frame; `label` names it for screen readers. */
export function Table({ label, className, children, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard
    <section data-scroll aria-label={label} tabIndex={0} className="min-w-0 overflow-x-auto">
      <table {...rest} className={clsx('w-full text-left text-sm', className)}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </section>
  );
}

export type SortDirection = 'ascending' | 'descending';

export interface ThProps extends Omit<ComponentProps<'th'>, 'children'> {
  children: ReactNode;
  numeric?: boolean;
  /** Present when the table is sorted by this column. */
  sorted?: SortDirection;
  onSort?: () => void;
}

export function Th({ children, numeric = false, sorted, onSort, className, ...rest }: ThProps) {
  const Arrow = sorted === 'descending' ? ArrowDown : ArrowUp;
  const arrow = <Arrow aria-hidden size={12} className={clsx('shrink-0', sorted ? 'text-ink' : 'invisible group-hover:visible')} />;
  return (
    <th
      scope="col"
      {...rest}
      {...(sorted && { 'aria-sort': sorted })}
      className={clsx(
        'sticky top-0 z-10 h-8 whitespace-nowrap border-line border-b bg-surface px-3 font-medium text-ink-faint text-xs',
        numeric && 'text-right',
        className,
      )}
    >
      {onSort ? (
        <button type="button" onClick={onSort} className="group -mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink">
          {children}
          {arrow}
        </button>
      ) : (
        children
      )}
    </th>
  );
}

export function Tr({ selected = false, className, ...rest }: ComponentProps<'tr'> & { selected?: boolean }) {
  return (
    <tr
      {...rest}
      {...(selected && { 'aria-selected': true })}
      className={clsx('group/row', selected ? 'bg-selected' : 'hover:bg-hover', className)}
    />
  );
}

/** One line; what does not fit is cut with an ellipsis. */
export function Td({ numeric = false, className, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      {...rest}
      className={clsx('h-8 max-w-80 truncate border-line border-b px-3 pointer-coarse:h-11', numeric && 'text-right', className)}
    />
  );
}
