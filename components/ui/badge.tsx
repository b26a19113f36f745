import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { IconName, Tone } from '#lib/display.ts';
import { Icon } from './icon.tsx';
import { tone_classes } from './tone-class.ts';

export function Badge({
  tone = 'neutral',
  icon,
  children,
  className,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
  className?: string;
}) {
  const { soft, ink } = tone_classes[tone];
  return (
    <span className={clsx('inline-flex h-5 max-w-full items-center gap-1 rounded-sm px-1.5 font-medium text-xs', soft, ink, className)}>
      {icon && <Icon name={icon} size={12} className="shrink-0" />}
      <span className="truncate">{children}</span>
    </span>
  );
}
