import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { Text } from '#lib/messages/text.ts';

export const retention_days = 90;
const day_ms = 86_400_000;
/** From here on a vehicle is about to be lost. */
const soon_days = 7;

export interface DaysLeft {
  /** Whole days, counted up: 1 on the last one, 0 when the time is over. */
  days: number;
  /** Of the retention time, 0 to 1. */
  share: number;
  tone: 'neutral' | 'warning' | 'danger';
  text: string;
}

/** How long an archived vehicle is still kept. */
export const daysLeft = (
  { archived_at, deletes_at }: Pick<Vehicle, 'archived_at' | 'deletes_at'>,
  now_ms: number,
  { t, count }: Text,
): DaysLeft => {
  const end_ms = deletes_at ? Date.parse(deletes_at) : Date.parse(archived_at ?? '') + retention_days * day_ms;
  const left = Number.isNaN(end_ms) ? 0 : (end_ms - now_ms) / day_ms;
  const days = Math.min(retention_days, Math.max(0, Math.ceil(left)));
  const share = Math.min(1, Math.max(0, left / retention_days));
  if (days === 0) return { days, share: 0, tone: 'danger', text: t('erased within a day') };
  return { days, share, tone: days < soon_days ? 'warning' : 'neutral', text: count(days, 'last day', '{count} days') };
};
