'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Tab, TabList, TabPanel, Tabs } from '#components/ui/tabs.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Import, ImportVerdict } from '#lib/contract/imports.ts';
import type { ImportActions } from './import-actions.ts';
import { ImportHistory } from './import-history.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { ImportRows } from './import-rows.tsx';
import { ImportSource } from './import-source.tsx';
import { verdict_words } from './import-words.ts';

export interface ImportPageProps extends ImportActions {
  /** The import of the address. */
  opened: Import | undefined;
  recent: Import[];
  may_change: boolean;
}

const verdicts = ['ADD', 'CHANGE', 'REFUSE', 'UNCHANGED'] as const satisfies readonly ImportVerdict[];
const countOf = ({ counts }: Import, verdict: ImportVerdict): number =>
  ({ ADD: counts.add, CHANGE: counts.change, REFUSE: counts.refuse, UNCHANGED: counts.unchanged })[verdict];

/** A change request: what the file would do, row by row, and then done as one. */
const Preview = ({
  of,
  may_change,
  onChange,
  ...actions
}: ImportActions & { of: Import; may_change: boolean; onChange: (of: Import) => void }) => {
  const { t, formatNumber } = useText();
  const first = verdicts.find((verdict) => countOf(of, verdict) > 0) ?? 'ADD';
  const unknown = of.columns.filter(({ column }) => column === undefined).map(({ header }) => header);
  return (
    <>
      <ImportOutcome {...actions} of={of} may_act={may_change || of.counts.change === 0} onChange={onChange} />
      {unknown.length > 0 && (
        <Notice tone="neutral" className="mx-4 mb-3">
          {t('Passed over, as no column of a vehicle has this name or it is a fact: {headers}.', { headers: unknown.join(', ') })}
        </Notice>
      )}
      <Tabs defaultValue={first} key={`${of.id} ${of.checked_at}`}>
        <TabList aria-label={t('What the file does')} className="px-4">
          {verdicts.map((verdict) => (
            <Tab key={verdict} value={verdict}>
              {t(verdict_words[verdict].label)}
              <Badge tone={verdict === 'REFUSE' && of.counts.refuse > 0 ? 'danger' : 'neutral'}>{formatNumber(countOf(of, verdict))}</Badge>
            </Tab>
          ))}
        </TabList>
        {verdicts.map((verdict) => (
          <TabPanel key={verdict} value={verdict}>
            <ImportRows of={of} verdict={verdict} />
          </TabPanel>
        ))}
      </Tabs>
    </>
  );
};

export function ImportVehicles({ opened, recent, may_change, ...actions }: ImportPageProps) {
  const { t } = useText();
  const router = useRouter();
  const [shown, setShown] = useState(opened);
  const list = useQuery({
    queryKey: ['listImports'],
    queryFn: ({ signal }) => call('listImports', {}, signal),
    initialData: { items: recent },
  });
  const show = (of: Import | undefined) => {
    setShown(of);
    router.replace(of ? `/vehicles/import?id=${of.id}` : '/vehicles/import', { scroll: false });
    void list.refetch();
  };
  return (
    <>
      <PageHeader
        title={shown ? (shown.file_name ?? t('Pasted rows')) : t('Import vehicles')}
        above={
          shown
            ? [
                { label: t('Fleet'), href: '/fleet' },
                { label: t('Import vehicles'), href: '/vehicles/import' },
              ]
            : [{ label: t('Fleet'), href: '/fleet' }]
        }
        description={
          shown
            ? shown.status === 'READY' && t('What the file does, row by row. Nothing happens before it is applied.')
            : t('Add and change many vehicles by a file. It is checked first.')
        }
        actions={shown && <Button onClick={() => show(undefined)}>{t('Another file')}</Button>}
      />
      {shown ? (
        <Preview {...actions} key={shown.id} of={shown} may_change={may_change} onChange={show} />
      ) : (
        <>
          <div className="hidden sm:block">
            <ImportSource onChecked={show} />
          </div>
          <p className="px-4 pb-4 text-ink-soft sm:hidden">
            {t('A file is given on a larger screen. Here you can read what was imported.')}
          </p>
          <ImportHistory items={list.data.items} onOpen={show} />
        </>
      )}
    </>
  );
}
