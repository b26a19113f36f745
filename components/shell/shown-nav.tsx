import 'server-only';
import type { ReactNode } from 'react';
import type { Permission } from '#lib/domain/access.ts';
import { type NavEntry, nav_entries, visibleNav } from './nav.ts';
import { navIcon } from './nav-icons.ts';

export interface ShownEntry extends NavEntry {
  icon: ReactNode;
}

/** The way to the pages that the person may open, drawn on the server: the browser gets neither the other ones nor the set of icons as a script. */
export const shownNav = (permissions: readonly Permission[]): ShownEntry[] =>
  visibleNav(nav_entries, permissions).map((entry) => {
    const Glyph = navIcon(entry.id);
    return { ...entry, icon: <Glyph aria-hidden size={17} className="shrink-0" /> };
  });
