import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { type App, nowAt } from '#server/app.ts';
import { createIngest } from '#server/gateway/ingest.ts';
import { newFlowId, newId } from '#server/ids.ts';
import { applyImport } from '#server/services/apply-import.ts';
import { archiveVehicle } from '#server/services/archive.ts';
import { addVehicles } from '#server/services/bulk.ts';
import { requestCommand } from '#server/services/commands.ts';
import { createImport } from '#server/services/imports.ts';
import { updateMasterData } from '#server/services/vehicles.ts';
import { write } from '#server/store/write.ts';
import type { TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, models } from '#server/test/fleet.fixture.ts';

const lat = -33.47193;
const double = (write: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(8);
  write(bytes);
  return bytes;
};

/** What the vehicle alone ever said or was told, each as it lies in files. */
export const traces: Record<string, Buffer> = {
  vin: Buffer.from('CNRYVIN7342198765'),
  plate: Buffer.from('CNRY-PLATE-1'),
  'former plate': Buffer.from('CNRY-PLATE-0'),
  'search text': Buffer.from('cnryplate1'),
  remark: Buffer.from('cnry-remark'),
  'custom field': Buffer.from('cnry-field'),
  'former custom field': Buffer.from('cnry-before'),
  tag: Buffer.from('cnry-tag'),
  unit: Buffer.from('NBSGCNRY00000001'),
  reason: Buffer.from('cnry-reason'),
  trip: Buffer.from('cnry-trip'),
  notice: Buffer.from('cnry-notice'),
  'message to a chat': Buffer.from('cnry-message'),
  'digits of a position': Buffer.from(String(lat)),
  'position of the list': double((bytes) => bytes.writeDoubleBE(lat)),
  'position of the list, other order': double((bytes) => bytes.writeDoubleLE(lat)),
};

/** What readers of the log make of it, as they write it. */
const leaveTracesElsewhere = async (app: App, { id: vehicle_id, fleet_id }: Vehicle, user_id: string) => {
  const at = nowAt(app);
  const of = { fleet_id, vehicle_id };
  const place = { start_lat: lat, start_lon: 1, end_lat: null, end_lon: null };
  const start_state = JSON.stringify({ remark: 'cnry-trip', position: { lat } });
  const began = { trip_trigger: 'IGNITION', status: 'OPEN', started_at: at, start_sequence: 1, flow_id: newFlowId() };
  const over = { ended_at: null, end_sequence: null, metrics_due_at: null, distance: null, max_speed: null, energy_used: null };
  const named = { id: newId(), fleet_id, name: 'Harbour', created_at: at, modified_at: at };
  const rule = {
    ...named,
    enabled: 1,
    language: 'en',
    event_types: '[]',
    conditions: '[]',
    vehicle_ids: '[]',
    channels: '[]',
    made_by_id: user_id,
  };
  const told = { ...of, event_id: newId(), sequence: 1, matter: 'TripStarted', occurred_at: at, created_at: at };
  await write(app, async (tx) => {
    await tx
      .insertInto('trips')
      .values({ ...of, ...place, ...began, ...over, id: newId(), start_state })
      .execute();
    await tx
      .insertInto('geofences')
      .values({ ...named, shape: '{}', vehicle_filter: null, revision: 1, settled: 1 })
      .execute();
    await tx
      .insertInto('geofence_visits')
      .values({ ...of, geofence_id: named.id, inside: 1, since: at, doubted_at: null })
      .execute();
    await tx.insertInto('geofence_vehicles').values(of).execute();
    await tx
      .insertInto('notification_subscriptions')
      .values({ ...rule, quiet_hours: null, hysteresis: null, sequence: 0, revision: 1 })
      .execute();
    const delivery = { subscription_id: named.id, channel: 'SLACK', target: 'chat.example', status: 'PENDING', attempts: 0 };
    await tx
      .insertInto('notification_deliveries')
      .values({ ...told, ...delivery, id: newId(), detail: JSON.stringify({ label: 'cnry-message' }) })
      .execute();
    const entry = { user_id, source_id: named.id, source_name: 'Harbour', detail: JSON.stringify({ label: 'cnry-notice' }), read_at: null };
    await tx
      .insertInto('inbox_entries')
      .values({ ...told, ...entry, id: newId() })
      .execute();
  });
};

/** A vehicle with a life of its own among others that stay: edits, reports, a refused command, a trip within a geofence, what people were told, an answer kept for an idempotency key. It is archived at the end. */
export const liveAndLeave = async (test: TestApp) => {
  const { app } = test;
  const fleet = await makeFleet(test);
  const credentials_id = await fleet.addCredentials();
  const actor = { ...fleet.actor, flow_id: newFlowId() };
  const unit = fleet.unitOf.niu(credentials_id, 'NBSGCNRY00000001');
  const body = {
    telematics_unit: { ...unit, setup: { vehicle_model_id: models.niu } },
    master_data: { vin: 'CNRYVIN7342198765', license_plate: 'CNRY-PLATE-0', remark: 'cnry-remark' },
    custom_fields: { note: 'cnry-before' },
    tags: ['cnry-tag'],
  };
  const { items } = await addVehicles(app, actor, { params: {}, query: {}, body: { items: [body] }, idempotency_key: 'cnry-key' });
  const vehicle = items[0]?.vehicle as Vehicle;
  const other = await fleet.addVehicle({ master_data: { remark: 'stays' } });
  const ingest = createIngest(app);
  for (let round = 0; round < 80; round += 1) {
    test.clock.advance(1000);
    const timestamp = new Date(test.clock.now()).toISOString();
    for (const { telematics_unit } of [vehicle, other]) {
      const position = telematics_unit.id === unit.id ? { lat, lon: -70.6 + round / 1000 } : { lat: 1 + round / 1000, lon: 1 };
      const report = { brand: telematics_unit.brand, unit_id: telematics_unit.id, received_at: timestamp, contact_at: timestamp };
      await ingest.store([{ report: { ...report, properties: { position: { timestamp, value: position } } } }]);
    }
  }
  const params = { vehicle_id: vehicle.id };
  await updateMasterData(app, actor, { params, query: {}, body: { license_plate: 'CNRY-PLATE-1' } });
  const rows = [
    { id: vehicle.id, 'custom_fields.note': 'cnry-field' },
    { vin: 'CNRYVIN7342198765', remark: 'cnry-remark', year_of_production: 'unknown' },
  ];
  const file = await createImport(app, actor, { params: {}, query: {}, body: { rows, empty_cells: 'KEEP' } });
  await applyImport(app, actor, { params: { import_id: file.id }, query: {}, body: undefined });
  const command = { params: { ...params, command: 'lock-central-lock' }, query: {}, body: { reason: 'cnry-reason' } };
  await requestCommand(app, actor, command).catch(() => {});
  await leaveTracesElsewhere(app, vehicle, actor.id);
  await archiveVehicle(app, actor, { params, query: {}, body: undefined });
  // Otherwise the server does so by itself some day, and keeps values in its statistics.
  if (test.database_url) await sql`ANALYZE`.execute(app.db.write);
  return { fleet, actor, vehicle, other };
};

const filesOf = async ({ app, data_dir, database_url }: TestApp): Promise<string[]> => {
  if (!database_url)
    return readdirSync(data_dir, { withFileTypes: true, recursive: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name));
  await sql`CHECKPOINT`.execute(app.db.write);
  const { rows } = await sql<{ folder: string }>`SELECT current_setting('data_directory') || '/base/' || oid AS folder
    FROM pg_database WHERE datname = current_database()`.execute(app.db.read);
  const folder = rows[0]?.folder ?? '';
  return readdirSync(folder).map((name) => join(folder, name));
};

/** PostgreSQL takes files of its own away between listing and reading, such as the cache of its catalogue. */
const readThere = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
};

/** Names of the traces that lie in any file of the database: tables, indexes, free pages, statistics; on SQLite also the write-ahead log. */
export const findTraces = async (test: TestApp): Promise<string[]> => {
  const found = new Set<string>();
  for (const file of await filesOf(test)) {
    const bytes = readThere(file);
    for (const [name, trace] of Object.entries(traces)) if (bytes.includes(trace)) found.add(name);
  }
  return [...found].sort();
};

/** Whether the bytes lie in any file of the database. */
export const findBytes = async (test: TestApp, bytes: Buffer): Promise<boolean> => {
  const files = await filesOf(test);
  return files.some((file) => readThere(file).includes(bytes));
};
