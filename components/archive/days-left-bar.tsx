'use client';
import clsx from 'clsx';
import { useSyncExternalStore } from 'react';
import { subscribeToTicks, useClock } from '#components/ui/clock.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { daysLeft } from './days-left.ts';

const fills = { neutral: 'bg-neutral', warning: 'bg-warning', danger: 'bg-danger' };
const inks = { neutral: 'text-ink', warning: 'font-medium text-warning-ink', danger: 'font-medium text-danger-ink' };

const minute_ms = 60_000;
const thisMinute = () => Math.floor(Date.now() / minute_ms) * minute_ms;

/** Days until an archived vehicle is erased, as words and as a bar of the retention time. */
export function DaysLeftBar({ vehicle }: { vehicle: Pick<Vehicle, 'archived_at' | 'deletes_at'> }) {
  const words = useText();
  const { t, formatInstant } = words;
  const { rendered_at, time_zone } = useClock();
  const now_ms = useSyncExternalStore(subscribeToTicks, thisMinute, () => Math.floor(Date.parse(rendered_at) / minute_ms) * minute_ms);
  const { share, tone, text } = daysLeft(vehicle, now_ms, words);
  const title = vehicle.deletes_at && t('Erased from {instant}', { instant: formatInstant(vehicle.deletes_at, time_zone) });
  return (
    <span className="flex items-center gap-2" title={title}>
      <span aria-hidden className="hidden h-1.5 w-16 shrink-0 sm:block overflow-hidden rounded-full bg-pressed">
        <span className={clsx('block h-full', fills[tone])} style={{ width: `${Math.max(3, share * 100)}%` }} />
      </span>
      <span className={clsx('whitespace-nowrap', inks[tone])}>{text}</span>
    </span>
  );
}
