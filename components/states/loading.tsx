'use client';
import clsx from 'clsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Message } from '#lib/messages/text.ts';

export interface LoadingProps {
  /** What is being fetched: `vehicles`. */
  what: Message;
  form?: 'table' | 'panel';
  rows?: number;
  className?: string;
}

const widths = ['w-2/5', 'w-3/5', 'w-1/2', 'w-1/3', 'w-2/3'];

/** The outline of what will come, in its own size, so that nothing jumps. */
export function Loading({ what, form = 'table', rows = 8, className }: LoadingProps) {
  const { t } = useText();
  const lines = Array.from({ length: rows }, (_, row) => widths[row % widths.length]);
  return (
    <div role="status" className={clsx('px-3', className)}>
      <span className="sr-only">{t('Loading {what}…', { what: t(what) })}</span>
      {lines.map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div key={row} className={clsx('flex h-8 items-center gap-6', form === 'table' && 'border-line border-b')}>
          <Skeleton className={clsx('h-3', form === 'table' ? 'w-20' : width)} />
          {form === 'table' && (
            <>
              <Skeleton className={clsx('h-3 max-w-48', width)} />
              <Skeleton className="ml-auto h-3 w-14" />
            </>
          )}
        </div>
      ))}
    </div>
  );
}
