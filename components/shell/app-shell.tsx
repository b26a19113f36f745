'use client';
import { Keyboard, Languages, LogOut, Map as MapIcon, SunMoon } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { ClockProvider } from '#components/ui/clock.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { language_names, languages } from '#lib/messages/language.ts';
import { AccountMenu } from './account-menu.tsx';
import { chooseLanguage } from './choose-language.ts';
import type { FleetChoice } from './fleet-choice.ts';
import { LazyHelp } from './lazy-help.tsx';
import { LazyPalette } from './lazy-palette.tsx';
import { LiveBadge, type LiveBadgeProps } from './live-badge.tsx';
import { currentEntry, type NavEntry, nav_entries, navIcon, visibleNav } from './nav.ts';
import { BottomBar, Rail } from './nav-links.tsx';
import type { PaletteGroup, PaletteItem } from './palette-items.ts';
import type { ShortcutGroup } from './shortcuts.ts';
import { SkipLink } from './skip-link.tsx';
import { type ThemeChoice, theme_choices, theme_labels } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { chooseTheme } from './use-theme.ts';
import type { SearchVehicles } from './use-vehicle-search.ts';
import type { Viewer } from './viewer.ts';

export interface AppShellProps {
  viewer: Viewer;
  nav?: readonly NavEntry[];
  live_status?: LiveBadgeProps;
  /** The server's reading of the theme cookie. */
  theme: ThemeChoice;
  /** ISO-8601 instant at which the server rendered, so that first ages agree. */
  rendered_at: string;
  searchVehicles?: SearchVehicles;
  onSignOut: () => void;
  /** For people of several fleets. */
  fleet_choice?: FleetChoice;
  /** Further actions of the palette. */
  actions?: readonly PaletteItem[];
  children: ReactNode;
}

const no_actions: readonly PaletteItem[] = [];

/** Frame of every signed-in page: navigation, search, live badge, account. */
export function AppShell(props: AppShellProps) {
  const { viewer, nav = nav_entries, live_status, theme, rendered_at, searchVehicles, onSignOut, children } = props;
  const { fleet_choice, actions = no_actions } = props;
  const { t } = useText();
  const router = useRouter();
  const pathname = usePathname();
  const [open, setOpen] = useState<'palette' | 'help'>();
  const entries = useMemo(() => visibleNav(nav, viewer.permissions), [nav, viewer.permissions]);
  const current = currentEntry(entries, pathname);
  const openVehicle = useCallback((vehicle_id: string) => router.push(`/vehicles/${encodeURIComponent(vehicle_id)}`), [router]);

  const groups = useMemo((): PaletteGroup[] => {
    const pages = entries.map((entry) => ({
      ...entry,
      label: t(entry.label),
      icon: navIcon(entry.id),
      run: () => router.push(entry.href),
    }));
    const themes = theme_choices.map((choice) => ({
      id: `theme-${choice}`,
      label: t('Colours: {choice}', { choice: t(theme_labels[choice]) }),
      icon: SunMoon,
      keywords: ['theme', 'mode'],
      run: () => chooseTheme(choice),
    }));
    const tongues = languages.map((language) => ({
      id: `language-${language}`,
      label: t('Language: {language}', { language: language_names[language] }),
      icon: Languages,
      keywords: ['language', 'sprache'],
      run: () => chooseLanguage(language),
    }));
    const fleets = (fleet_choice?.fleets ?? []).map(({ id, name }) => ({
      id: `fleet-${id}`,
      label: t('Fleet: {fleet}', { fleet: name }),
      icon: MapIcon,
      keywords: ['switch', id],
      run: () => fleet_choice?.chooseFleet(id),
    }));
    const help = {
      id: 'help',
      label: t('Keyboard help'),
      icon: Keyboard,
      shortcut: '?',
      keywords: ['shortcuts'],
      run: () => setOpen('help'),
    };
    const leave = { id: 'sign-out', label: t('Sign out'), icon: LogOut, keywords: ['log out', 'leave'], run: onSignOut };
    return [
      { title: t('Pages'), items: pages },
      { title: t('Actions'), items: [...actions, ...fleets, ...themes, ...tongues, help, leave] },
    ];
  }, [entries, actions, fleet_choice, router, onSignOut, t]);

  useShortcuts({
    'mod+k': () => setOpen((before) => (before === 'palette' ? undefined : 'palette')),
    '?': () => setOpen('help'),
    ...Object.fromEntries(entries.map((entry) => [entry.shortcut, () => router.push(entry.href)])),
  });
  const everywhere: ShortcutGroup = {
    title: t('Everywhere'),
    shortcuts: [
      { keys: 'mod+k', label: t('Find a vehicle, page or action') },
      ...entries.map((entry) => ({ keys: entry.shortcut, label: t('Go to {page}', { page: t(entry.label) }) })),
      { keys: '?', label: t('This help') },
      { keys: 'esc', label: t('Close what is open') },
    ],
  };

  return (
    <ClockProvider time_zone={viewer.fleet.time_zone} rendered_at={rendered_at}>
      <SkipLink />
      <div data-scroll className="flex h-dvh flex-col">
        <TopBar
          fleet_name={viewer.fleet.name}
          onSearch={() => setOpen('palette')}
          onHelp={() => setOpen('help')}
          status={live_status && <LiveBadge {...live_status} />}
          account={<AccountMenu viewer={viewer} theme={theme} onSignOut={onSignOut} {...(fleet_choice && { fleet_choice })} />}
        />
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
        groups={groups}
        {...(searchVehicles && { searchVehicles })}
        onVehicle={openVehicle}
      />
      <LazyHelp open={open === 'help'} onOpenChange={(next) => setOpen(next ? 'help' : undefined)} groups={[everywhere]} />
    </ClockProvider>
  );
}
