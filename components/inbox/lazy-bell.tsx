'use client';
import { useEffect, useState } from 'react';
import { useFetched } from '#components/ui/use-fetched.ts';

const loadBell = () => import('./inbox-bell.tsx').then((module) => module.InboxBell);

/** The bell, fetched once the page is there; its place is kept. */
export function LazyBell() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => setWanted(true), []);
  const Bell = useFetched(loadBell, wanted);
  return Bell ? <Bell /> : <span className="size-8 shrink-0 pointer-coarse:size-10" />;
}
