/**
 * Who may do what. A permission `x` implies its read-only twin `x.ro`.
 * Ids and the five presets follow the public platform's words; see platform specification 1.2.
 */

/** W read and write, R read only, - none; columns as in `preset_names`. */
const matrix = {
  vehicles: 'WWWRW',
  'vehicle-commands': '-WWWW',
  'vehicle-lifecycle': 'WWWW-',
  'vehicle-configuration': 'RWRRW',
  'connectivity-commands': '-W---',
  'vehicle-archive': '-W---',
  'command-override': '-W---',
  'installer-jobs': '-WR-W',
  'vehicle-offline-access': '-WR-W',
  'vehicle-history': '-----',
  'events-trips': 'RRRRR',
  'radius-search': '-R---',
  'audit-log': '-R---',
  'vehicle-protection': '-WRR-',
  'oem-credentials': 'RW---',
  'fleet-settings': 'RW---',
  'fleet-share': '-WR--',
  'event-subscriptions': 'WR---',
  'api-clients': 'WR---',
  'notification-subscriptions': '-WWRR',
  geofences: '-WWRR',
  users: '-W---',
  reports: '-RR--',
} as const;

type Area = keyof typeof matrix;
type ReadOnlyArea = 'vehicle-history' | 'events-trips' | 'radius-search' | 'audit-log' | 'reports';
type WriteOnlyArea = 'vehicle-commands' | 'vehicle-lifecycle' | 'connectivity-commands' | 'vehicle-archive' | 'command-override';
export type Permission = Exclude<Area, ReadOnlyArea> | `${Exclude<Area, WriteOnlyArea>}.ro`;

const read_only: readonly string[] = ['vehicle-history', 'events-trips', 'radius-search', 'audit-log', 'reports'];
const write_only: readonly string[] = [
  'vehicle-commands',
  'vehicle-lifecycle',
  'connectivity-commands',
  'vehicle-archive',
  'command-override',
];

const areas = Object.keys(matrix) as Area[];
export const permissions = areas.flatMap((area) => [
  ...(read_only.includes(area) ? [] : [area]),
  ...(write_only.includes(area) ? [] : [`${area}.ro`]),
]) as Permission[];

export const preset_names = ['Developer', 'Fleet Manager', 'Operations Specialist', 'Support', 'Vehicle Maintenance'] as const;
export type PresetName = (typeof preset_names)[number];

/** The id of a built-in preset: `fleet-manager`. Those that a fleet made itself have a ULID. */
export const presetIdOf = (name: PresetName): string => name.toLowerCase().replaceAll(' ', '-');

export const presetPermissions = (preset: PresetName): Permission[] => {
  const column = preset_names.indexOf(preset);
  return areas.flatMap((area) => {
    const grade = matrix[area][column];
    if (grade === 'W') return [area as Permission];
    return grade === 'R' ? [`${area}.ro` as Permission] : [];
  });
};

/** Of the first person of a fleet: someone must be able to let programs in. */
export const founderPermissions = (): Permission[] => [...presetPermissions('Fleet Manager'), 'event-subscriptions', 'api-clients'];

export { allows } from './allows.ts';

/** Each once, in the order of the table of permissions. */
export const inOrder = (wanted: readonly Permission[]): Permission[] => permissions.filter((permission) => wanted.includes(permission));

/** Whoever holds one of these can move, take away or let in: a fleet may ask for a second factor of him. */
export const asksSecondFactor = (held: readonly Permission[]): boolean =>
  held.some(
    (permission) =>
      !permission.endsWith('.ro') &&
      /^(vehicle-commands|connectivity-commands|command-override|vehicle-archive|oem-credentials|fleet-settings|users|api-clients|event-subscriptions)$/.test(
        permission,
      ),
  );

/** People alone manage people and programs, so that no program makes itself another. */
export const mayBeOfClients = (permission: Permission): boolean => !/^(users|api-clients)(\.ro)?$/.test(permission);

/** Who acts: a signed-in person, an API client, or Motorpool itself. Always within one fleet. */
export interface Actor {
  type: 'USER' | 'API_CLIENT' | 'SYSTEM';
  id: string;
  name: string;
  fleet_id: string;
  permissions: readonly Permission[];
  flow_id: string;
  /** Of API clients only: what the client may do, of which its access token may cover a part. */
  client_permissions?: readonly Permission[];
  /** Of people only. */
  email?: string;
  preset?: string;
  /** The sign-in by which the person acts. */
  session_id?: string;
  /** The fleet asks for a second factor that the person has not set up: until then he holds no permission there. */
  second_factor_due?: boolean;
  /** The person belongs to another fleet and helps here for a time. */
  support_grant?: SupportGrantOfActor;
}

export interface SupportGrantOfActor {
  id: string;
  reason: string;
  expires_at: string;
}
