'use client';
import { CarFront, CloudOff, Radar } from 'lucide-react';
import type { ReactNode } from 'react';
import { Empty } from '#components/states/empty.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFetchAtFirstGesture, useFetched } from '#components/ui/use-fetched.ts';
import type { Fleet, FleetDesk } from '#lib/client/fleet.ts';
import type { FleetStatus } from '#lib/client/fleet-store.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { useViewState } from './use-fleet-view.ts';

export interface FleetListProps {
  fleet: Fleet;
  view: FleetDesk;
  status: FleetStatus;
  onClear: () => void;
  /** Leads to where a first vehicle is added, where the viewer may. */
  empty_action?: ReactNode;
  children: ReactNode;
}

const loadFailed = () => import('#components/states/failed.tsx').then((module) => module.Failed);
const at_first_gesture = [loadFailed];

/** The table, or why there is none. What is known stays on screen while a fresh answer is awaited. */
export const FleetList = ({ fleet, view, status, onClear, empty_action, children }: FleetListProps) => {
  const { t, translate } = useText();
  const total = useViewState(view, 'total');
  const listed = useViewState(view, 'listed');
  const has_failed = status.phase === 'failed' && total === 0;
  const Failed = useFetched(loadFailed, has_failed);
  useFetchAtFirstGesture(at_first_gesture);
  if (has_failed) {
    // What explains a failure is fetched too: where that fails as well, the bare fact is said.
    if (!Failed) return <Empty icon={CloudOff} title={t('The fleet could not be loaded')} />;
    return <Failed title={t('The fleet could not be loaded')} problem={status.problem} retry={() => void fleet.load()} />;
  }
  if (status.phase === 'loading' && total === 0) return <Loading what="vehicles" rows={16} />;
  if (total === 0) {
    return (
      <Empty
        icon={CarFront}
        title={t('No vehicles yet')}
        description={t('Vehicles appear here as soon as they are added.')}
        action={empty_action}
      />
    );
  }
  return (
    <>
      {status.phase === 'failed' && (
        <p role="status" className="border-line border-b bg-warning-soft px-3 py-1.5 text-warning-ink text-xs">
          {t('A fresh copy of the fleet could not be loaded: {problem}. What you see is the last known.', {
            problem: translate(status.problem.title),
          })}
        </p>
      )}
      {listed === 0 ? (
        <Empty
          icon={Radar}
          title={t('No vehicle matches')}
          description={t('Fewer filters or another search will find more.')}
          action={<Button onClick={onClear}>{t('Clear search and filters')}</Button>}
        />
      ) : (
        children
      )}
    </>
  );
};
