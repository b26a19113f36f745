/** What changed in the API, newest first. Within `/api/v1` nothing is taken away. */
export interface ApiRelease {
  version: string;
  changes: readonly string[];
}

export const api_releases: readonly ApiRelease[] = [
  {
    version: '0.1.0',
    changes: [
      'First release: access tokens, vehicles, lifecycle with archive, commands with their log, credentials of manufacturers, the event log and the live stream.',
      'API clients are made, renamed, narrowed and deleted by `/api-clients`; a new secret can overlap with the old one. `GET /permissions` lists what there is to grant.',
      'People who belong to several fleets choose by `x-invers-fleet-id` or `PUT /me/fleet`; `GET /fleets` lists them.',
      'People of a fleet: users, invitations by link, permission presets whose people follow them, sessions to end, a second factor by authenticator app.',
      'Fleet settings at `/fleet-settings`, and the audit log at `/audit-log-entries` with an export to CSV.',
      'Command plans: one command for many vehicles, judged first and sent to those that were ready.',
      'Requests are counted: `X-Rate-Limit` headers on every answer to a token, and `/problems/too-many-requests` beyond the limits.',
      'A discovery document at `GET /auth/.well-known/openid-configuration`.',
      'Commands that left and of which nothing proves the effect are answered with `/problems/vehicle/command-outcome-unknown`.',
      'Configuration of units: tracking, and general settings such as the wiring of the immobiliser.',
      'The unit of a vehicle can be exchanged, and its individual password replaced.',
      'OKAI scooters and Queclink trackers as telematics brands: units with a password each, which is given with `authentication.password` and can be replaced at the unit by `new_password`; `GET /telematics-brands` tells the rules in `unit_password`. `POST /vehicles/{vehicle_id}/telematics-unit/check` asks a connected unit whether it has the stored one.',
      'Mercedes-Benz cars as a telematics brand. Their setup takes time: a new vehicle answers at once with setup `IN_PROGRESS`, `GET /vehicles/{vehicle_id}/telematics-unit/setup` says in `detail` what it waits for, and `VehicleChanged` with `SETUP_CHANGED` tells its end. Asking again for a setup that failed begins it anew.',
      'Vehicles are shared with partner fleets: `POST /vehicles/{vehicle_id}/sharing`, with an end by itself or at once; `GET /sharing-partners`.',
      'Bulk calls: add, archive and restore vehicles; change custom fields, tags and operation status of many at once.',
      'Bulk changes of tags, custom fields and operation status say in `changed` what each vehicle was before; `POST /vehicles/bulk/revert` takes that back where it was not changed since.',
      '`Idempotency-Key` on commands, on adding a vehicle, on bulk calls and on storing credentials.',
      'The list of vehicles filters by custom fields, place and archive, and orders by last contact; repeated capabilities are alternatives. `GET /latest-vehicle-states` takes the same.',
      'Public events come as a stream at `GET /events/stream` and as a list at `GET /events`, in the envelope of the platform, with the merged state.',
      'Webhooks: events posted to your address by `POST /webhooks`, signed after Standard Webhooks, with retries, delivery log and replay.',
      'Event consumers: events over AMQP 0.9.1, managed at `/event-consumers`, where the operator has set up a message broker.',
      'The event log gives single entries, with the state of the vehicle as it was then, and exports to CSV.',
      'Notes on vehicles, links that show a position to people without an account, the course of any numeric property over time, and events acknowledged, assigned and commented.',
      '`GET /installation-health` tells how processes, manufacturers, credentials, streams and storage fare. A replaced secret takes over once the manufacturer has accepted it; until then `former_secret_in_use` is true.',
      'New credentials are tried at the manufacturer by themselves; `status` is `UNTESTED` until it has accepted or refused them. `/installation-health` tells as alarm `UNREACHABLE` when a manufacturer answers nobody, and names vehicles whose unit was connected twice in `duplicate_units`.',
      'Trips: `TripStarted`, `TripEnded`, `TripMetricsReady` and `TripDiscarded` in topic `Trip` on every channel, begun and ended by `trip_trigger` of the fleet’s settings; `GET /trips`, `GET /trips/{trip_id}` and its `/track`.',
      'Geofences: circles and polygons at `/geofences`, who is inside at `GET /geofences/{geofence_id}/vehicles`, and `GeofenceEntered` and `GeofenceLeft` in topic `Geofence`.',
      'Freshness: `GET /vehicles/{vehicle_id}/freshness` tells whether a report is due, overdue or given up, by what the model usually does.',
      'Saved views of the fleet page, personal and shared, and `GET /vehicle-export`: the vehicles of such a view with their latest state as CSV.',
      '`GET /fleet-at` tells the whole fleet as it was at a moment of its log, and `GET /fleet-log` what happened from there on.',
      'After a backup was restored, commands wait for a person: `GET /command-hold`, ended by `DELETE /command-hold`.',
      'Radius search: `POST /radius-search/query` tells which vehicles were near a place in up to 24 hours. Every search is written into the audit log.',
      'History older than a week is kept compressed. All calls that read it answer as before; a stream that resumes from there begins with `reset`, as it did from the eighth day on.',
      'The API is described by `GET /openapi.json`, its events by `GET /asyncapi.json`.',
      'Mails, where the operator has set up a mail server: invitations (`mailed` tells), and `POST /password-resets/requests` for a link to a new password. `/installation-health` tells of them in `mail`.',
      'Notifications: `POST /notification-subscriptions` tells people by mail, chat and in the app’s inbox (`GET /inbox`) of events and of conditions that are watched for them, with quiet hours and limits.',
      'Imports: a file of vehicles is checked by `POST /imports`, applied as one by `…/apply` and undone within 24 hours by `…/revert`.',
      'Support access: somebody of another fleet is let in for a time by `POST /support-grants`, and told of in `GET /me` as `support_access`.',
      '`streams` of `/installation-health` names everybody who reads the log, event consumers, notifications and the gateway’s own duties too, with the events that wait for him; `/metrics` has the same as `motorpool_log_waiting_events`.',
      'The audit log is sealed entry by entry; `GET /audit-log/verification` says whether it is as it was written, or which entry is not. Entries carry `audit_seq`.',
    ],
  },
];
