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
}

/** Every page that the shell leads to, in its order. */
export const nav_entries: readonly NavEntry[] = [
  {
    id: 'fleet',
    label: 'Fleet',
    href: '/fleet',
    permission: 'vehicles.ro',
    shortcut: 'g f',
  },
  {
    id: 'events',
    label: 'Events',
    href: '/events',
    permission: 'events-trips.ro',
    shortcut: 'g e',
  },
  {
    id: 'trips',
    label: 'Trips',
    href: '/trips',
    permission: 'events-trips.ro',
    shortcut: 'g t',
  },
  {
    id: 'geofences',
    label: 'Geofences',
    href: '/geofences',
    permission: 'geofences.ro',
    shortcut: 'g z',
  },
  {
    id: 'radius-search',
    label: 'Radius search',
    href: '/radius-search',
    permission: 'radius-search.ro',
    shortcut: 'g r',
  },
  {
    id: 'archive',
    label: 'Archive',
    href: '/archive',
    permission: 'vehicle-lifecycle',
    shortcut: 'g a',
  },
  {
    id: 'oem-credentials',
    label: 'OEM credentials',
    short_label: 'Credentials',
    href: '/admin/oem-credentials',
    permission: 'oem-credentials.ro',
    shortcut: 'g c',
    group: 'Admin',
  },
  {
    id: 'users',
    label: 'Users',
    href: '/admin/users',
    permission: 'users.ro',
    shortcut: 'g u',
    group: 'Admin',
  },
  {
    id: 'presets',
    label: 'Presets',
    href: '/admin/presets',
    permission: 'users.ro',
    shortcut: 'g p',
    group: 'Admin',
  },
  {
    id: 'support-access',
    label: 'Support access',
    short_label: 'Support',
    href: '/admin/support-access',
    permission: 'users.ro',
    shortcut: 'g o',
    group: 'Admin',
  },
  {
    id: 'fleet-settings',
    label: 'Fleet settings',
    short_label: 'Settings',
    href: '/admin/fleet-settings',
    permission: 'fleet-settings.ro',
    shortcut: 'g s',
    group: 'Admin',
  },
  {
    id: 'notifications',
    label: 'Notifications',
    href: '/admin/notifications',
    permission: 'notification-subscriptions.ro',
    shortcut: 'g n',
    group: 'Admin',
  },
  {
    id: 'audit-log',
    label: 'Audit log',
    href: '/admin/audit-log',
    permission: 'audit-log.ro',
    shortcut: 'g l',
    group: 'Admin',
  },
  {
    id: 'health',
    label: 'Health',
    href: '/health',
    permission: 'oem-credentials.ro',
    shortcut: 'g h',
    group: 'Admin',
  },
  {
    id: 'api-clients',
    label: 'API clients',
    href: '/developers/api-clients',
    permission: 'api-clients.ro',
    shortcut: 'g d',
    group: 'Developers',
  },
  {
    id: 'webhooks',
    label: 'Webhooks',
    href: '/developers/webhooks',
    permission: 'event-subscriptions.ro',
    shortcut: 'g w',
    group: 'Developers',
  },
  {
    id: 'event-consumers',
    label: 'Event consumers',
    short_label: 'Consumers',
    href: '/developers/event-consumers',
    permission: 'event-subscriptions.ro',
    shortcut: 'g q',
    group: 'Developers',
  },
];

/** What the person may not open is absent, not grey. */
export const visibleNav = (entries: readonly NavEntry[], permissions: readonly Permission[]): NavEntry[] =>
  entries.filter((entry) => allows(permissions, entry.permission));
