'use client';
import { useText } from '#lib/client/text-provider.tsx';
import type { Pace } from '#lib/domain/freshness.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { freshness_texts, freshnessOf } from './freshness.ts';
import { StatusChip } from './status-menu.tsx';
import { useTicking } from './use-ticking.ts';

/** Whether the vehicle has been heard of as its model usually is. */
export function ContactFreshness({ vehicle, pace }: { vehicle: Vehicle; pace: Pace }) {
  const { t } = useText();
  const offline = vehicle.life_status.value === 'OFFLINE';
  const freshness = useTicking((now_ms) => freshnessOf(vehicle.last_contact_at, pace, now_ms, offline));
  return <StatusChip name={t('Freshness')} status={freshness_texts[freshness]} />;
}
