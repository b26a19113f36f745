import type { NavEntry } from './nav.ts';

/** The entry whose page, or a page below it, is open. A vehicle belongs to the fleet. */
export const currentEntry = <Entry extends Pick<NavEntry, 'href'>>(entries: readonly Entry[], pathname: string): Entry | undefined => {
  const path = pathname.startsWith('/vehicles') ? '/fleet' : pathname;
  return entries.find((entry) => path === entry.href || path.startsWith(`${entry.href}/`));
};
