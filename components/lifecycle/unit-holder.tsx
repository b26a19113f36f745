'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { RichText } from '#components/ui/rich-text.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';

/** Leads to the vehicle that a unit serves, when it is one of this fleet. */
export function UnitHolder({ brand, unit_id }: { brand: string; unit_id: string }) {
  const { t } = useText();
  const query = { telematics_brand: [brand], telematics_unit_id: [unit_id], limit: 1 };
  const holder = useQuery({
    queryKey: ['listVehicles', { query }],
    queryFn: ({ signal }) => call('listVehicles', { query }, signal),
    retry: false,
    staleTime: 0,
  });
  const vehicle = holder.data?.items[0];
  if (!vehicle) return null;
  const { license_plate, custom_name } = vehicle.master_data;
  return (
    <p>
      <RichText
        message="It serves {vehicle}."
        parts={{
          vehicle: (
            <Link
              href={`/vehicles/${vehicle.id}`}
              target="_blank"
              className="rounded-sm font-medium text-accent-ink underline underline-offset-2"
            >
              {license_plate ?? custom_name ?? vehicle.id}
            </Link>
          ),
        }}
      />{' '}
      {t('Its vehicle id is {id}. Archive that vehicle to free the unit.', { id: vehicle.id })}
    </p>
  );
}
