import clsx from 'clsx';
import type { ReactElement } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import type { Shape, StatusDisplay } from '#lib/display.ts';
import { tone_classes } from './tone-class.ts';

const outline = { fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

const shapes: Record<Shape, ReactElement> = {
  disc: <circle cx="6" cy="6" r="4.5" />,
  ring: <circle cx="6" cy="6" r="3.75" {...outline} strokeWidth={1.75} />,
  arrow: <path d="M6 .8 10.6 11 6 8.6 1.4 11Z" />,
  square: <rect x="2" y="2" width="8" height="8" rx="1" />,
  bolt: <path d="M7.2.6 1.8 7h3l-.6 4.4L9.9 5H6.7Z" />,
  triangle: <path d="M6 1 11.4 10.8H.6Z" />,
  cross: <path d="m2.5 2.5 7 7m0-7-7 7" {...outline} />,
  check: <path d="m1.8 6.4 2.8 2.8 5.6-6.2" {...outline} />,
  half: (
    <>
      <circle cx="6" cy="6" r="3.75" {...outline} strokeWidth={1.75} />
      <path d="M6 2.2a3.8 3.8 0 0 1 0 7.6Z" />
    </>
  ),
  dash: <path d="M2 6h8" {...outline} />,
};

export interface StatusDotProps {
  status: Pick<StatusDisplay, 'tone' | 'shape'> & Partial<Pick<StatusDisplay, 'label' | 'hint'>>;
  /** Words of the moment, in place of the status' own. */
  text?: string;
  /** Only the mark is visible; the word stays for screen readers. */
  label_hidden?: boolean;
  size?: number;
  className?: string;
}

/** A status by shape, colour and word. */
export function StatusDot({ status, text, label_hidden = false, size = 10, className }: StatusDotProps) {
  const { t } = useText();
  return (
    <span className={clsx('inline-flex min-w-0 items-center gap-1.5', className)} title={status.hint && t(status.hint)}>
      <svg
        aria-hidden="true"
        data-shape={status.shape}
        viewBox="0 0 12 12"
        width={size}
        height={size}
        fill="currentColor"
        className={clsx('shrink-0', tone_classes[status.tone].mark)}
      >
        {shapes[status.shape]}
      </svg>
      <span className={label_hidden ? 'sr-only' : 'truncate'}>{text ?? (status.label && t(status.label))}</span>
    </span>
  );
}
