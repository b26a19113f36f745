import { z } from 'zod';
import * as access from '#lib/domain/access-schema.ts';
import * as capability from '#lib/domain/capability-schema.ts';
import * as command from '#lib/domain/command-schema.ts';
import * as configuration from '#lib/domain/configuration.ts';
import * as event from '#lib/domain/event-schema.ts';
import * as geofence from '#lib/domain/geofence-schema.ts';
import * as problem from '#lib/domain/problem-schema.ts';
import * as telematics from '#lib/domain/telematics.ts';
import * as trip from '#lib/domain/trip-schema.ts';
import * as vehicle from '#lib/domain/vehicle.ts';
import * as enums from '#lib/domain/vehicle-enums.ts';
import * as state from '#lib/domain/vehicle-state-schema.ts';
import * as access_contract from '../access.ts';
import * as account from '../account.ts';
import * as api_clients from '../api-clients.ts';
import * as audit_log from '../audit-log.ts';
import * as bulk from '../bulk.ts';
import * as command_plans from '../command-plans.ts';
import * as commands from '../commands.ts';
import * as configurations from '../configuration.ts';
import * as credentials from '../credentials.ts';
import * as desk from '../desk.ts';
import * as event_consumers from '../event-consumers.ts';
import * as event_data from '../event-data.ts';
import * as events from '../events.ts';
import * as fleet from '../fleet.ts';
import * as fleet_settings from '../fleet-settings.ts';
import * as geofences from '../geofences.ts';
import * as health from '../health.ts';
import * as history from '../history.ts';
import * as imports from '../imports.ts';
import * as lifecycle from '../lifecycle.ts';
import * as notifications from '../notifications.ts';
import * as people from '../people.ts';
import * as presets from '../presets.ts';
import * as public_events from '../public-events.ts';
import * as saved_views from '../saved-views.ts';
import * as sharing from '../sharing.ts';
import * as trips from '../trips.ts';
import * as unit from '../unit.ts';
import * as vehicles from '../vehicles.ts';
import * as webhooks from '../webhooks.ts';

const modules = [
  access,
  capability,
  command,
  event,
  geofence,
  problem,
  telematics,
  trip,
  vehicle,
  enums,
  state,
  access_contract,
  account,
  api_clients,
  audit_log,
  bulk,
  commands,
  command_plans,
  configuration,
  configurations,
  credentials,
  desk,
  event_consumers,
  event_data,
  events,
  fleet,
  geofences,
  health,
  history,
  fleet_settings,
  imports,
  lifecycle,
  notifications,
  people,
  presets,
  saved_views,
  sharing,
  trips,
  unit,
  public_events,
  vehicles,
  webhooks,
];

/** Names that differ on the page from those in the code. */
const renamed: Record<string, string> = { ProblemBody: 'Problem', CommandBody: 'CommandRequest', NewCredentials: 'CredentialsRequest' };

/** Every exported zod schema under the name it is exported by: what the documents call it too. */
export const schema_names: z.core.$ZodRegistry<{ id: string }> = z.registry<{ id: string }>();
for (const [name, value] of modules.flatMap((exports) => Object.entries(exports))) {
  if (value instanceof z.ZodType && /^[A-Z]/.test(name)) schema_names.add(value, { id: renamed[name] ?? name });
}
