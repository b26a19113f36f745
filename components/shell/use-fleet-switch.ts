'use client';
import { useCallback, useEffect } from 'react';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';

/** Where the tabs of a browser tell each other which fleet the sign-in works in. */
const storage_key = 'motorpool.fleet';
const start_page = '/fleet';

export type ChooseFleetAction = (input: { body: { fleet_id: string } }) => Promise<{ ok: true } | { ok: false; problem: ProblemBody }>;

/**
 * Changes the fleet of the sign-in. What is on screen is of the fleet before, so this tab and all others begin anew: the server answers every one of
 * them for the new fleet from then on.
 */
export const useFleetSwitch = (current_id: string, chooseFleet: ChooseFleetAction): ((fleet_id: string) => void) => {
  const { t, translate } = useText();
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent) => {
      if (key === storage_key && newValue !== current_id) location.assign(start_page);
    };
    addEventListener('storage', follow);
    return () => removeEventListener('storage', follow);
  }, [current_id]);
  return useCallback(
    (fleet_id) => {
      void chooseFleet({ body: { fleet_id } }).then((result) => {
        if (!result.ok) return notify.warn(t('The fleet could not be changed'), { description: translate(result.problem.detail) });
        localStorage.setItem(storage_key, fleet_id);
        location.assign(start_page);
      });
    },
    [chooseFleet, t, translate],
  );
};
