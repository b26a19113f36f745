'use client';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink, KeyRound } from 'lucide-react';
import Link from 'next/link';
import { useEffect } from 'react';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { buttonClass } from '#components/ui/button-class.ts';
import { Notice } from '#components/ui/notice.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { Choice } from './choice.tsx';
import { problemOf } from './problem-of.ts';
import type { StepProps } from './step-props.ts';
import { UnitPasswordFields } from './unit-password-fields.tsx';

/** The password of one unit, or the stored credentials that reach many. A single set is chosen by itself. */
export function CredentialsStep({ draft, brand, change, errors, may_store }: StepProps & { may_store: boolean }) {
  const { t } = useText();
  const params = { brand: brand.brand };
  const individual = brand.authentication === 'INDIVIDUAL';
  const stored = useQuery({
    queryKey: ['listAvailableCredentials', { params }],
    queryFn: ({ signal }) => call('listAvailableCredentials', { params }, signal),
    enabled: !individual,
    staleTime: 0,
    refetchOnWindowFocus: true,
  });
  const items = stored.data?.items;
  const only = items?.length === 1 ? items[0]?.id : undefined;
  useEffect(() => {
    if (only && draft.credentials_id === '') change({ credentials_id: only });
  }, [only, draft.credentials_id, change]);

  if (individual) return <UnitPasswordFields draft={draft} brand={brand} change={change} errors={errors} />;
  if (stored.isError)
    return <Failed title={t('Credentials could not be loaded')} {...problemOf(stored.error)} retry={() => void stored.refetch()} />;
  if (!items) return <Loading what="credentials" form="panel" rows={3} className="px-0!" />;
  const add = may_store && (
    <Link href={`/admin/oem-credentials?add=${brand.brand.toLowerCase()}`} target="_blank" className={buttonClass({ size: 'sm' })}>
      {t('Add credentials')} <ExternalLink aria-hidden size={12} /> <span className="sr-only">{t('(opens beside this page)')}</span>
    </Link>
  );
  if (items.length === 0) {
    return (
      <Empty
        icon={KeyRound}
        title={t('No {brand} credentials are stored', { brand: brand.name })}
        description={t(
          may_store
            ? 'Add them in a second window; they appear here when you come back. What you entered stays.'
            : 'Ask a fleet manager to store them under OEM credentials. What you entered stays while this page is open.',
        )}
        action={add}
      />
    );
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{t('Credentials of {brand}', { brand: brand.name })}</legend>
      {errors.credentials && (
        <Notice tone="danger" urgent>
          {errors.credentials}
        </Notice>
      )}
      {items.map((one) => (
        <Choice
          key={one.id}
          name="credentials"
          value={one.id}
          checked={draft.credentials_id === one.id}
          onChoose={() => change({ credentials_id: one.id })}
          title={one.name}
        >
          {one.client_id && <span className="font-mono">{one.client_id}</span>}
        </Choice>
      ))}
      {add && <div className="mt-1">{add}</div>}
    </fieldset>
  );
}
