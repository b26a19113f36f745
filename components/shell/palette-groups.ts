import { CirclePlus, FileUp, Keyboard, Languages, LogOut, Map as MapIcon, SunMoon } from 'lucide-react';
import { language_names, languages } from '#lib/messages/language.ts';
import type { Text } from '#lib/messages/text.ts';
import { chooseLanguage } from './choose-language.ts';
import type { FleetChoice } from './fleet-choice.ts';
import type { NavEntry } from './nav.ts';
import { navIcon } from './nav-icons.ts';
import { nav_keywords } from './nav-keywords.ts';
import type { PaletteGroup, PaletteItem } from './palette-items.ts';
import { theme_choices, theme_labels } from './theme.ts';
import { chooseTheme } from './use-theme.ts';

/** What the palette offers beside vehicles, as the frame knows it. */
export interface PaletteSource {
  entries: readonly NavEntry[];
  /** Vehicles may be added. */
  may_add: boolean;
  fleet_choice: FleetChoice | undefined;
  open: (href: string) => void;
  onHelp: () => void;
  onSignOut: () => void;
}

export const makePaletteGroups = (source: PaletteSource, { t }: Text): PaletteGroup[] => {
  const { entries, may_add, fleet_choice, open, onHelp, onSignOut } = source;
  const pages = entries.map((entry) => ({
    ...entry,
    label: t(entry.label),
    icon: navIcon(entry.id),
    keywords: nav_keywords[entry.id] ?? [],
    run: () => open(entry.href),
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
  const help = { id: 'help', label: t('Keyboard help'), icon: Keyboard, shortcut: '?', keywords: ['shortcuts'], run: onHelp };
  const leave = { id: 'sign-out', label: t('Sign out'), icon: LogOut, keywords: ['log out', 'leave'], run: onSignOut };
  const told: PaletteItem = {
    id: 'inbox',
    label: t('Inbox'),
    icon: navIcon('notifications'),
    keywords: ['notifications', 'unread'],
    run: () => open('/inbox'),
  };
  const add: PaletteItem = {
    id: 'add-vehicle',
    label: t('Add a vehicle'),
    icon: CirclePlus,
    keywords: ['new'],
    run: () => open('/vehicles/new'),
  };
  const bring: PaletteItem = {
    id: 'import-vehicles',
    label: t('Import vehicles'),
    icon: FileUp,
    keywords: ['csv', 'file', 'bulk', 'excel'],
    run: () => open('/vehicles/import'),
  };
  const actions = may_add ? [told, add, bring] : [told];
  return [
    { title: t('Pages'), items: pages },
    { title: t('Actions'), items: [...actions, ...fleets, ...themes, ...tongues, help, leave] },
  ];
};
