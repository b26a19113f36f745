'use client';
import clsx from 'clsx';
import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import { useCopy } from './use-copy.ts';

export interface CopyableProps {
  /** What lands on the clipboard. */
  value: string;
  /** What it is: `VIN`, `Vehicle id`. */
  label: string;
  /** Shown in place of the value. */
  children?: ReactNode;
  mono?: boolean;
  className?: string;
}

/** A value that a click copies. */
export function Copyable({ value, label, children, mono = false, className }: CopyableProps) {
  const { t } = useText();
  const { outcome, copy } = useCopy(value);
  const Glyph = outcome === 'copied' ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      title={t('Copy {what}', { what: label })}
      className={clsx(
        'group/copy -mx-1 inline-flex min-w-0 max-w-full items-center gap-1.5 rounded-sm px-1 py-0.5 text-left hover:bg-hover',
        mono && 'font-mono text-xs',
        className,
      )}
    >
      <span className="sr-only">{t('Copy {what}', { what: label })}:</span>
      <span className="truncate">{children ?? value}</span>
      <Glyph
        aria-hidden
        size={12}
        className={clsx('shrink-0', outcome === 'copied' ? 'text-ok' : 'text-ink-faint group-hover/copy:text-ink')}
      />
      <span role="status" className={outcome === 'failed' ? 'text-danger-ink text-xs' : 'sr-only'}>
        {outcome === 'copied' && t('{what} copied', { what: label })}
        {outcome === 'failed' && t('Copying is blocked')}
      </span>
    </button>
  );
}
