import {
  Activity,
  Archive,
  KeyRound,
  type LucideIcon,
  Map as MapIcon,
  Plug,
  Radio,
  ScrollText,
  Settings2,
  SquareUser,
  Users,
} from 'lucide-react';
import type { Permission } from '#lib/domain/access.ts';
import { allows } from '#lib/domain/allows.ts';
import type { Message } from '#lib/messages/text.ts';

export interface NavEntry {
  id: string;
  label: Message;
  /** Where a phone leaves little room. */
  short_label?: Message;
  href: string;
  permission: Permission;
  /** Keys pressed one after another, from any page. */
  shortcut: string;
  /** Heading above the first entry that has it, where there is room for one. */
  group?: Message;
  /** Words that also find the page in the palette. */
  keywords: string[];
}

/** Every page that the shell leads to, in its order. */
export const nav_entries: readonly NavEntry[] = [
  {
    id: 'fleet',
    label: 'Fleet',
    href: '/fleet',
    permission: 'vehicles.ro',
    shortcut: 'g f',
    keywords: ['vehicles', 'map', 'table', 'home'],
  },
  {
    id: 'events',
    label: 'Events',
    href: '/events',
    permission: 'events-trips.ro',
    shortcut: 'g e',
    keywords: ['feed', 'live', 'alarms', 'log'],
  },
  {
    id: 'archive',
    label: 'Archive',
    href: '/archive',
    permission: 'vehicle-lifecycle',
    shortcut: 'g a',
    keywords: ['removed', 'restore', 'deleted'],
  },
  {
    id: 'oem-credentials',
    label: 'OEM credentials',
    short_label: 'Credentials',
    href: '/admin/oem-credentials',
    permission: 'oem-credentials.ro',
    shortcut: 'g c',
    group: 'Admin',
    keywords: ['vendor', 'secret', 'brand', 'api key', 'admin'],
  },
  {
    id: 'users',
    label: 'Users',
    href: '/admin/users',
    permission: 'users.ro',
    shortcut: 'g u',
    group: 'Admin',
    keywords: ['people', 'invite', 'permissions', 'sessions', 'admin'],
  },
  {
    id: 'presets',
    label: 'Presets',
    href: '/admin/presets',
    permission: 'users.ro',
    shortcut: 'g p',
    group: 'Admin',
    keywords: ['roles', 'rights', 'admin'],
  },
  {
    id: 'fleet-settings',
    label: 'Fleet settings',
    short_label: 'Settings',
    href: '/admin/fleet-settings',
    permission: 'fleet-settings.ro',
    shortcut: 'g s',
    group: 'Admin',
    keywords: ['time zone', 'retention', 'offline', 'admin'],
  },
  {
    id: 'audit-log',
    label: 'Audit log',
    href: '/admin/audit-log',
    permission: 'audit-log.ro',
    shortcut: 'g l',
    group: 'Admin',
    keywords: ['who did what', 'history', 'admin'],
  },
  {
    id: 'health',
    label: 'Health',
    href: '/health',
    permission: 'oem-credentials.ro',
    shortcut: 'g h',
    group: 'Admin',
    keywords: ['status', 'processes', 'outage', 'breaker', 'lag', 'storage', 'metrics'],
  },
  {
    id: 'api-clients',
    label: 'API clients',
    href: '/developers/api-clients',
    permission: 'api-clients.ro',
    shortcut: 'g d',
    group: 'Developers',
    keywords: ['developers', 'token', 'secret', 'integration', 'booking', 'oauth'],
  },
];

const icons: Record<string, LucideIcon> = {
  fleet: MapIcon,
  events: Radio,
  archive: Archive,
  'oem-credentials': KeyRound,
  users: Users,
  presets: SquareUser,
  'fleet-settings': Settings2,
  'audit-log': ScrollText,
  health: Activity,
  'api-clients': Plug,
};
export const navIcon = (id: string): LucideIcon => icons[id] ?? MapIcon;

/** What the person may not open is absent, not grey. */
export const visibleNav = (entries: readonly NavEntry[], permissions: readonly Permission[]): NavEntry[] =>
  entries.filter((entry) => allows(permissions, entry.permission));

/** The entry whose page, or a page below it, is open. A vehicle belongs to the fleet. */
export const currentEntry = (entries: readonly NavEntry[], pathname: string): NavEntry | undefined => {
  const path = pathname.startsWith('/vehicles') ? '/fleet' : pathname;
  return entries.find((entry) => path === entry.href || path.startsWith(`${entry.href}/`));
};
