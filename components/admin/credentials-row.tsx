'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { unverifiedText } from '#components/lifecycle/evidence.tsx';
import { Button } from '#components/ui/button.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { MenuItem, MenuLabel } from '#components/ui/dropdown-menu.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { RowMenu } from '#components/ui/row-menu.tsx';
import { Td, Tr } from '#components/ui/table.tsx';
import { formatFleetQuery, usual_query } from '#lib/client/fleet-query.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { StoredCredentials } from '#lib/contract/credentials.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { HealthCell } from './health-cell.tsx';

export interface CredentialsRowProps {
  brand: BrandDefinition;
  credentials: StoredCredentials;
  may_change: boolean;
  verifying: boolean;
  onVerify: () => void;
  onReplace: () => void;
  onDelete: () => void;
}

/** The fleet page, narrowed to vehicles with units of the brand. */
const fleetAddress = (brand: string): string =>
  `/fleet?${formatFleetQuery({ ...usual_query, filter: { ...usual_query.filter, unit: [brand] } })}`;

export function CredentialsRow({ brand, credentials, may_change, verifying, onVerify, onReplace, onDelete }: CredentialsRowProps) {
  const text = useText();
  const { t, count, formatNumber } = text;
  const { name, client_id, vehicle_count } = credentials;
  return (
    <Tr className="align-top">
      <Td className="h-auto! whitespace-normal! py-2 font-medium">
        {name}
        {name !== brand.name && <span className="block font-normal text-ink-faint text-xs md:hidden">{brand.name}</span>}
      </Td>
      <Td className="hidden h-auto! max-w-64 py-2 md:table-cell">
        {brand.name}
        {brand.evidence === 'assumed' && (
          <span className="mt-0.5 flex items-start gap-1 whitespace-normal text-warning-ink text-xs">
            <Icon name="triangle-alert" size={12} className="mt-0.5 shrink-0" />
            {unverifiedText(brand, text)}
          </span>
        )}
      </Td>
      <Td className="hidden h-auto! max-w-56 py-1.5 lg:table-cell">
        {client_id ? <Copyable value={client_id} label={t('Client id')} mono /> : <span className="text-ink-faint">—</span>}
      </Td>
      <Td numeric className="h-auto! py-2">
        {vehicle_count > 0 ? (
          <Link
            href={fleetAddress(brand.brand)}
            title={t('All vehicles with {brand} units', { brand: brand.name })}
            className="rounded-sm text-accent-ink underline-offset-2 hover:underline"
          >
            {formatNumber(vehicle_count)}
          </Link>
        ) : (
          0
        )}
      </Td>
      <Td className="h-auto! md:min-w-56">
        <HealthCell credentials={credentials} />
      </Td>
      {may_change && (
        <Td className="h-auto! py-1.5 text-right">
          <span className="inline-flex gap-1">
            <Button size="sm" busy={verifying} onClick={onVerify} className={clsx(!verifying && 'hidden! sm:inline-flex!')}>
              {t(verifying ? 'Asking…' : 'Verify now')}
              <span className="sr-only"> {name}</span>
            </Button>
            <RowMenu name={name}>
              <MenuItem icon="shield-check" onSelect={onVerify} className="sm:hidden">
                {t('Verify now')}
              </MenuItem>
              <MenuItem icon="key-round" onSelect={onReplace}>
                {t('Replace secret…')}
              </MenuItem>
              {vehicle_count === 0 ? (
                <MenuItem danger icon="ban" onSelect={onDelete}>
                  {t('Delete…')}
                </MenuItem>
              ) : (
                <>
                  <MenuLabel className="max-w-60 font-normal">
                    {count(
                      vehicle_count,
                      '{count} vehicle uses these credentials, so they cannot be deleted.',
                      '{count} vehicles use these credentials, so they cannot be deleted.',
                    )}
                  </MenuLabel>
                  <MenuItem asChild>
                    <Link href={fleetAddress(brand.brand)}>{t('Show vehicles with {brand} units', { brand: brand.name })}</Link>
                  </MenuItem>
                </>
              )}
            </RowMenu>
          </span>
        </Td>
      )}
    </Tr>
  );
}
