'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CirclePlus, LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import { type ListColumn, ListPage } from '#components/shell/list-page.tsx';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Td, Tr } from '#components/ui/table.tsx';
import { notify } from '#components/ui/toast.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { SupportGrant } from '#lib/contract/support-grants.ts';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { SupportActions } from './people-actions.ts';
import { SupportSheet } from './support-sheet.tsx';
import { useAct } from './use-act.ts';

export interface SupportPageProps extends SupportActions {
  first_grants: readonly SupportGrant[];
  viewer_permissions: readonly Permission[];
}

const query = { limit: 100 };

/** Who of outside may look into the fleet, until when and why; and who might before. */
export function SupportPage({ first_grants, viewer_permissions, createSupportGrant, endSupportGrant }: SupportPageProps) {
  const { t } = useText();
  const queries = useQueryClient();
  const [granting, setGranting] = useState(false);
  const { busy, problem, act } = useAct();
  const grants = useQuery({
    queryKey: ['listSupportGrants', { query }],
    queryFn: ({ signal }) => call('listSupportGrants', { query }, signal),
    initialData: { items: [...first_grants] },
    refetchInterval: 15_000,
    staleTime: 5000,
  });
  const refresh = () => void queries.invalidateQueries({ queryKey: ['listSupportGrants'] });
  const may_change = allows(viewer_permissions, 'users');
  const end = ({ id, email }: SupportGrant) =>
    void act(
      () => endSupportGrant({ params: { grant_id: id } }),
      () => {
        notify.done(t('The support access of {email} has ended', { email }));
        refresh();
      },
    );
  const { items } = grants.data;
  const columns: ListColumn[] = [
    { label: t('E-mail') },
    { label: t('Reason'), from: 'sm' },
    { label: t('Granted by'), from: 'md' },
    { label: t('Granted'), from: 'lg' },
    { label: t('Ends') },
  ];
  return (
    <>
      <ListPage
        title={t('Support access')}
        description={t(
          'Somebody from outside helps for a time. All that is done meanwhile stands in the audit log, each look at a position too.',
        )}
        add={
          may_change && (
            <Button variant="primary" icon={CirclePlus} onClick={() => setGranting(true)}>
              {t('Grant access')}
            </Button>
          )
        }
        stale={grants.isError}
        notices={
          <div className="px-4">
            <ProblemNote problem={problem} />
          </div>
        }
        columns={columns}
        empty={
          items.length === 0 && {
            icon: LifeBuoy,
            title: t('Nobody has support access'),
            description: t('Without it nobody from outside sees this fleet.'),
          }
        }
      >
        {items.map((grant) => {
          const { id, email, reason, granted_by, created_at, expires_at, ended_at } = grant;
          return (
            <Tr key={id}>
              <Td className="font-medium max-sm:max-w-40" title={email}>
                {email}
              </Td>
              <Td className="hidden text-ink-soft sm:table-cell" title={reason}>
                {reason}
              </Td>
              <Td className="hidden text-ink-soft md:table-cell">{granted_by}</Td>
              <Td className="hidden lg:table-cell">
                <RelativeTime at={created_at} />
              </Td>
              <Td>
                {ended_at ? <Badge>{t('support|Ended')}</Badge> : <RelativeTime at={expires_at} />}
                {ended_at && (
                  <span className="ml-2 text-ink-faint max-sm:hidden">
                    <RelativeTime at={ended_at} />
                  </span>
                )}
              </Td>
              <Td className="text-right">
                {may_change && !ended_at && (
                  <Button size="sm" variant="ghost" busy={busy} onClick={() => end(grant)}>
                    {t('End now')}
                    <span className="sr-only"> {email}</span>
                  </Button>
                )}
              </Td>
            </Tr>
          );
        })}
      </ListPage>
      {granting && (
        <SupportSheet
          createSupportGrant={createSupportGrant}
          onClose={() => setGranting(false)}
          onGranted={(email) => {
            setGranting(false);
            notify.done(t('{email} has support access', { email }));
            refresh();
          }}
        />
      )}
    </>
  );
}
