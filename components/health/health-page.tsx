'use client';
import { useQuery } from '@tanstack/react-query';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ApiFailure, call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { CredentialsPanel } from './credentials-panel.tsx';
import { type BrandNames, troubleCount } from './health-words.ts';
import { ListenersPanel } from './listeners-panel.tsx';
import { MailPanel } from './mail-panel.tsx';
import { ManufacturersPanel } from './manufacturers-panel.tsx';
import { ProcessesPanel } from './processes-panel.tsx';
import { StoragePanel } from './storage-panel.tsx';
import { StreamsPanel } from './streams-panel.tsx';

const refetch_ms = 5_000;

export interface HealthPageProps {
  first: InstallationHealth;
  brand_names: BrandNames;
  may_add: boolean;
}

/** What an operator looks at first when something is wrong. */
export function HealthPage({ first, brand_names, may_add }: HealthPageProps) {
  const { t, count } = useText();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['getInstallationHealth', {}],
    queryFn: ({ signal }) => call('getInstallationHealth', {}, signal),
    initialData: first,
    refetchInterval: refetch_ms,
  });
  const troubles = troubleCount(data);
  const problem = error instanceof ApiFailure ? error.problem : undefined;
  if (error && !data) return <Failed {...(problem && { problem })} retry={() => void refetch()} retrying={isFetching} />;
  return (
    <>
      <PageHeader
        title={t('Health')}
        description={
          troubles === 0 ? t('Nothing is known to be wrong.') : count(troubles, '{count} thing needs a look', '{count} things need a look')
        }
      />
      {error && (
        <Notice tone="warning" className="mx-4 mb-3">
          {t('The figures could not be read again; what you see may be out of date.')}
        </Notice>
      )}
      <div className="grid min-w-0 grid-cols-1 items-start gap-3 px-3 pb-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:px-4">
        <div className="flex min-w-0 flex-col gap-3">
          <CredentialsPanel health={data} brand_names={brand_names} />
          <ProcessesPanel health={data} />
          <StoragePanel health={data} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <ManufacturersPanel health={data} />
          <ListenersPanel health={data} brand_names={brand_names} may_add={may_add} />
          <StreamsPanel health={data} />
          <MailPanel health={data} />
        </div>
      </div>
    </>
  );
}
