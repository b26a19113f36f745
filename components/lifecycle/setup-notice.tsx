'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { call } from '#lib/client/api.ts';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { OutputOf } from '#lib/contract/operation.ts';
import type { Operations } from '#lib/contract/operations.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Action } from './lifecycle-actions.ts';
import { sayDetail } from './setup-detail.ts';

export interface SetupNoticeProps {
  vehicle_id: string;
  /** As known when the page was made. */
  initial?: OutputOf<Operations['getUnitSetup']> | undefined;
  /** Begins a failed setup anew; absent where that is not offered. */
  changeModel?: Action<'changeModel'>;
}

const look_again_ms = 5_000;

/** How the unit's setup at its vendor goes, while it is not done: what it waits for, or what went wrong and what to do. Says when it is done, to whoever waited. */
export function SetupNotice({ vehicle_id, initial, changeModel }: SetupNoticeProps) {
  const text = useText();
  const { t } = text;
  const params = { vehicle_id };
  const [waited, setWaited] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const { data: setup, refetch } = useQuery({
    queryKey: ['getUnitSetup', { params }],
    queryFn: ({ signal }) => call('getUnitSetup', { params }, signal),
    ...(initial && { initialData: initial }),
    refetchInterval: ({ state }) => (state.data?.status === 'IN_PROGRESS' ? look_again_ms : false),
  });
  useLiveEvents(() => void refetch(), { vehicle_id, types: ['VehicleChanged'] });
  const status = setup?.status;
  useEffect(() => setWaited((before) => before || (status !== undefined && status !== 'SUCCEEDED')), [status]);
  const beginAnew = async () => {
    if (!setup || !changeModel) return;
    setBusy(true);
    const { vehicle_model_id, extensions = [] } = setup;
    const result = await changeModel({ params, body: { vehicle_model_id, extensions: [...extensions] } });
    setProblem(result.ok ? undefined : result.problem);
    await refetch();
    setBusy(false);
  };
  const detail = setup?.detail && sayDetail(setup.detail, text);
  return (
    <section aria-label={t('Setup')} aria-live="polite" className="empty:hidden">
      {status === 'IN_PROGRESS' && (
        <Notice tone="neutral">
          <strong className="font-semibold">{t('Setup in progress.')}</strong> {detail}{' '}
          {t('Until it is done the vehicle takes no commands.')}
        </Notice>
      )}
      {status === 'FAILED' && (
        <Notice tone="danger">
          <p>
            <strong className="font-semibold">{t('The setup failed.')}</strong> {detail}{' '}
            {t('Clear this up with the manufacturer, then begin anew. If the car cannot be connected, archive the vehicle.')}
          </p>
          {changeModel && (
            <Button size="sm" className="mt-2" busy={busy} onClick={() => void beginAnew()}>
              {t('Begin the setup anew')}
            </Button>
          )}
        </Notice>
      )}
      {problem && (
        <Notice tone="danger" urgent className="mt-2">
          <ProblemWords problem={problem} />
        </Notice>
      )}
      {status === 'SUCCEEDED' && waited && <Notice tone="ok">{t('The setup is done. The vehicle takes commands now.')}</Notice>}
    </section>
  );
}
