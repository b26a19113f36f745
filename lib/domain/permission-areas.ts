/** What each area of permissions covers, for people who grant it. */
import { type Permission, permissions } from './access.ts';

export interface PermissionArea {
  /** What the permission ids of the area begin with. */
  area: string;
  name: string;
  covers: string;
}

const area = <const Name extends string, const Covers extends string>(id: string, name: Name, covers: Covers) => ({
  area: id,
  name,
  covers,
});

/** Names and texts are literal, so that screens find their translations. */
export const permission_areas = [
  area('vehicles', 'Vehicles', 'The list, master data, custom fields, tags, statuses and the newest state'),
  area('vehicle-commands', 'Vehicle commands', 'Open, close, immobilise and all other commands but those of the SIM card'),
  area('vehicle-lifecycle', 'Vehicle lifecycle', 'Add vehicles, change model or unit, archive and restore'),
  area('vehicle-configuration', 'Vehicle configuration', 'Settings of telematics units'),
  area('connectivity-commands', 'Connectivity commands', 'Suspend and activate the SIM card, detach from the network'),
  area('vehicle-archive', 'Final deletion', 'Delete archived vehicles for good'),
  area('command-override', 'Override of the motion rule', 'Send a command, with a reason, although the vehicle moves'),
  area('installer-jobs', 'Installer jobs', 'Installation and service jobs, and the partners who do them'),
  area('vehicle-offline-access', 'Offline access', 'Bluetooth tokens'),
  area('vehicle-history', 'Vehicle history', 'Stands for events and trips, and for the radius search'),
  area('events-trips', 'Events and trips', 'The event log, trips, the command log and the stream of all events'),
  area('radius-search', 'Radius search', 'Which vehicles were near a place'),
  area('audit-log', 'Audit log', 'Who did what'),
  area('vehicle-protection', 'Vehicle protection', 'Suspected theft, fraud and vandalism'),
  area('oem-credentials', 'OEM credentials', 'The accounts at manufacturers'),
  area('fleet-settings', 'Fleet settings', 'Name, time zone, retention and rules of the fleet'),
  area('fleet-share', 'Fleet sharing', 'Share vehicles with partner fleets'),
  area('event-subscriptions', 'Event subscriptions', 'Event consumers and webhooks'),
  area('api-clients', 'API clients', 'Programs that may use the API'),
  area('notification-subscriptions', 'Notifications', 'Who is told what, by mail or chat'),
  area('geofences', 'Geofences', 'Places with a border'),
  area('users', 'Users', 'People, invitations and presets'),
  area('reports', 'Reports and dashboard', 'Figures about the fleet over time'),
] as const satisfies readonly PermissionArea[];

export const areaOf = (permission: Permission): string => permission.replace(/\.ro$/, '');

/** The permissions of an area: to read, and to read and write, each where there is one. */
export const permissionsOfArea = (id: string): { read?: Permission; write?: Permission } => {
  const read = permissions.find((permission) => permission === `${id}.ro`);
  const write = permissions.find((permission) => permission === id);
  return { ...(read && { read }), ...(write && { write }) };
};
