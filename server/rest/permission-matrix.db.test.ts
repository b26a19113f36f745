import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { preset_names } from '#lib/domain/access.ts';
import { endExpiredGrants } from '#server/gateway/support-access-end.ts';
import { type Caller, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { operationSamples, type Sample } from '#server/test/operation-samples.fixture.ts';

/** Specification 1.2, copied by hand: W read and write, R read only. Columns: Developer, Fleet Manager, Operations Specialist, Support, Maintenance. */
const granted: Record<string, string> = {
  vehicles: 'W W W R W',
  'vehicle-commands': '- W W W W',
  'vehicle-lifecycle': 'W W W W -',
  'vehicle-configuration': 'R W R R W',
  'vehicle-archive': '- W - - -',
  'fleet-share': '- W R - -',
  geofences: '- W W R R',
  'event-subscriptions': 'W R - - -',
  'notification-subscriptions': '- W W R R',
  'events-trips': 'R R R R R',
  'oem-credentials': 'R W - - -',
  'api-clients': 'W R - - -',
  users: '- W - - -',
  'fleet-settings': 'R W - - -',
  'radius-search': '- R - - -',
  'audit-log': '- R - - -',
};

/** What each operation needs by the specification, not by the contract: sections 2, 3.2, 5, 8.5, 10 and 11. */
const needed: Record<OperationId, string> = {
  getHealth: 'nothing',
  setUp: 'nothing',
  getMe: 'a caller',
  getFleetSnapshot: 'vehicles.ro',
  getFleetAt: 'events-trips.ro',
  listFleetLog: 'events-trips.ro',
  listVehicles: 'vehicles.ro',
  getVehicle: 'vehicles.ro',
  updateMasterData: 'vehicles',
  updateCustomFields: 'vehicles',
  setTags: 'vehicles',
  setOperationStatus: 'vehicles',
  setRentalStatus: 'vehicles',
  getLatestVehicleState: 'vehicles.ro',
  listLatestVehicleStates: 'vehicles.ro',
  getTrail: 'events-trips.ro',
  getFreshness: 'vehicles.ro',
  getInstallationHealth: 'oem-credentials.ro',
  getStateHistory: 'events-trips.ro',
  countEvents: 'events-trips.ro',
  listTrips: 'events-trips.ro',
  getTrip: 'events-trips.ro',
  getTripTrack: 'events-trips.ro',
  listGeofences: 'geofences.ro',
  createGeofence: 'geofences',
  getGeofence: 'geofences.ro',
  replaceGeofence: 'geofences',
  deleteGeofence: 'geofences',
  listGeofenceVehicles: 'geofences.ro',
  listNotes: 'vehicles.ro',
  addNote: 'vehicle-commands',
  deleteNote: 'vehicle-commands',
  listPositionLinks: 'vehicles.ro',
  createPositionLink: 'vehicle-commands',
  deletePositionLink: 'vehicle-commands',
  exportVehicles: 'vehicles.ro',
  listSavedViews: 'vehicles.ro',
  createSavedView: 'vehicles.ro',
  updateSavedView: 'vehicles.ro',
  deleteSavedView: 'vehicles',
  listTags: 'vehicles.ro',
  listBrands: 'vehicle-lifecycle',
  listAvailableCredentials: 'vehicle-lifecycle',
  listAvailableUnits: 'vehicle-lifecycle',
  listAvailableModels: 'vehicle-lifecycle',
  addVehicle: 'vehicle-lifecycle',
  getUnitSetup: 'vehicle-lifecycle',
  changeModel: 'vehicle-lifecycle',
  checkUnitPassword: 'vehicle-lifecycle',
  getTelematicsUnit: 'vehicles.ro',
  changeUnit: 'vehicle-lifecycle',
  getCapabilities: 'vehicles.ro',
  listConfigurations: 'vehicle-configuration.ro',
  getConfiguration: 'vehicle-configuration.ro',
  configureUnit: 'vehicle-configuration',
  configureUnits: 'vehicle-configuration',
  shareVehicle: 'fleet-share',
  changeSharing: 'fleet-share',
  endSharing: 'fleet-share',
  listSharingPartners: 'fleet-share.ro',
  archiveVehicle: 'vehicle-lifecycle',
  listArchivedVehicles: 'vehicles.ro',
  getArchivedVehicle: 'vehicles.ro',
  restoreVehicle: 'vehicle-lifecycle',
  removeVehicle: 'vehicle-archive',
  addVehicles: 'vehicle-lifecycle',
  archiveVehicles: 'vehicle-lifecycle',
  restoreVehicles: 'vehicle-lifecycle',
  createImport: 'vehicle-lifecycle',
  listImports: 'vehicle-lifecycle',
  getImport: 'vehicle-lifecycle',
  listImportRows: 'vehicle-lifecycle',
  checkImport: 'vehicle-lifecycle',
  applyImport: 'vehicle-lifecycle',
  revertImport: 'vehicle-lifecycle',
  changeCustomFieldsOfVehicles: 'vehicles',
  changeTagsOfVehicles: 'vehicles',
  setOperationStatusOfVehicles: 'vehicles',
  revertVehicleChanges: 'vehicles',
  runCommand: 'vehicle-commands',
  listCommandLog: 'events-trips.ro',
  getCommandLogEntry: 'events-trips.ro',
  resolveCommand: 'vehicle-commands',
  createCommandPlan: 'vehicle-commands',
  runCommandPlan: 'vehicle-commands',
  getCommandPlan: 'vehicle-commands',
  createCredentials: 'oem-credentials',
  listCredentials: 'oem-credentials.ro',
  getCredentials: 'oem-credentials.ro',
  updateCredentials: 'oem-credentials',
  testCredentials: 'oem-credentials',
  checkNewCredentials: 'oem-credentials',
  deleteCredentials: 'oem-credentials',
  listNotificationSubscriptions: 'notification-subscriptions.ro',
  createNotificationSubscription: 'notification-subscriptions',
  getNotificationSubscription: 'notification-subscriptions.ro',
  updateNotificationSubscription: 'notification-subscriptions',
  deleteNotificationSubscription: 'notification-subscriptions',
  testNotificationSubscription: 'notification-subscriptions',
  listNotificationDeliveries: 'notification-subscriptions.ro',
  listInbox: 'a person',
  markInboxEntry: 'the person',
  markInboxRead: 'a person',
  listWebhooks: 'event-subscriptions.ro',
  createWebhook: 'event-subscriptions',
  getWebhook: 'event-subscriptions.ro',
  updateWebhook: 'event-subscriptions',
  deleteWebhook: 'event-subscriptions',
  replaceWebhookSecret: 'event-subscriptions',
  testWebhook: 'event-subscriptions',
  listWebhookDeliveries: 'event-subscriptions.ro',
  replayWebhookDelivery: 'event-subscriptions',
  listEventConsumers: 'event-subscriptions.ro',
  createEventConsumer: 'event-subscriptions',
  getEventConsumer: 'event-subscriptions.ro',
  updateEventConsumer: 'event-subscriptions',
  deleteEventConsumer: 'event-subscriptions',
  setEventConsumerTopics: 'event-subscriptions',
  replaceEventConsumerPassword: 'event-subscriptions',
  getEventConsumerMetrics: 'event-subscriptions.ro',
  getEventLogEntry: 'events-trips.ro',
  acknowledgeEvent: 'vehicle-commands',
  assignEvent: 'vehicle-commands',
  commentEvent: 'vehicle-commands',
  exportEventLog: 'events-trips.ro',
  listEvents: 'vehicles.ro',
  queryEventLog: 'events-trips.ro',
  searchRadius: 'radius-search.ro',
  listFleets: 'a caller',
  chooseFleet: 'a member',
  listPermissions: 'a caller',
  listApiClients: 'api-clients.ro',
  createApiClient: 'api-clients',
  getApiClient: 'api-clients.ro',
  updateApiClient: 'api-clients',
  replaceApiClientSecret: 'api-clients',
  deleteApiClient: 'api-clients',
  listInvitations: 'users.ro',
  inviteUser: 'users',
  withdrawInvitation: 'users',
  listUsers: 'users.ro',
  getUser: 'users.ro',
  updateUser: 'users',
  setUserPermissions: 'users',
  deleteUser: 'users',
  listUserSessions: 'users.ro',
  revokeUserSession: 'users',
  resetUserSecondFactor: 'users',
  createPasswordReset: 'users',
  listPermissionPresets: 'users.ro',
  createPermissionPreset: 'users',
  replacePermissionPreset: 'users',
  deletePermissionPreset: 'users',
  getCommandHold: 'vehicles.ro',
  confirmRestore: 'users',
  getFleetSettings: 'fleet-settings.ro',
  updateFleetSettings: 'fleet-settings',
  listAuditLogEntries: 'audit-log.ro',
  exportAuditLog: 'audit-log.ro',
  getAuditVerification: 'audit-log.ro',
  listSupportGrants: 'users.ro',
  createSupportGrant: 'users',
  endSupportGrant: 'users',
  updateMe: 'a person',
  changePassword: 'a person',
  listOwnSessions: 'a person',
  revokeOwnSession: 'the person',
  getSecondFactor: 'a person',
  startSecondFactor: 'a person',
  enableSecondFactor: 'a person',
  replaceRecoveryCodes: 'a person',
  disableSecondFactor: 'a person',
  joinFleet: 'the person',
  acceptInvitation: 'nothing',
  resetPassword: 'nothing',
  requestPasswordReset: 'nothing',
};

/** Held by people alone, whatever stands in a client's row. */
const ofPeople = (need: string) => /^(users|api-clients)\b/.test(need);

const anyone = (need: string) => need === 'a caller' || need === 'a member';
/** What belongs to an account, which programs have none of; `the person` is the one whose account the call is about. */
const ofAccount = (need: string) => need === 'a person' || need === 'the person';

/** What operations without sign-in answer to the sample, whoever asks. */
const open_answers: { [K in OperationId]?: string } = {
  setUp: '/problems/conflicting-resource',
  acceptInvitation: '/problems/resource-not-found',
  resetPassword: '/problems/resource-not-found',
};
/** What somebody else's account answers. */
const not_yours: { [K in OperationId]?: Verdict } = {
  joinFleet: 'conflicting-resource',
  revokeOwnSession: 'resource-not-found',
  markInboxEntry: 'resource-not-found',
};

const presetMay = (column: number, need: string): boolean => {
  if (anyone(need) || ofAccount(need)) return true;
  const grade = granted[need.replace('.ro', '')]?.split(' ')[column];
  return grade === 'W' || (grade === 'R' && need.endsWith('.ro'));
};

type Verdict =
  | 'allowed'
  | 'missing-credentials'
  | 'invalid-credentials'
  | 'missing-permissions'
  | 'forbidden-resource'
  | 'resource-not-found'
  | 'conflicting-resource';
interface Principal {
  name: string;
  caller: Caller;
  verdict(need: string): Verdict;
  /** The fleet that the caller names, when it is not his own. */
  fleet_id?: string;
}

/** Operations that name something of a fleet in their path; all others answer a stranger with what is his. */
const namesOwned = (id: OperationId) =>
  /\{(user_id|invitation_id|preset_id|event_id|webhook_id|subscription_id|consumer_id|vehicle_id|credentials_id|command_id|client_id|plan_id|link_id|view_id|import_id|grant_id|trip_id|geofence_id)\}/.test(
    operations[id].path,
  );

describeOnBothDatabases('the permission matrix', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let gateway: ScriptedGateway;
  let samples: ReturnType<typeof operationSamples>;
  const principals: Principal[] = [];
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    gateway = await startScriptedGateway(test);
    samples = operationSamples(test, fleet, await fleet.addCredentials());
    await makePrincipals();
  });
  afterAll(() => gateway.stop());

  const change = async (table: 'sessions' | 'api_tokens' | 'api_clients' | 'users', columns: object, key: string, value: string) => {
    await test.app.db.write
      .updateTable(table)
      .set(columns)
      .where(key as 'id', '=', value)
      .execute();
  };
  const makePrincipals = async () => {
    const past = '2030-06-10T06:00:00.000Z';
    const always = (verdict: Verdict) => () => verdict;
    principals.push({ name: 'anonymous', caller: undefined, verdict: always('missing-credentials') });
    for (const [column, preset] of preset_names.entries()) {
      principals.push({
        name: preset,
        caller: fleet.people[preset],
        verdict: (need) => (presetMay(column, need) ? 'allowed' : 'missing-permissions'),
      });
    }
    const bare = always('missing-permissions');
    principals.push({
      name: 'API client without permissions',
      caller: await fleet.addClient([]),
      verdict: (need) => (anyone(need) ? 'allowed' : bare()),
    });
    principals.push({
      name: 'API client with all permissions',
      caller: await fleet.addClient(),
      verdict: (need) => (ofPeople(need) || ofAccount(need) ? 'missing-permissions' : 'allowed'),
    });
    const scoped = await fleet.addClient();
    await test.app.db.write.updateTable('api_tokens').set({ permissions: '[]' }).where('client_id', '=', scoped.client_id).execute();
    principals.push({
      name: 'token of narrow scope',
      caller: scoped,
      verdict: (need) => {
        if (anyone(need)) return 'allowed';
        return ofPeople(need) || ofAccount(need) ? 'missing-permissions' : 'forbidden-resource';
      },
    });
    const stripped = await fleet.addClient();
    await change('api_clients', { permissions: '[]' }, 'id', stripped.client_id);
    principals.push({
      name: 'API client stripped of its permissions',
      caller: stripped,
      verdict: (need) => (anyone(need) ? 'allowed' : bare()),
    });
    principals.push({
      name: 'other fleet’s manager',
      caller: (await makeFleet(test)).people['Fleet Manager'],
      verdict: (need) => (presetMay(preset_names.indexOf('Fleet Manager'), need) ? 'resource-not-found' : 'missing-permissions'),
    });
    principals.push({
      name: 'other fleet’s API client',
      caller: await (await makeFleet(test)).addClient(),
      verdict: (need) => (ofPeople(need) || ofAccount(need) ? 'missing-permissions' : 'resource-not-found'),
    });
    const support = async (name: string, verdict: Principal['verdict'], columns?: object) => {
      const caller = await (await makeFleet(test)).addPerson('Support');
      const body = { email: caller.actor.email, reason: 'The matrix', expires_in_minutes: 60 };
      const { json } = await api.call(fleet.people['Fleet Manager'], 'POST', '/support-grants', { body });
      if (columns) await test.app.db.write.updateTable('support_grants').set(columns).where('id', '=', json.id).execute();
      principals.push({ name, caller, verdict, fleet_id: fleet.fleet_id });
    };
    const support_column = preset_names.indexOf('Support');
    await support('support person', (need) => (presetMay(support_column, need) ? 'allowed' : 'missing-permissions'));
    await support('support person whose access was ended', always('missing-permissions'), { ended_at: past });
    await support('support person whose time is over', always('missing-permissions'), { expires_at: past });
    // The gateway tells of it by itself, at some moment; not while the others are asked.
    await endExpiredGrants(test.app);
    const sessions: [string, object][] = [
      ['revoked session', { revoked_at: past }],
      ['expired session', { expires_at: past }],
      ['idle session', { last_seen_at: '2030-06-10T05:40:00.000Z' }],
      ['session of an older password', { user_version: 0 }],
    ];
    for (const [name, columns] of sessions) {
      const person = await fleet.addPerson('Fleet Manager');
      await change('sessions', columns, 'id', person.session_id);
      principals.push({ name, caller: person, verdict: always('missing-credentials') });
    }
    const disabled = await fleet.addPerson('Fleet Manager');
    await change('users', { disabled_at: past }, 'id', disabled.actor.id);
    principals.push({ name: 'disabled user', caller: disabled, verdict: always('missing-credentials') });
    const expired = await fleet.addClient();
    await test.app.db.write.updateTable('api_tokens').set({ expires_at: past }).where('client_id', '=', expired.client_id).execute();
    principals.push({ name: 'expired token', caller: expired, verdict: always('invalid-credentials') });
    const revoked = await fleet.addClient();
    await change('api_clients', { revoked_at: past }, 'id', revoked.client_id);
    principals.push({ name: 'revoked API client', caller: revoked, verdict: always('invalid-credentials') });
    principals.push({ name: 'made-up token', caller: { ...revoked, token: 'x'.repeat(43) }, verdict: always('invalid-credentials') });
  };

  const count = async (table: 'audit_log' | 'events' | 'gateway_jobs') => {
    const { rows } = await test.app.db.read
      .selectFrom(table)
      .select((row) => row.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    return Number(rows);
  };
  const footprint = async () => [await count('audit_log'), await count('events'), await count('gateway_jobs')];

  const wantedOf = (id: OperationId, { name: principal_name, verdict, caller }: Principal): Verdict => {
    const stated = verdict(needed[id]);
    // A note is deleted by whoever wrote it: in the samples the Fleet Manager.
    if (id === 'deleteNote' && stated === 'allowed' && principal_name !== 'Fleet Manager') return 'missing-permissions';
    const reached = stated === 'allowed' || stated === 'resource-not-found';
    if (needed[id] === 'the person' && reached && caller !== fleet.people['Fleet Manager']) return not_yours[id] ?? stated;
    if (stated === 'resource-not-found' && needed[id] === 'a member') return 'missing-permissions';
    return stated === 'resource-not-found' && !namesOwned(id) ? 'allowed' : stated;
  };
  const checkCell = async (id: OperationId, principal: Principal, { path, body }: Sample) => {
    const headers = { 'x-invers-fleet-id': principal.fleet_id };
    const { status, json, text } = await api.call(principal.caller, operations[id].method, path, { body, headers });
    const cell = `${id}, ${principal.name}: ${text}`;
    const wanted = wantedOf(id, principal);
    if (needed[id] === 'nothing') expect(json?.type ?? status, cell).toBe(open_answers[id] ?? operations[id].status);
    else expect(wanted === 'allowed' ? status : json.type, cell).toBe(wanted === 'allowed' ? operations[id].status : `/problems/${wanted}`);
    if (principal.name.startsWith('other fleet')) expect(text, cell).not.toContain(`"fleet_id":"${fleet.fleet_id}"`);
  };

  it('has a row for each operation', () => {
    expect(Object.keys(needed).sort()).toEqual(Object.keys(operations).sort());
  });

  describe.each(Object.keys(needed) as OperationId[])('%s', (id) => {
    it('answers each principal as the specification says', async () => {
      expect(principals).toHaveLength(23);
      const [allowed, refused] = [true, false].map((kind) => principals.filter((one) => (wantedOf(id, one) === 'allowed') === kind));
      const untouched = await samples[id]();
      const before = await footprint();
      for (const principal of refused ?? []) await checkCell(id, principal, untouched);
      expect(await footprint()).toEqual(before);
      for (const principal of allowed ?? []) await checkCell(id, principal, await samples[id]());
    });
  });
});
