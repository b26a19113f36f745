import { access_operations } from './access.ts';
import { account_operations } from './account.ts';
import { api_client_operations } from './api-clients.ts';
import { audit_log_operations } from './audit-log.ts';
import { bulk_operations } from './bulk.ts';
import { command_hold_operations } from './command-hold.ts';
import { command_plan_operations } from './command-plans.ts';
import { command_operations } from './commands.ts';
import { configuration_operations } from './configuration.ts';
import { credentials_operations } from './credentials.ts';
import { desk_operations } from './desk.ts';
import { event_consumer_operations } from './event-consumers.ts';
import { event_operations } from './events.ts';
import { fleet_operations } from './fleet.ts';
import { fleet_settings_operations } from './fleet-settings.ts';
import { geofence_operations } from './geofences.ts';
import { health_operations } from './health.ts';
import { history_operations } from './history.ts';
import { import_operations } from './imports.ts';
import { lifecycle_operations } from './lifecycle.ts';
import { notification_operations } from './notifications.ts';
import type { Operation } from './operation.ts';
import { past_operations } from './past.ts';
import { people_operations } from './people.ts';
import { preset_operations } from './presets.ts';
import { public_event_operations } from './public-events.ts';
import { radius_search_operations } from './radius-search.ts';
import type { routes } from './routes.ts';
import { saved_view_operations } from './saved-views.ts';
import { sharing_operations } from './sharing.ts';
import { support_grant_operations } from './support-grants.ts';
import { trip_operations } from './trips.ts';
import { unit_operations } from './unit.ts';
import { vehicle_export_operations } from './vehicle-export.ts';
import { vehicle_operations } from './vehicles.ts';
import { webhook_operations } from './webhooks.ts';

/** Every operation of `/api/v1` by its id. An endpoint is an entry here, a service function and a handler line. */
export const operations = {
  // First: of two paths that match an address, the one without a parameter in that place must be asked first.
  ...bulk_operations,
  ...fleet_operations,
  ...past_operations,
  ...vehicle_operations,
  ...health_operations,
  ...vehicle_export_operations,
  ...saved_view_operations,
  ...history_operations,
  ...trip_operations,
  ...geofence_operations,
  ...desk_operations,
  ...lifecycle_operations,
  ...sharing_operations,
  ...import_operations,
  ...unit_operations,
  ...configuration_operations,
  ...command_operations,
  ...command_plan_operations,
  ...command_hold_operations,
  ...credentials_operations,
  ...event_operations,
  ...radius_search_operations,
  ...access_operations,
  ...api_client_operations,
  ...people_operations,
  ...preset_operations,
  ...support_grant_operations,
  ...account_operations,
  ...fleet_settings_operations,
  ...audit_log_operations,
  ...public_event_operations,
  ...webhook_operations,
  ...event_consumer_operations,
  ...notification_operations,
} satisfies Record<keyof typeof routes, Operation>;

export type Operations = typeof operations;
export type OperationId = keyof Operations;
