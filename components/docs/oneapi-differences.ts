/** What a client of the INVERS OneAPI meets here. Facts alone; a test holds the last list against the table of operations. */

export type DifferenceMark = 'same' | 'added' | 'differs';

export interface Difference {
  topic: string;
  mark: DifferenceMark;
  /** `backticks` mark what is on the wire. */
  text: string;
}

const same = (topic: string, text: string): Difference => ({ topic, mark: 'same', text });
const added = (topic: string, text: string): Difference => ({ topic, mark: 'added', text });
const differs = (topic: string, text: string): Difference => ({ topic, mark: 'differs', text });

export interface DifferenceGroup {
  title: string;
  entries: Difference[];
}

export const difference_groups: readonly DifferenceGroup[] = [
  {
    title: 'Access',
    entries: [
      same(
        'Token request',
        '`POST /auth/oauth/token?grant_type=client_credentials` with HTTP Basic and an empty JSON body; the answer has `access_token`, `token_type: bearer` and `expires_in`. Errors follow RFC 6749.',
      ),
      same('Client ids', 'Contain a `#`. Send it raw or as `%23`.'),
      added(
        'Token request',
        '`grant_type`, `scope`, `client_id` and `client_secret` are also taken from a form body. The answer names its `scope`. A secret in the query is refused.',
      ),
      added(
        'Discovery',
        '`GET /auth/.well-known/openid-configuration` names the token endpoint for client libraries; `GET /auth/jwks.json` has no keys, since tokens are opaque.',
      ),
      differs(
        'Scopes',
        'The scope of an operation has the name of its permission, for example `vehicles.ro`. A token that was asked for without it is answered with `/problems/forbidden-resource`.',
      ),
      differs(
        'Issuing clients',
        'Whoever holds `api-clients` in your fleet makes client ids and secrets, on the page API clients or by `POST /api-clients`. A new secret can overlap with the old one for up to 72 hours.',
      ),
      added(
        'People',
        'Users, invitations, permission presets, fleet settings and the audit log by API. They are managed by signed-in people; an API client can hold `fleet-settings` and `audit-log.ro`, never `users`.',
      ),
      same(
        'Fleet header',
        '`x-invers-fleet-id` picks one of a signed-in person’s fleets; of an API client it must be absent or name its own, else 403.',
      ),
    ],
  },
  {
    title: 'Requests and answers',
    entries: [
      differs(
        'Base URL',
        'The same paths below `/api/v1` of this host, for example `/api/v1/vehicles`. The only change that every client makes.',
      ),
      same(
        'Times, flow id',
        'UTC in ISO 8601, with or without milliseconds on the way in, always with them on the way out. Every answer carries `X-INVERS-Flow-ID`; errors repeat it as `flow_id`.',
      ),
      same(
        'Problems',
        '`type` is relative and the only thing to branch on. We add types and fields, for example `errors` with a JSON pointer for each fault; a client that does not know a `type` goes by `status`.',
      ),
      differs(
        'Unknown input',
        'Unknown body properties and unknown query parameters are refused with 400, so that a misspelt filter never returns the whole fleet.',
      ),
      differs(
        'Content type',
        'A request with a body and another content type than JSON gets 415. Commands with a JSON content type and no body are fine.',
      ),
      same(
        'Lists',
        '`items`, `limit`, `page_token`, `next_page_token`. A token is bound to the filters of its list; without `limit` a page has 100 entries.',
      ),
      added(
        'Filters',
        '`GET /vehicles` filters by ids, plate, VIN, brand, model, types, statuses, tags, custom fields (`custom_fields.colour=white`), capabilities and place (`bbox`), beside the known `q`; `archived=true` shows the archive.',
      ),
      same(
        'ETag',
        '`If-Match` is optional and answered with 412 on a mismatch. The tag follows what can be written; state and contact do not alter it.',
      ),
      same(
        'Rate limits',
        'Every answer to a token carries `X-Rate-Limit-Limit`, `X-Rate-Limit-Remaining` and `X-Rate-Limit-Reset`; 429 adds `Retry-After`. Unless the operator chose other numbers, a client may make 600 requests a minute, 60 of them commands, and read 60 newest states; an address may ask for 5 tokens a second.',
      ),
      added(
        'Idempotency-Key',
        'On commands, on adding a vehicle, on bulk calls and on storing credentials: the same key with the same request acts once and answers with the outcome of the first, marked `Idempotent-Replayed: true`. Other operations ignore it in this release.',
      ),
    ],
  },
  {
    title: 'Vehicles',
    entries: [
      same(
        'Vehicle',
        'The same object. `year_of_production` is taken as number or digits and returned as a number; custom field values are taken as string, number or boolean and returned as strings; `operation_status` is a plain string on creation and `{ value, modified_at }` in answers.',
      ),
      differs(
        'Energy level',
        'Called `state_of_charge_or_fuel_level_in_percent`. The older capability `FUEL_LEVEL_IN_PERCENT` is taken as a filter and never returned.',
      ),
      differs(
        'Transmission',
        '`MANUAL_SHIFT` is read as `MANUAL`. The older `gear_box` is rejected; the older `status: CONNECTED_VEHICLE` is not returned.',
      ),
      added(
        'Statuses and types',
        'Further values of `operation_status` (`BROKEN`, `INACTIVE`), `fuel_type`, `vehicle_type` and further state properties, listed under Schemas in the API reference.',
      ),
      added(
        'Writing',
        'Master data and custom fields by JSON merge patch, tags and statuses by `PUT`. The vendor documents these functions without their paths: check the ones you use against the reference.',
      ),
      added(
        'Archive',
        '`DELETE /vehicles/{vehicle_id}` archives. The data stay for 90 days, can be restored, and can be removed for good.',
      ),
      differs(
        'Configuration',
        'Features as documented; paths and fields are ours. Which unit offers which feature is read from `GET /vehicles/{vehicle_id}/telematics-unit/configuration`; of the documented ones this release sets up `tracking` and `general`.',
      ),
      added(
        'Unit',
        '`PUT /vehicles/{vehicle_id}/telematics-unit` exchanges the unit; the vehicle keeps its id and its history. `POST …/telematics-unit/check` asks a unit that has a password of its own whether it is the stored one.',
      ),
      added(
        'Bulk calls',
        'Adding, archiving and restoring up to 100 vehicles, custom fields, tags and operation status of up to 1,000, each answered with one result per vehicle.',
      ),
      differs('Models', 'Ids of vehicle models are those of this installation: look them up once by `available-vehicle-models`.'),
    ],
  },
  {
    title: 'Commands',
    entries: [
      same(
        'Request',
        '`POST /vehicles/{vehicle_id}/commands/{command}`, empty body, 200 with the vehicle state. The name is the capability in kebab case.',
      ),
      differs(
        'Names',
        'Some paths are documented only as capabilities; here each has the kebab-case name, for example `disable-driving` or `draw-attention`.',
      ),
      differs(
        'Unknown outcome',
        'When a command left and nothing proves its effect within 30 s, the answer is 504 with `/problems/vehicle/command-outcome-unknown` and a `command_id`. A client that knows only the status treats it as no connection; better, read the command log before trying again. `/problems/vehicle/no-connection` means that nothing was executed.',
      ),
      added('Command log', 'Every command with who, when, outcome and how it was learnt; an unknown outcome can be settled by a person.'),
      added(
        'Many vehicles',
        '`POST /command-plans` judges up to 1,000 vehicles for one command, and `POST /command-plans/{plan_id}/run` sends to those that were ready, at the pace that their manufacturers take.',
      ),
      added(
        'Motion rule',
        'Locking and immobilising are refused with `/problems/vehicle/conflicting-state` while the newest state shows movement, immobilising also while the ignition is on.',
      ),
    ],
  },
  {
    title: 'Events',
    entries: [
      same(
        'Transport',
        'AMQP 0.9.1 with a virtual host, a user and a password per consumer and one queue per topic; at most 5 consumers a fleet. The broker is the operator’s RabbitMQ: host and port are those that `GET /event-consumers` names.',
      ),
      differs(
        'Consumers',
        'Made on the page Event consumers or by `POST /event-consumers`. The user is named `f-<fleet>-c-<consumer>`; a queue is `<fleet>.<consumer>.<Topic>`.',
      ),
      added(
        'Without a broker',
        'Server-sent events at `GET /events/stream`, the same as a list at `GET /events`, and webhooks carry the same envelopes. Resume with `after=` the last sequence.',
      ),
      added(
        'Losses',
        'The header `previous_sequence` names the event before on the same topic, so a consumer sees when one is missing and reads it by `GET /events?after=`.',
      ),
      same(
        'Form',
        '`metadata` with `id`, `type`, `schema_major_version`, `occurred_at` and `flow_id`, and `data`. `VehicleStateRecorded` has version 2 and carries the merged state. Ours: `sequence`.',
      ),
      same(
        'Names',
        '`VehicleStateRecorded`, `VehicleCreated`, `VehicleChanged` with `reasons`, `VehicleRemoved`, `CentralLockChanged`. Names of the older Messaging API are not used.',
      ),
      differs(
        'Not raised',
        '`SmokeDetected`, `SmokeDataReady`, `DamageDetected` and `ServiceDue`, and there are no topics for them: of the supported units none reports smoke, an impact, or when a service is due. `next_service_due_date`, `next_service_in_kilometers` and `brake_fluid_due_date` are in the contract for a unit that does.',
      ),
      same('Event log', '`POST /event-log-entries/query` with `event_types` such as `IGNITION_CHANGED`.'),
    ],
  },
  {
    title: 'Credentials of manufacturers',
    entries: [
      same(
        'Storing',
        '`POST /telematics-brands/{brand}/credentials` with `name`, `client_id`, `client_secret` answers `id`, `name`, `client_id`. Secrets never come back; `client_id` cannot be changed.',
      ),
      differs(
        'CloudBoxx',
        'There is no purchase to tie a unit to a fleet: the fleet stores its CloudBoxx API key as credentials. A vehicle body without `authentication` uses the only stored set.',
      ),
      differs(
        'Further fields',
        'What a brand needs beyond the documented fields is told by `GET /telematics-brands`: for NIU the `base_url` of your contract, since no address is published.',
      ),
      added('Checking', 'Credentials can be tested before and after they are stored.'),
    ],
  },
];

export interface MissingPart {
  area: string;
  /** `METHOD path`, as the public interface or its completion names them. */
  operations: string[];
}

/** Parts of the platform that this release does not answer. */
export const missing_parts: readonly MissingPart[] = [
  { area: 'Smoke detection, damage detection', operations: ['GET /smoke-detections'] },
  {
    area: 'Reports',
    operations: ['GET /dashboard'],
  },
  {
    area: 'Service jobs, vehicle protection',
    operations: ['GET /service-jobs', 'GET /vehicle-protection-cases'],
  },
];
