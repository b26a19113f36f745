'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** The instant that the page is looked at, held in its address (`?at=2026-11-20T12:00:00.000Z`); undefined: the present. */
export const useLookAt = () => {
  const at_ms = Date.parse(useSearchParams().get('at') ?? '');
  const look_at = Number.isNaN(at_ms) ? undefined : new Date(at_ms).toISOString();
  const setLookAt = useCallback((at: string | undefined) => {
    const address = new URL(window.location.href);
    if (at) address.searchParams.set('at', at);
    else address.searchParams.delete('at');
    window.history.replaceState(null, '', address.search === '' ? address.pathname : `${address.pathname}${address.search}`);
  }, []);
  return { look_at, setLookAt };
};
