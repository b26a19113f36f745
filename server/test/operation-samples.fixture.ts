import { NewCommandPlan } from '#lib/contract/command-plans.ts';
import type { GeofenceRequest } from '#lib/contract/geofences.ts';
import type { OperationId } from '#lib/contract/operations.ts';
import { newId } from '#server/ids.ts';
import { applyImport } from '#server/services/apply-import.ts';
import { createCommandPlan } from '#server/services/command-plans.ts';
import { requestCommand } from '#server/services/commands.ts';
import { createEventConsumer } from '#server/services/event-consumers.ts';
import { createGeofence } from '#server/services/geofences.ts';
import { createImport } from '#server/services/imports.ts';
import { addNote } from '#server/services/notes.ts';
import { createPositionLink } from '#server/services/position-links.ts';
import { createSavedView } from '#server/services/saved-views.ts';
import { shareVehicle } from '#server/services/sharing.ts';
import { testWebhook } from '#server/services/webhook-deliveries.ts';
import { createWebhook } from '#server/services/webhooks.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { insertTrip } from '#server/store/trips.ts';
import { write } from '#server/store/write.ts';
import type { TestApp } from './app.fixture.ts';
import { addPartner, models, type TestFleet } from './fleet.fixture.ts';
import { notificationSamples } from './notification-samples.fixture.ts';
import { peopleSamples, settleFleet } from './people-samples.fixture.ts';

export interface Sample {
  /** Path and query, without the base path. */
  path: string;
  body?: object;
}

/** A valid call of each operation that does what it says, on things of the fleet that were made for this one call. */
export const operationSamples = (test: TestApp, fleet: TestFleet, credentials_id: string): Record<OperationId, () => Promise<Sample>> => {
  const addMoped = () => fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id, undefined, ['top_case']) });
  const vehicle = async (part = '', body?: object): Promise<Sample> => ({
    path: `/vehicles/${(await addMoped()).id}${part}`,
    ...(body && { body }),
  });
  const archived = async (part = ''): Promise<Sample> => {
    const { id } = await fleet.addVehicle();
    const archived_at = new Date(test.app.clock()).toISOString();
    await write(test.app, async (tx) => void (await tx.updateTable('vehicles').set({ archived_at }).where('id', '=', id).execute()));
    return { path: `/archived-vehicles/${id}${part}` };
  };
  const shared = async (body?: object): Promise<Sample> => {
    const { id } = await fleet.addVehicle();
    const fleet_id = await addPartner(test, fleet.fleet_id);
    await shareVehicle(test.app, fleet.personWho('fleet-share').actor, { params: { vehicle_id: id }, query: {}, body: { fleet_id } });
    return { path: `/vehicles/${id}/sharing`, ...(body && { body }) };
  };
  const tracked = async (part: string, body?: object): Promise<Sample> => ({
    path: `/vehicles/${(await fleet.addVehicle()).id}${part}`,
    ...(body && { body }),
  });
  const bulk = async (path: string, body?: object): Promise<Sample> => ({
    path,
    body: { vehicle_ids: [(await fleet.addVehicle()).id, 'UNKNOWN'], ...body },
  });
  const command = async (part = '', body?: object): Promise<Sample> => {
    const { id } = await fleet.addVehicle({ unit: fleet.unitOf.teltonika() });
    const moped = await addMoped();
    const params = { vehicle_id: moped.id, command: 'unlock-central-lock' };
    const told: string[] = [];
    const door = { params, query: {} as Record<string, never>, body: {}, onCommand: (command_id: string) => void told.push(command_id) };
    await requestCommand(test.app, fleet.actor, door).catch(() => id);
    const [command_id = ''] = told;
    await write(
      test.app,
      async (tx) => void (await tx.updateTable('commands').set({ status: 'UNKNOWN' }).where('id', '=', command_id).execute()),
    );
    return { path: `/vehicles/${moped.id}/command-log/${command_id}${part}`, ...(body && { body }) };
  };
  const plan = async (part = ''): Promise<Sample> => {
    const body = NewCommandPlan.parse({ command: 'unlock-top-case', vehicle_ids: [(await addMoped()).id] });
    const { id } = await createCommandPlan(test.app, fleet.actor, { params: {}, query: {}, body });
    return { path: `/command-plans/${id}${part}` };
  };
  const importBody = () => {
    const { id, brand, setup } = fleet.unitOf.teltonika();
    return { rows: [{ telematics_brand: brand, telematics_unit_id: id, ...setup }] };
  };
  const checked = async (part = ''): Promise<Sample> => {
    const body = { ...importBody(), empty_cells: 'KEEP' as const };
    const { id } = await createImport(test.app, fleet.actor, { params: {}, query: {}, body });
    return { path: `/imports/${id}${part}` };
  };
  const credentials = async (part = '', body?: object): Promise<Sample> => ({
    path: `/telematics-brands/NIU/credentials/${await fleet.addCredentials()}${part}`,
    ...(body && { body }),
  });
  const client = async (part = '', body?: object): Promise<Sample> => ({
    path: `/api-clients/${encodeURIComponent((await fleet.addClient(['vehicles.ro'])).client_id)}${part}`,
    ...(body && { body }),
  });
  const brand = (part: string, body?: object) => async (): Promise<Sample> => ({
    path: `/telematics-brands/NIU/${part}`,
    ...(body && { body }),
  });
  const webhook = async (part = '', body?: object): Promise<Sample> => {
    await test.app.db.write.deleteFrom('webhooks').where('fleet_id', '=', fleet.fleet_id).execute();
    const wish = { name: newId(), url: 'https://hooks.example/a', topics: [], event_types: [], vehicle_ids: [], enabled: true };
    const { id } = await createWebhook(test.app, fleet.personWho('event-subscriptions').actor, { params: {}, query: {}, body: wish });
    return { path: `/webhooks/${id}${part}`, ...(body && { body }) };
  };
  const consumer = async (part = '', body?: object): Promise<Sample> => {
    await test.app.db.write.deleteFrom('event_consumers').where('fleet_id', '=', fleet.fleet_id).execute();
    const wish = { name: newId(), topics: ['VehicleChange'] };
    const { id } = await createEventConsumer(test.app, fleet.personWho('event-subscriptions').actor, { params: {}, query: {}, body: wish });
    return { path: `/event-consumers/${id}${part}`, ...(body && { body }) };
  };
  const sharedView = async (body?: object): Promise<Sample> => {
    await test.app.db.write.deleteFrom('saved_views').where('fleet_id', '=', fleet.fleet_id).execute();
    const wish = { name: 'Low', query: 'energy=below-15', shared: true, is_default: false };
    const { id } = await createSavedView(test.app, fleet.personWho('vehicles').actor, { params: {}, query: {}, body: wish });
    return { path: `/saved-views/${id}`, ...(body && { body }) };
  };
  const geofenceBody = (): GeofenceRequest => ({
    name: 'Depot',
    shape: { type: 'CIRCLE', center: { lat: -34.9, lon: -56.2 }, radius_in_meters: 150 },
  });
  const geofence = async (part = '', body?: object): Promise<Sample> => {
    await test.app.db.write.deleteFrom('geofences').where('fleet_id', '=', fleet.fleet_id).execute();
    const { actor } = fleet.personWho('geofences');
    const { id } = await createGeofence(test.app, actor, { params: {}, query: {}, body: geofenceBody() });
    return { path: `/geofences/${id}${part}`, ...(body && { body }) };
  };
  const trip = async (part = ''): Promise<Sample> => {
    const { id: vehicle_id } = await fleet.addVehicle();
    const id = newId();
    const [began, ended] = ['2030-06-10T05:40:00.000Z', '2030-06-10T06:00:00.000Z'];
    const places = { start_lat: -34.9, start_lon: -56.2, end_lat: -34.91, end_lon: -56.18, start_state: '{}' };
    const log = { start_sequence: 1, end_sequence: 1, flow_id: newId(), metrics_due_at: null };
    const measures = { distance: 2.5, max_speed: 48, energy_used: 2, status: 'DONE', started_at: began, ended_at: ended };
    const row = { id, fleet_id: fleet.fleet_id, vehicle_id, trip_trigger: 'DRIVING_ENABLED', ...places, ...log, ...measures };
    await write(test.app, (tx) => insertTrip(tx, row));
    return { path: `/trips/${id}${part}` };
  };
  const newestEvent = async (): Promise<Sample> => {
    await addMoped();
    const { newest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
    const [event] = await listEventsAfter(test.app.db.read, fleet.fleet_id, newest - 1, 1);
    return { path: `/event-log-entries/${event?.id}` };
  };
  const plain = (path: string, body?: object) => async (): Promise<Sample> => ({ path, ...(body && { body }) });
  const fields = { client_id: 'a', client_secret: 'b', base_url: 'https://niu.example' };
  const person = { name: 'A', email: 'a@motorpool.example', password: 'a long password' };
  const samples: Record<OperationId, () => Promise<Sample>> = {
    ...peopleSamples(test, fleet),
    getHealth: plain('/health'),
    setUp: plain('/set-up', { token: 'x', fleet_name: 'A', time_zone: 'UTC', ...person }),
    getMe: plain('/me'),
    getFleetSnapshot: plain('/fleet-snapshot'),
    getFleetAt: plain('/fleet-at?at=2030-06-10T06:00:00Z'),
    listFleetLog: plain('/fleet-log?after=0'),
    listVehicles: plain('/vehicles?limit=2'),
    getVehicle: () => vehicle(),
    updateMasterData: () => vehicle('/master-data', { remark: 'new' }),
    updateCustomFields: () => vehicle('/custom-fields', { a: 'b' }),
    setTags: () => vehicle('/tags', { tags: ['a'] }),
    setOperationStatus: () => vehicle('/operation-status', { value: 'GARAGE' }),
    setRentalStatus: () => vehicle('/rental-status', { value: 'IN_RENTAL' }),
    getLatestVehicleState: () => vehicle('/latest-vehicle-state'),
    listLatestVehicleStates: plain('/latest-vehicle-states?limit=2'),
    getInstallationHealth: async () => ({ path: '/installation-health' }),
    getFreshness: () => vehicle('/freshness'),
    getTrail: () => vehicle('/trail?after=2030-06-10T00:00:00Z'),
    getStateHistory: () => vehicle('/state-history?property=speed_in_kilometers_per_hour&after=2030-06-10T00:00:00Z'),
    countEvents: () => vehicle('/event-counts?after=2030-06-10T00:00:00Z'),
    listNotes: () => vehicle('/notes'),
    addNote: () => vehicle('/notes', { text: 'Scratch on the left door' }),
    deleteNote: async () => {
      const vehicle_id = (await addMoped()).id;
      const { id } = await addNote(test.app, fleet.actor, { params: { vehicle_id }, query: {}, body: { text: 'a' } });
      return { path: `/vehicles/${vehicle_id}/notes/${id}` };
    },
    listPositionLinks: () => vehicle('/position-links'),
    createPositionLink: () => vehicle('/position-links', { expires_in_hours: 2 }),
    deletePositionLink: async () => {
      const params = { vehicle_id: (await addMoped()).id };
      const { id } = await createPositionLink(test.app, fleet.actor, { params, query: {}, body: { expires_in_hours: 2 } });
      return { path: `/position-links/${id}` };
    },
    listTrips: plain('/trips?limit=2'),
    getTrip: () => trip(),
    getTripTrack: () => trip('/track'),
    listGeofences: plain('/geofences?limit=2'),
    createGeofence: plain('/geofences', geofenceBody()),
    getGeofence: () => geofence(),
    replaceGeofence: () => geofence('', { ...geofenceBody(), name: 'Harbour' }),
    deleteGeofence: () => geofence(),
    listGeofenceVehicles: () => geofence('/vehicles'),
    exportVehicles: plain('/vehicle-export?query=status%3Dparked%26cols%3Dplate'),
    listSavedViews: plain('/saved-views'),
    createSavedView: plain('/saved-views', { name: 'Low', query: 'energy=below-15' }),
    // Of a shared view, everyone may say that the own page begins with it; to delete it takes more.
    updateSavedView: () => sharedView({ is_default: true }),
    deleteSavedView: () => sharedView(),
    listTags: plain('/tags'),
    listBrands: plain('/telematics-brands'),
    listAvailableCredentials: brand('available-credentials'),
    listAvailableUnits: brand('available-telematics-unit'),
    listAvailableModels: brand('available-vehicle-models'),
    addVehicle: async () => ({ path: '/vehicles', body: { telematics_unit: fleet.unitOf.teltonika() } }),
    getUnitSetup: () => vehicle('/telematics-unit/setup'),
    changeModel: () => vehicle('/telematics-unit/setup', { vehicle_model_id: models.niu }),
    checkUnitPassword: async () => ({
      path: `/vehicles/${(await fleet.addVehicle({ unit: fleet.unitOf.okai() })).id}/telematics-unit/check`,
    }),
    getTelematicsUnit: () => vehicle('/telematics-unit'),
    changeUnit: () => vehicle('/telematics-unit', fleet.unitOf.teltonika()),
    getCapabilities: () => vehicle('/capabilities'),
    listConfigurations: () => vehicle('/telematics-unit/configuration'),
    getConfiguration: () => tracked('/telematics-unit/configuration/general'),
    configureUnit: () => tracked('/telematics-unit/configuration/tracking', { interval_in_seconds: 30 }),
    configureUnits: () => bulk('/vehicles/bulk/configuration/tracking', { configuration: { interval_in_seconds: 30 } }),
    shareVehicle: async () => vehicle('/sharing', { fleet_id: await addPartner(test, fleet.fleet_id) }),
    changeSharing: () => shared({ ends_at: '2031-01-01T00:00:00.000Z' }),
    endSharing: () => shared(),
    listSharingPartners: plain('/sharing-partners'),
    archiveVehicle: () => vehicle(),
    listArchivedVehicles: plain('/archived-vehicles'),
    getArchivedVehicle: () => archived(),
    restoreVehicle: () => archived('/restore'),
    removeVehicle: () => archived(),
    addVehicles: async () => ({ path: '/vehicles/bulk', body: { items: [{ telematics_unit: fleet.unitOf.teltonika() }] } }),
    archiveVehicles: () => bulk('/vehicles/bulk/archive'),
    restoreVehicles: () => bulk('/archived-vehicles/bulk/restore'),
    createImport: async () => ({ path: '/imports', body: importBody() }),
    listImports: plain('/imports'),
    getImport: () => checked(),
    listImportRows: () => checked('/rows?limit=2'),
    checkImport: () => checked('/check'),
    applyImport: () => checked('/apply'),
    revertImport: async () => {
      const { path } = await checked();
      const [, , import_id = ''] = path.split('/');
      await applyImport(test.app, fleet.actor, { params: { import_id }, query: {}, body: undefined });
      return { path: `${path}/revert` };
    },
    changeCustomFieldsOfVehicles: () => bulk('/vehicles/bulk/custom-fields', { set: { a: 'b' } }),
    changeTagsOfVehicles: () => bulk('/vehicles/bulk/tags', { add: ['a'] }),
    setOperationStatusOfVehicles: () => bulk('/vehicles/bulk/operation-status', { value: 'GARAGE' }),
    revertVehicleChanges: async () => {
      const { id: vehicle_id } = await fleet.addVehicle({ tags: ['a'] });
      return { path: '/vehicles/bulk/revert', body: { items: [{ vehicle_id, changed: { part: 'tags', before: [], after: ['a'] } }] } };
    },
    runCommand: () => vehicle('/commands/unlock-top-case'),
    listCommandLog: () => vehicle('/command-log'),
    getCommandLogEntry: () => command(),
    resolveCommand: () => command('/resolve', { status: 'FAILED', reason: 'seen' }),
    createCommandPlan: plain('/command-plans', { command: 'unlock-top-case', filter: { id: ['00000'] } }),
    runCommandPlan: () => plan('/run'),
    getCommandPlan: () => plan(),
    createCredentials: async () => ({ path: '/telematics-brands/NIU/credentials', body: { name: newId(), ...fields } }),
    listCredentials: brand('credentials'),
    getCredentials: () => credentials(),
    updateCredentials: () => credentials('', { client_secret: 'new' }),
    testCredentials: () => credentials('/test'),
    checkNewCredentials: brand('credentials/check', fields),
    deleteCredentials: () => credentials(),
    listFleets: plain('/fleets'),
    chooseFleet: plain('/me/fleet', { fleet_id: fleet.fleet_id }),
    listPermissions: plain('/permissions'),
    listApiClients: plain('/api-clients?limit=2'),
    createApiClient: async () => ({ path: '/api-clients', body: { name: newId(), permissions: ['vehicles.ro'] } }),
    getApiClient: () => client(),
    updateApiClient: () => client('', { name: newId() }),
    replaceApiClientSecret: () => client('/secret', { overlap_in_hours: 1 }),
    deleteApiClient: () => client(),
    listWebhooks: plain('/webhooks'),
    createWebhook: async () => {
      await test.app.db.write.deleteFrom('webhooks').where('fleet_id', '=', fleet.fleet_id).execute();
      return { path: '/webhooks', body: { name: newId(), url: 'https://hooks.example/a' } };
    },
    getWebhook: () => webhook(),
    updateWebhook: () => webhook('', { topics: ['VehicleChange'] }),
    deleteWebhook: () => webhook(),
    replaceWebhookSecret: () => webhook('/secret'),
    testWebhook: () => webhook('/test'),
    listWebhookDeliveries: () => webhook('/deliveries'),
    replayWebhookDelivery: async () => {
      const { path } = await webhook();
      const [, , webhook_id = ''] = path.split('/');
      const { id } = await testWebhook(test.app, fleet.personWho('event-subscriptions').actor, {
        params: { webhook_id },
        query: {},
        body: undefined,
      });
      return { path: `${path}/deliveries/${id}/replay` };
    },
    ...notificationSamples(test, fleet),
    listEventConsumers: plain('/event-consumers'),
    createEventConsumer: async () => {
      await consumer();
      return { path: '/event-consumers', body: { name: newId(), topics: ['Command', 'VehicleStateRecorded'] } };
    },
    getEventConsumer: () => consumer(),
    updateEventConsumer: () => consumer('', { suspended: true }),
    deleteEventConsumer: () => consumer(),
    setEventConsumerTopics: () => consumer('/topics', { topics: ['VehicleChange', 'VehicleStateChange'] }),
    replaceEventConsumerPassword: () => consumer('/credentials'),
    getEventConsumerMetrics: () => consumer('/metrics'),
    getEventLogEntry: newestEvent,
    acknowledgeEvent: async () => ({ path: `${(await newestEvent()).path}/acknowledgement` }),
    assignEvent: async () => ({ path: `${(await newestEvent()).path}/assignment`, body: { user_id: fleet.actor.id } }),
    commentEvent: async () => ({ path: `${(await newestEvent()).path}/comments`, body: { text: 'Seen' } }),
    exportEventLog: plain('/event-log-entries/export', { limit: 2 }),
    listEvents: plain('/events?limit=2'),
    queryEventLog: plain('/event-log-entries/query', { limit: 2 }),
    searchRadius: plain('/radius-search/query', {
      center: { lat: 52.5, lon: 13.4 },
      radius_in_meters: 5000,
      occurred_after: '2030-06-10T00:00:00Z',
      occurred_before: '2030-06-11T00:00:00Z',
    }),
  };
  const settled = (sample: () => Promise<Sample>) => async () => {
    await settleFleet(test, fleet);
    return sample();
  };
  return Object.fromEntries(Object.entries(samples).map(([id, sample]) => [id, settled(sample)])) as typeof samples;
};
