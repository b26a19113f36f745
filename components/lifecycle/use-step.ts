'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import type { StepId } from './steps.ts';

/** The step in the address, so that the browser's own back and forward walk through the steps. */
export const useStep = (): { wanted: string | null; goTo: (step: StepId, how?: 'push' | 'replace') => void } => {
  const wanted = useSearchParams().get('step');
  const pathname = usePathname();
  const goTo = useCallback(
    (step: StepId, how: 'push' | 'replace' = 'push') => {
      const address = `${pathname}?step=${step}`;
      if (how === 'push') window.history.pushState(null, '', address);
      else window.history.replaceState(null, '', address);
    },
    [pathname],
  );
  return { wanted, goTo };
};
