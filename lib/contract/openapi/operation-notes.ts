import { commands } from '#lib/domain/command.ts';
import type { OperationId } from '../operations.ts';
import { event_consumer_notes } from './event-consumer-notes.ts';
import { event_notes } from './event-notes.ts';
import { import_notes } from './import-notes.ts';
import { notification_notes } from './notification-notes.ts';
import { webhook_notes } from './webhook-notes.ts';

/** What a reader must know of an operation beyond its form. Apart from the table, so that browsers do not load it. */
export interface OperationNote {
  description: string;
  /** Shown in place of the table's permission, where what it takes depends on the request. */
  permission?: string;
  /** Values of path parameters that are a closed list. */
  values?: Record<string, string[]>;
  /** Honours Idempotency-Key. */
  idempotent?: true;
  /** Sent with a success, beside those of every operation. */
  headers?: string[];
}

const note = (description: string, more: Omit<OperationNote, 'description'> = {}): OperationNote => ({ description, ...more });

const bulk_rows =
  'Answers 200 with one result for each, in the order of the request; a failed one carries the problem that its single call would have answered, where a vehicle that is not in this fleet is `/problems/referenced-resource-not-found`. Nothing is undone because another one failed.';
const empty_write = 'A write that changes nothing answers the same and raises no event.';

export const operation_notes: { [K in OperationId]?: OperationNote } = {
  getHealth: note(
    'Answers 200 as long as the web process can answer at all. `gateway` is `silent` when no gateway has renewed its lease: commands would not go out.',
  ),
  setUp: note('Works once, on an installation without people, with the token that the console shows at the first start.'),
  getMe: note('The caller as Motorpool sees it: a person or an API client, with its permissions and its fleet.'),
  getFleetSnapshot: note(
    'Columns of equal length, complete up to `sequence`. Start the live stream with `after` set to it, and nothing is missed: what happened meanwhile is told twice rather than never.',
  ),
  exportVehicles: note(
    '`query` is what the address of the fleet page has behind `?`, or the `query` of a saved view: its filter chooses the vehicles, its columns (`cols`) the columns. Without `cols` all columns come, the position too. Oldest vehicle first, however the page sorts; sent part by part, and a transfer that breaks off is no whole file. A text that a spreadsheet would run begins with an apostrophe.',
  ),
  listTrips: note(
    'Trips of at least a minute, those under way included. A trip begins with the first value of the fleet’s trigger (`trip_trigger` of the settings) that says on and ends with the first that says off, in the order in which they were told; values that came late count for track and metrics, not for begin and end. It also ends when the vehicle is archived, gets another unit or leaves the fleet, and when the trigger is changed. Of a shared vehicle each fleet has trips of its own, by its own trigger.',
  ),
  getTripTrack: note(
    'Positions from begin to end, in the order of their time, whenever they arrived; those that come after the metrics were made change the track alone. It is gone when `history_retention_in_days` are over, the trip itself stays. At most 10,000 points, evenly chosen.',
  ),
  listGeofences: note(
    'A vehicle has gone in or out when a position says so that is more than 30 m from the border, or two in a row. What lies exactly on the border is inside. Nobody is told of what is no movement: the first position of a vehicle, a geofence that is new, drawn anew or watches other vehicles, and a vehicle that leaves the fleet.',
  ),
  createGeofence: note('A circle of 10 m to 500 km, or a GeoJSON polygon of one ring. A fleet has at most 500 geofences.'),
  deleteGeofence: note('Its events stay in the log.'),
  listSavedViews: note('One’s own and those that are shared, in the order of their names.'),
  createSavedView: note('Everyone who sees vehicles may save views for himself. To share one needs the permission `vehicles`.'),
  updateSavedView: note(
    'A shared view is changed by everyone with the permission `vehicles`; `is_default` is the caller’s own affair and needs no more than to see the view.',
  ),
  deleteSavedView: note(
    'A shared view is deleted by everyone with the permission `vehicles`. Its links lead to the fleet page from then on.',
  ),
  listVehicles: note(
    'Repeat a parameter for alternatives; different parameters must all hold, and so must repeated `tags`. A parameter with an unknown name is refused, so that a misspelt filter never returns the whole fleet. A page token belongs to the filters and the order it came with. In the order of last contact, which counts by the minute, a vehicle moves when it speaks: it can be told twice, or with `-last_contact_at` be passed over, while you page.',
  ),
  listLatestVehicleStates: note(
    'Filters, order and pages are those of the list of vehicles. A call fills a map; keep it current by the live stream.',
  ),
  getVehicle: note(
    'Archived vehicles are answered too, with `archived_at` and `deletes_at`. The ETag is the revision of what can be written; state and contact do not alter it.',
  ),
  updateMasterData: note(
    `JSON merge patch: what is named is set, \`null\` removes. Never touches the connection to the unit. ${empty_write}`,
  ),
  updateCustomFields: note(`JSON merge patch of a vehicle’s free key-value pairs; values are kept as text. ${empty_write}`),
  setTags: note(`Replaces the whole list; its order is kept. ${empty_write}`),
  setOperationStatus: note(empty_write),
  setRentalStatus: note(empty_write),
  getLatestVehicleState: note(
    'Each value carries the instant at which it was measured. What was never reported, or what the model cannot report, is absent. Not made for polling, and with a limit of its own (60 a minute unless the operator chose otherwise): follow the live stream instead.',
  ),
  getTrail: note(
    'Taken from the stored states: at most 2,000 of them. With `before`, a position that reached Motorpool more than a day after it is left out.',
  ),
  getInstallationHealth: note(
    'Figures of processes, brands, listeners and bounds are those of the installation, as each process reported them last; credentials, streams, the log and vehicles are those of the fleet alone. Units are those that dialled in or were seen with the credentials of the fleet, and serve no vehicle.',
  ),
  getFreshness: note(
    'Every model has a usual pause between reports, learned from its reports and different while parked, driving and charging. Without a newer contact the value becomes `due`, `overdue` and `silent` at the instants given, so there is no need to ask again before.',
  ),
  getStateHistory: note(
    'Read from the stored reports. Above 10,000 of them within the span an even choice is read (`sampled`). Where more values than `points` remain, the smallest and the greatest of each stretch of time are answered, so that no peak is lost. A value that reached Motorpool more than a day after `before` is not found.',
  ),
  countEvents: note(
    'Windows are counted from the minute of `after`; a span of at most three days. An event that reached Motorpool more than a day after `before` is not counted.',
  ),
  deleteNote: note('Only its author may; to others it is `/problems/missing-permissions`.'),
  createPositionLink: note(
    'Whoever has the `url` sees the name or plate of the vehicle and where it is, without sign-in and nothing else, until the link expires, is revoked, or the vehicle is archived. Up to 20 at a time per vehicle.',
  ),
  deletePositionLink: note('The page behind it is gone at once. Doing it again is answered the same.'),
  acknowledgeEvent: note('Once acknowledged, an event keeps who did it first; `{"acknowledged": false}` takes it back.'),
  listAvailableUnits: note(
    'Asks the manufacturer where it lists units, and adds units that have called in and belong to no vehicle. The spelling with a plural `s` is accepted too.',
  ),
  listAvailableModels: note('`id` is what a new vehicle names as `vehicle_model_id`; `evidence` says how well its capabilities are known.'),
  addVehicle: note(
    'Brand, model and type of the vehicle default to those of the chosen model. `authentication` is left out where the brand needs none; where it is optional, the only stored credentials are used.',
    { idempotent: true },
  ),
  changeModel: note('Recomputes the capabilities. Naming the model that is set already is fine.'),
  getTelematicsUnit: note('The unit as the vehicle shows it, with the credentials by which it is reached, where its brand has any.'),
  changeUnit: note(
    'The vehicle keeps its id and its history; the former unit is free at once. Values of the former unit stay until newer ones arrive, those that the new model cannot report vanish. The same unit with another `password` replaces the password.',
  ),
  checkUnitPassword: note(
    'For units with a password each, while they are connected: `UNTESTED` when this one is not. A wrong password is met with silence, so `INVALID` takes half a minute. Each question shows the password in clear text to whoever holds the connection.',
  ),
  listConfigurations: note('The features that the unit offers. One without `status` was never set and is as the unit came.'),
  getConfiguration: note('A feature that the unit lacks is answered with `/problems/incompatible-telematics-unit-model`.'),
  configureUnit: note(
    'JSON merge patch. `APPLIED` at once where only Motorpool acts on it; otherwise `PENDING` until the unit is connected and has confirmed it. `settings` of the feature `general` takes the keys that the answer declares, for example the output of the immobiliser relay.',
  ),
  configureUnits: note(`With \`all\`, every vehicle of the fleet. Units that are set as asked raise no event. ${bulk_rows}`, {
    idempotent: true,
  }),
  shareVehicle: note(
    'The partner sees and commands the vehicle until the sharing ends; it may not edit it (`/problems/missing-permissions`), and the owner may not command it meanwhile (`/problems/vehicle/shared-with-partner`). Both fleets get its events: the partner `VehicleCreated` at the beginning and `VehicleRemoved` at the end.',
  ),
  endSharing: note('A vehicle that is not shared is left as it is.'),
  listSharingPartners: note('Fleets of this installation that name each other in `sharing_partners` of their settings.'),
  archiveVehicle: note(
    'The vehicle leaves lists, commands and reports at once and frees its unit; its data stay for 90 days. Archiving again answers 204.',
  ),
  restoreVehicle: note('Takes the vehicle back with its former unit, or with the one that the body names.'),
  removeVehicle: note('Deletes the vehicle and its data now. This cannot be undone.'),
  addVehicles: note(`Each vehicle is added by itself. ${bulk_rows}`, { idempotent: true }),
  archiveVehicles: note(bulk_rows, { idempotent: true }),
  restoreVehicles: note(`Each comes back with its former unit. ${bulk_rows}`, { idempotent: true }),
  changeCustomFieldsOfVehicles: note(`\`remove\` is done before \`set\`. Vehicles that are as asked raise no event. ${bulk_rows}`, {
    idempotent: true,
  }),
  changeTagsOfVehicles: note(
    `\`remove\` is done before \`add\`; a tag that is there keeps its place. Vehicles that are as asked raise no event. ${bulk_rows}`,
    { idempotent: true },
  ),
  setOperationStatusOfVehicles: note(`Vehicles that are as asked raise no event. ${bulk_rows}`, { idempotent: true }),
  revertVehicleChanges: note(
    `Takes the rows as the bulk calls answered them. A vehicle in which what was changed is no longer as it was left stays as it is, with \`/problems/resource-modified\`; whatever else was changed of it meanwhile is in nobody’s way. ${bulk_rows}`,
    { idempotent: true },
  ),
  runCommand: note(
    [
      'Answers within 30 s, and 200 only on proof that the command took effect; the body is then the vehicle’s newest state.',
      'A command is sent at most once. When it left and nothing proves what became of it, the answer is `/problems/vehicle/command-outcome-unknown`: read the command log before you try again.',
      'With an `Idempotency-Key` a repeated request returns the outcome of the first.',
      'The body may be empty. `override` with a `reason` passes the motion rule, for people who hold `command-override` alone.',
      'The commands of the SIM card take `connectivity-commands` instead.',
    ].join('\n\n'),
    {
      permission: 'vehicle-commands',
      values: { command: Object.values(commands).map(({ name }) => name) },
      idempotent: true,
      headers: ['X-Motorpool-Command-ID'],
    },
  ),
  resolveCommand: note('For commands whose status is `UNKNOWN` only, by someone who has looked at the vehicle.'),
  ...import_notes,
  createCommandPlan: note(
    [
      'Judges each vehicle by what is known now and keeps the judgement for ten minutes; nothing is sent. Names up to 1,000 vehicles, or takes the filters of the vehicle list.',
      'Verdicts: `READY`; `MOVING`, the motion rule speaks against it; `OFFLINE`; `BUSY`, another command is running; `NOT_SUPPORTED`; `NOT_ALLOWED`, for example while its setup is unfinished.',
      'A `filter` also takes `vehicles.ro`; the commands of the SIM card take `connectivity-commands` instead.',
    ].join('\n\n'),
    { permission: 'vehicle-commands' },
  ),
  runCommandPlan: note(
    [
      'Sends to the vehicles whose verdict was `READY`, and to no others; every check is repeated before each one is sent to. Commands that immobilise need a `reason`.',
      'The gateway works the plan off at the pace that each telematics brand takes, apart from the command budget of the client. What has not been sent after ten minutes never will be.',
      'A plan runs once: a second call answers how it stands.',
    ].join('\n\n'),
    { permission: 'vehicle-commands' },
  ),
  getCommandPlan: note(
    '`status` and `problem_type` of each vehicle are those of its command; follow the live stream instead of asking often. Kept for two days.',
    { permission: 'vehicle-commands' },
  ),
  createCredentials: note(
    'Which fields there are depends on the brand; `GET /telematics-brands` declares them. Secrets are sealed before they are stored and never come back. `push_path` is told here alone, for brands that push.',
    { idempotent: true },
  ),
  updateCredentials: note(
    'Replaces what the brand declares as replaceable. Other names are refused. When one secret changes, send all of them.',
  ),
  checkNewCredentials: note('Stores nothing.'),
  listFleets: note('Own memberships of a person; of an API client the one fleet that it belongs to.'),
  chooseFleet: note(
    'Lasts for the sign-in and holds for pages, live stream and API alike. A single call is made in another fleet by `x-invers-fleet-id`. An API client can choose none but its own.',
  ),
  listPermissions: note('`of_api_clients` says whether an API client can hold it.'),
  createApiClient: note(
    'The secret is told here alone; only a hash of it is kept. Nobody can grant what he does not hold himself, and no client can hold `users` or `api-clients`: both are answered with `/problems/missing-permissions`.',
  ),
  updateApiClient: note(
    'JSON merge patch. Fewer permissions narrow the tokens that are out already, within 5 seconds. What is added must be held by whoever adds it. A write that changes nothing answers the same.',
  ),
  replaceApiClientSecret: note(
    'Without an overlap the old secret and the tokens got with it are void within 5 seconds. With one, both secrets are accepted until `old_secret_expires_at`; a further replacement ends an overlap at once. Whoever gets the secret could act as the client: he must hold all of its permissions himself.',
  ),
  deleteApiClient: note('Its tokens are void within 5 seconds, and its id is never given out again. `If-Match` is honoured.'),
  inviteUser: note(
    'The answer has a link that is good for one acceptance within 7 days; hand it over. It is told here alone. A person who has an account already joins with it. What is granted must be held by whoever invites; the invitation ends with that right.',
  ),
  updateUser: note('JSON merge patch. People change their own names.'),
  setUserPermissions: note(
    'With `preset_id` the permissions follow that preset from now on. What is added must be held by whoever grants. It holds from the next request on; streams follow within 5 seconds. Somebody must keep `users`: else 409.',
  ),
  deleteUser: note(
    'Removes the membership of this fleet; whoever belongs to no other fleet loses the account with it. Pages and streams end within 5 seconds. `If-Match` is honoured.',
  ),
  revokeUserSession: note('The sign-in is refused from the next request on; its streams end within 5 seconds.'),
  resetUserSecondFactor: note(
    'Ends all sessions of the person. Whoever does this must hold all that the person holds, in every fleet of the person.',
  ),
  createPasswordReset: note(
    'Good once, for 15 minutes; an earlier link ends. The second factor stays. Whoever does this must hold all that the person holds, in every fleet of the person.',
  ),
  replacePermissionPreset: note(
    'Sets the permissions of everyone who follows the preset, in the same transaction. Built-in presets are refused with 409. Somebody must keep `users`.',
  ),
  deletePermissionPreset: note('Refused while people follow it or are invited to.'),
  changePassword: note('Ends the other sessions. After five wrong passwords within 15 minutes: 429.'),
  startSecondFactor: note('TOTP after RFC 6238: six digits, 30 seconds, SHA-1. Nothing is asked for until a first code was shown.'),
  enableSecondFactor: note('Ends the other sessions. From now on each sign-in asks for a code; each code is good once.'),
  acceptInvitation: note('Refused with 409 when the address has an account: sign in with it and use `POST /me/fleets`.'),
  requestPasswordReset: note(
    'Answers the same, after the same work, whoever the address belongs to or nobody: the link is made when the mail goes out. It is good once, for 15 minutes, and a second factor is asked for all the same. More than three requests for an address within 15 minutes are passed over in silence. Refused with 409 where the installation sends no mail.',
  ),
  resetPassword: note('Ends all sessions of the person. A second factor is asked for at the next sign-in as before.'),
  getCommandHold: note(
    'All fields are absent while commands go out as usual. A command meanwhile is answered with `/problems/service-unavailable`.',
  ),
  confirmRestore: note(
    'After a backup was restored, commands and vehicles as they were then may be wrong. Whoever has looked at the fleet lets commands go out again; those that were asked for before stay ended.',
  ),
  updateFleetSettings: note(
    'JSON merge patch; `null` gives a brand its usual time back. Silent vehicles are archived by the gateway once an hour, where that is switched on, and can be restored for 90 days.',
  ),
  listAuditLogEntries: note(
    '`detail` says what was set, or what it was before and after. Those about a vehicle that was removed for good are emptied.',
  ),
  createSupportGrant: note(
    'For at most 8 hours. The person finds the fleet beside his own, holds a part of the preset Support there, and is listed nowhere among its people. The audit log carries the id of the access on all that is done under it, and an entry `support.read` for each read of a position.',
  ),
  endSupportGrant: note('Requests are refused from the next one on, streams end within 5 seconds. Ended access stays in the list.'),
  getAuditVerification: note(
    'The gateway, which alone has the key, reads the whole log of the fleet: each entry is sealed over the one before within a second, and signed checkpoints are written to a file outside the database every 30 seconds. 503 when no gateway runs.',
  ),
  exportAuditLog: note(
    'Lines end with CRLF; a text that a spreadsheet would take for a formula begins with an apostrophe. The file comes in parts, however long it is.',
  ),
  ...webhook_notes,
  ...notification_notes,
  ...event_notes,
  ...event_consumer_notes,
};
