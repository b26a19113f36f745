import type { OperationId } from '../operations.ts';
import { access_examples } from './access-examples.ts';
import { api_client_examples } from './api-client-examples.ts';
import { bulk_examples } from './bulk-examples.ts';
import { command_examples } from './command-examples.ts';
import { configuration_examples } from './configuration-examples.ts';
import { desk_examples } from './desk-examples.ts';
import { event_consumer_examples } from './event-consumer-examples.ts';
import { event_list_examples } from './event-examples.ts';
import type { ExamplesOf } from './example-type.ts';
import { geofence_examples } from './geofence-examples.ts';
import { health_examples } from './health-examples.ts';
import { import_examples } from './import-examples.ts';
import { lifecycle_examples } from './lifecycle-examples.ts';
import { notification_examples } from './notification-examples.ts';
import { past_examples } from './past-examples.ts';
import { account_examples, fleet_settings_examples, people_examples, support_grant_examples } from './people-examples.ts';
import { radius_search_examples } from './radius-search-examples.ts';
import { saved_view_examples } from './saved-view-examples.ts';
import { sharing_examples } from './sharing-examples.ts';
import { trip_examples } from './trip-examples.ts';
import { unit_examples } from './unit-examples.ts';
import { vehicle_examples } from './vehicle-examples.ts';
import { webhook_examples } from './webhook-examples.ts';

/** A call of every operation with its answer. One that is missing does not compile. */
export const operation_examples: ExamplesOf<OperationId> = {
  ...access_examples,
  ...api_client_examples,
  ...people_examples,
  ...support_grant_examples,
  ...account_examples,
  ...fleet_settings_examples,
  ...vehicle_examples,
  ...past_examples,
  ...trip_examples,
  ...geofence_examples,
  ...radius_search_examples,
  ...saved_view_examples,
  ...health_examples,
  ...lifecycle_examples,
  ...import_examples,
  ...bulk_examples,
  ...sharing_examples,
  ...unit_examples,
  ...configuration_examples,
  ...command_examples,
  ...desk_examples,
  ...event_list_examples,
  ...webhook_examples,
  ...event_consumer_examples,
  ...notification_examples,
};
