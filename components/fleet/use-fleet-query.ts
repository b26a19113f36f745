'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type FleetQuery, formatFleetQuery, parseFleetQuery } from '#lib/client/fleet-query.ts';

/** Browsers refuse an address that changes more often than about three times a second. */
const write_after_ms = 300;
const leaving = ['click', 'dblclick', 'keydown'] as const;

export type ChangeFleetQuery = (change: Partial<FleetQuery> | ((before: FleetQuery) => Partial<FleetQuery>)) => void;

/** Typing goes on in the search, and the arrow keys move the selection; any other key, and any click, may lead to another page. */
const mayLeave = (event: Event): boolean => {
  if (!(event instanceof KeyboardEvent)) return true;
  const typing = event.target instanceof Element && event.target.closest('input') !== null;
  return event.key === 'Enter' || (!typing && event.key.length === 1);
};

const parse = (search: string): FleetQuery => parseFleetQuery(new URLSearchParams(search));

/**
 * What the page shows, kept in step with its address: changes reach the address once they pause, and a link or the back button that changes
 * the address changes the page. The history holds one entry for the page, however much one types.
 */
export const useFleetQuery = (): [FleetQuery, ChangeFleetQuery] => {
  const search = useSearchParams().toString();
  const [query, setQuery] = useState(() => parse(search));
  const address = formatFleetQuery(query);
  /** The address as this page last read or wrote it: any other came from elsewhere. */
  const known_address = useRef(address);

  useEffect(() => {
    if (address === known_address.current) return;
    const write = () => {
      stop();
      known_address.current = address;
      window.history.replaceState(null, '', address ? `?${address}` : window.location.pathname);
    };
    // A change of the address would call off a navigation that began before it, so what may begin one writes it first.
    const writeBeforeLeaving = (event: Event) => mayLeave(event) && write();
    const stop = () => {
      clearTimeout(timer);
      for (const type of leaving) window.removeEventListener(type, writeBeforeLeaving, true);
    };
    const timer = setTimeout(write, write_after_ms);
    for (const type of leaving) window.addEventListener(type, writeBeforeLeaving, true);
    return stop;
  }, [address]);

  useEffect(() => {
    const addressed = parse(search);
    const canonical = formatFleetQuery(addressed);
    if (canonical === known_address.current) return;
    known_address.current = canonical;
    setQuery(addressed);
  }, [search]);

  const change = useCallback<ChangeFleetQuery>((next) => {
    setQuery((before) => ({ ...before, ...(typeof next === 'function' ? next(before) : next) }));
  }, []);
  return [query, change];
};
