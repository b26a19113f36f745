'use client';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useState } from 'react';
import { ClockProvider } from '#components/ui/clock.tsx';
import { allows } from '#lib/domain/allows.ts';
import { AccountMenu } from './account-menu.tsx';
import { currentEntry } from './current-entry.ts';
import type { FleetChoice } from './fleet-choice.ts';
import { LazyHelp } from './lazy-help.tsx';
import { LazyPalette } from './lazy-palette.tsx';
import { LiveBadge, type LiveBadgeProps } from './live-badge.tsx';
import { BottomBar, Rail } from './nav-links.tsx';
import type { PaletteSource } from './palette-groups.ts';
import type { ShownEntry } from './shown-nav.tsx';
import { SkipLink } from './skip-link.tsx';
import type { ThemeChoice } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import { useFocusKeeper } from './use-focus-keeper.ts';
import { useShortcuts } from './use-shortcuts.ts';
import type { SearchVehicles } from './use-vehicle-search.ts';
import type { Viewer } from './viewer.ts';

export interface AppShellProps {
  viewer: Viewer;
  nav: readonly ShownEntry[];
  live_status?: LiveBadgeProps;
  /** The server's reading of the theme cookie. */
  theme: ThemeChoice;
  /** ISO-8601 instant at which the server rendered, so that first ages agree. */
  rendered_at: string;
  searchVehicles?: SearchVehicles;
  onSignOut: () => void;
  /** For people of several fleets. */
  fleet_choice?: FleetChoice;
  /** The way to what the person was told. */
  inbox?: ReactNode;
  /** Above every page, as long as it holds. */
  notice?: ReactNode;
  children: ReactNode;
}

/** Frame of every signed-in page: navigation, search, live badge, account. */
export function AppShell(props: AppShellProps) {
  const { viewer, nav: entries, live_status, theme, rendered_at, searchVehicles, onSignOut, inbox, children } = props;
  const { fleet_choice, notice } = props;
  const router = useRouter();
  const pathname = usePathname();
  const [open, setOpen] = useState<'palette' | 'help'>();
  const current = currentEntry(entries, pathname);
  const openVehicle = useCallback((vehicle_id: string) => router.push(`/vehicles/${encodeURIComponent(vehicle_id)}`), [router]);

  const palette: PaletteSource = {
    entries,
    may_add: allows(viewer.permissions, 'vehicle-lifecycle'),
    fleet_choice,
    open: (href) => router.push(href),
    onHelp: () => setOpen('help'),
    onSignOut,
  };

  useFocusKeeper();
  useShortcuts({
    'mod+k': () => setOpen((before) => (before === 'palette' ? undefined : 'palette')),
    '?': () => setOpen('help'),
    'g i': () => router.push('/inbox'),
    ...Object.fromEntries(entries.map((entry) => [entry.shortcut, () => router.push(entry.href)])),
  });
  return (
    <ClockProvider time_zone={viewer.fleet.time_zone} rendered_at={rendered_at}>
      <SkipLink />
      <div data-scroll className="flex h-dvh flex-col">
        <TopBar
          fleet_name={viewer.fleet.name}
          onSearch={() => setOpen('palette')}
          onHelp={() => setOpen('help')}
          status={live_status && <LiveBadge {...live_status} />}
          inbox={inbox}
          account={<AccountMenu viewer={viewer} theme={theme} onSignOut={onSignOut} {...(fleet_choice && { fleet_choice })} />}
        />
        {notice}
        <div data-scroll className="flex min-h-0 flex-1">
          <Rail entries={entries} current={current} />
          <main id="main" tabIndex={-1} data-scroll className="relative min-w-0 flex-1 overflow-y-auto outline-none">
            {children}
          </main>
        </div>
        <BottomBar entries={entries} current={current} />
      </div>
      <LazyPalette
        open={open === 'palette'}
        onOpenChange={(next) => setOpen(next ? 'palette' : undefined)}
        source={palette}
        {...(searchVehicles && { searchVehicles })}
        onVehicle={openVehicle}
      />
      <LazyHelp open={open === 'help'} onOpenChange={(next) => setOpen(next ? 'help' : undefined)} entries={entries} />
    </ClockProvider>
  );
}
