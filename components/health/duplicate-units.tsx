'use client';
import Link from 'next/link';
import { Notice } from '#components/ui/notice.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import type { BrandNames } from './health-words.ts';

export interface DuplicateUnitsProps {
  units: InstallationHealth['duplicate_units'];
  brand_names: BrandNames;
}

/** Vehicles in whose unit's name a second connection was opened: somebody has to look, since an identity can be copied. */
export function DuplicateUnits({ units, brand_names }: DuplicateUnitsProps) {
  const { t, count } = useText();
  return (
    <Notice tone="warning" className="m-3">
      <h3 className="font-medium">{t('Connected twice')}</h3>
      <p className="text-xs">
        {t(
          'A second connection spoke in the name of a unit that was connected. It was kept waiting and got no commands. Find out who it is.',
        )}
      </p>
      <ul className="mt-1 flex flex-col gap-0.5 text-xs">
        {units.map(({ vehicle_id, label, brand, unit_id, remote_address, times, last_seen_at }) => (
          <li key={vehicle_id} className="flex flex-wrap gap-x-2">
            <Link href={`/vehicles/${vehicle_id}`} className="font-medium text-accent-ink underline underline-offset-2">
              {label}
            </Link>
            <span>
              {brand_names[brand] ?? brand} {unit_id}
            </span>
            <span>{t('from {address}', { address: remote_address })}</span>
            <span>{count(times, '{count} time', '{count} times')}</span>
            <RelativeTime at={last_seen_at} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
