'use client';
import { CirclePlus, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { type ListColumn, ListPage } from '#components/shell/list-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { StoredCredentials } from '#lib/contract/credentials.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { AddCredentials } from './add-credentials.tsx';
import type { CredentialsActions } from './credentials-actions.ts';
import { CredentialsRow } from './credentials-row.tsx';
import { DeleteCredentials } from './delete-credentials.tsx';
import { ReplaceSecret } from './replace-secret.tsx';
import { type CredentialsByBrand, useCredentials } from './use-credentials.ts';

export interface CredentialsPageProps extends CredentialsActions {
  /** Brands with credentials of their own. */
  brands: readonly BrandDefinition[];
  first: CredentialsByBrand;
  may_change: boolean;
  push_origin: string;
  /** Brand whose sheet is open at first. */
  add_brand?: string | undefined;
}

type Open = { what: 'replace' | 'delete'; brand: BrandDefinition; credentials: StoredCredentials };

/** Stored credentials of all brands, how they fare, and what can be done about it. */
export function CredentialsPage(props: CredentialsPageProps) {
  const { brands, first, may_change, push_origin, add_brand, createCredentials, updateCredentials, deleteCredentials } = props;
  const { t } = useText();
  const [adding, setAdding] = useState(add_brand);
  const [open, setOpen] = useState<Open>();
  const nameOf = (id: string) => rows.find(({ credentials }) => credentials.id === id)?.credentials.name;
  const { lists, refresh, verify, verifying } = useCredentials(brands, first, nameOf);
  const rows = brands.flatMap((brand, index) => (lists[index]?.data.items ?? []).map((credentials) => ({ brand, credentials })));
  const stale = lists.some((list) => list.isError);
  const added_brand = brands.find(({ brand }) => brand === adding);
  const failing = rows.filter(({ credentials }) => credentials.status === 'INVALID' || credentials.consecutive_failures > 2).length;

  const add = may_change && (
    <Button variant="primary" icon={CirclePlus} onClick={() => setAdding(brands[0]?.brand)}>
      {t('Add credentials')}
    </Button>
  );
  const columns: ListColumn[] = [
    { label: t('Name') },
    { label: t('Brand'), from: 'md' },
    { label: t('Client id'), from: 'lg' },
    { label: t('Vehicles'), numeric: true },
    { label: t('Health') },
  ];
  return (
    <>
      <ListPage
        title={t('OEM credentials')}
        description={
          rows.length === 0
            ? undefined
            : [t('{count} stored', { count: rows.length }), failing > 0 ? t('{count} failing', { count: failing }) : '']
                .filter(Boolean)
                .join(' · ')
        }
        add={add}
        stale={stale}
        columns={columns}
        has_actions={may_change}
        empty={
          rows.length === 0 && {
            icon: KeyRound,
            title: t('No credentials are stored'),
            description: t(
              'Manufacturers whose service Motorpool asks for vehicles need an account of your fleet. They are verified before they are saved, and sealed.',
            ),
          }
        }
      >
        {rows.map(({ brand, credentials }) => (
          <CredentialsRow
            key={credentials.id}
            brand={brand}
            credentials={credentials}
            may_change={may_change}
            verifying={verifying.includes(credentials.id)}
            onVerify={() => void verify(brand, credentials.id)}
            onReplace={() => setOpen({ what: 'replace', brand, credentials })}
            onDelete={() => setOpen({ what: 'delete', brand, credentials })}
          />
        ))}
      </ListPage>
      {added_brand && (
        <AddCredentials
          brands={brands}
          brand={added_brand}
          taken_names={rows.map(({ credentials }) => credentials.name)}
          push_origin={push_origin}
          createCredentials={createCredentials}
          onBrand={setAdding}
          onClose={() => setAdding(undefined)}
          onSaved={(brand, id, verified) => {
            void refresh(brand);
            if (verified) void verify(added_brand, id);
          }}
        />
      )}
      {open?.what === 'replace' && (
        <ReplaceSecret
          {...open}
          updateCredentials={updateCredentials}
          onClose={() => setOpen(undefined)}
          onSaved={() => {
            notify.done(t('Secret of {name} replaced', { name: open.credentials.name }));
            void refresh(open.brand.brand);
            void verify(open.brand, open.credentials.id);
          }}
        />
      )}
      {open?.what === 'delete' && (
        <DeleteCredentials
          credentials={open.credentials}
          deleteCredentials={deleteCredentials}
          onClose={() => setOpen(undefined)}
          onDeleted={() => void refresh(open.brand.brand)}
        />
      )}
    </>
  );
}
