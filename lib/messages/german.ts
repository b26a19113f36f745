import { admin } from './german/admin.ts';
import { archive } from './german/archive.ts';
import { audit } from './german/audit.ts';
import { auth } from './german/auth.ts';
import { bulk } from './german/bulk.ts';
import { catalogue } from './german/catalogue.ts';
import { commands } from './german/commands.ts';
import { developers } from './german/developers.ts';
import { display } from './german/display.ts';
import { event_consumers } from './german/event-consumers.ts';
import { events } from './german/events.ts';
import { fleet } from './german/fleet.ts';
import { geofences } from './german/geofences.ts';
import { health } from './german/health.ts';
import { imports } from './german/imports.ts';
import { lifecycle } from './german/lifecycle.ts';
import { mails } from './german/mails.ts';
import { map } from './german/map.ts';
import { notifications } from './german/notifications.ts';
import { past } from './german/past.ts';
import { people } from './german/people.ts';
import { permissions } from './german/permissions.ts';
import { position } from './german/position.ts';
import { problems } from './german/problems.ts';
import { radius } from './german/radius.ts';
import { setup } from './german/setup.ts';
import { sharing } from './german/sharing.ts';
import { shell } from './german/shell.ts';
import { states } from './german/states.ts';
import { trips } from './german/trips.ts';
import { ui } from './german/ui.ts';
import { vehicle } from './german/vehicle.ts';
import { vehicle_dialogs } from './german/vehicle-dialogs.ts';
import { vehicle_history } from './german/vehicle-history.ts';
import { webhooks } from './german/webhooks.ts';

/** English → German, by area of the screens. */
export const german = {
  ...admin,
  ...archive,
  ...audit,
  ...auth,
  ...bulk,
  ...catalogue,
  ...commands,
  ...developers,
  ...display,
  ...event_consumers,
  ...events,
  ...fleet,
  ...geofences,
  ...health,
  ...imports,
  ...lifecycle,
  ...mails,
  ...map,
  ...notifications,
  ...past,
  ...people,
  ...permissions,
  ...position,
  ...problems,
  ...radius,
  ...setup,
  ...sharing,
  ...shell,
  ...states,
  ...trips,
  ...ui,
  ...vehicle,
  ...vehicle_dialogs,
  ...vehicle_history,
  ...webhooks,
} as const;
