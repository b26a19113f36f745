'use client';
import clsx from 'clsx';
import { Tabs as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';

export const Tabs = Radix.Root;

export const TabList = ({ className, ...rest }: ComponentProps<typeof Radix.List> & { 'aria-label': string }) => (
  <Radix.List {...rest} className={clsx('flex gap-4 overflow-x-auto border-line border-b', className)} />
);

export const Tab = ({ className, ...rest }: ComponentProps<typeof Radix.Trigger>) => (
  <Radix.Trigger
    {...rest}
    className={clsx(
      '-mb-px flex h-9 shrink-0 items-center gap-1.5 border-transparent border-b-2 px-0.5 font-medium text-ink-soft text-sm hover:text-ink focus-visible:-outline-offset-2',
      'data-[state=active]:border-accent data-[state=active]:text-ink',
      className,
    )}
  />
);

export const TabPanel = ({ className, ...rest }: ComponentProps<typeof Radix.Content>) => (
  <Radix.Content {...rest} className={clsx('pt-3', className)} />
);
