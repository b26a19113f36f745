/**
 * No table grows without an end: each one says what bounds it, or what takes its old rows. A table that is added is missed here, and so is a purge that
 * nobody calls.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openDb } from '#server/db/connect.ts';
import { migrate } from '#server/db/migrate.ts';
import { listTables } from '#server/db/tables.ts';

type Retention = { bounded_by: string } | { purged_by: string; kept: string };

const of_vehicle = { bounded_by: 'vehicles, and goes with them' };
const of_credentials = { bounded_by: 'units of the credentials, and goes with them' };

const retention: Record<string, Retention> = {
  api_clients: { bounded_by: 'what people of the fleet make' },
  api_tokens: { purged_by: 'deleteExpiredTokens', kept: '15 minutes' },
  // Nothing could prove that a log without its beginning has lost nothing else. Its details go with the vehicle.
  audit_log: { bounded_by: 'acts of people and programs: kept for ever' },
  audit_seals: { bounded_by: 'entries of the audit log' },
  audit_sequences: { bounded_by: 'fleets' },
  command_holds: { bounded_by: 'fleets' },
  command_plan_items: { purged_by: 'deleteOldPlans', kept: 'with the plan' },
  command_plans: { purged_by: 'deleteOldPlans', kept: '2 days' },
  command_results: { purged_by: 'deleteOldCommandResults', kept: 'minutes' },
  commands: of_vehicle,
  credentials: { bounded_by: 'what people of the fleet make' },
  cursors: { bounded_by: 'readers of the log times fleets' },
  default_views: { bounded_by: 'people' },
  duplicate_sessions: { purged_by: 'deleteDuplicateSessionsBefore', kept: '7 days' },
  erasures: { purged_by: 'deleteErasures', kept: 'until the files are cleared' },
  event_consumer_queues: { bounded_by: 'consumers times topics' },
  event_consumers: { bounded_by: 'what people of the fleet make' },
  event_marks: { purged_by: 'deleteEventMarksBefore', kept: 'as long as history' },
  events: { purged_by: 'deleteEventsBefore', kept: 'history_retention_in_days' },
  fleet_sequences: { bounded_by: 'fleets' },
  fleets: { bounded_by: 'what the operator makes' },
  gateway_jobs: { purged_by: 'deleteExpiredJobs', kept: 'minutes' },
  gateways: { bounded_by: 'gateways that live' },
  geofence_vehicles: of_vehicle,
  geofence_visits: of_vehicle,
  geofences: { bounded_by: 'what people of the fleet make' },
  history_blocks: { purged_by: 'deleteBlocksBefore', kept: 'history_retention_in_days' },
  idempotency_keys: { purged_by: 'deleteOldIdempotencyKeys', kept: '2 days' },
  import_rows: { purged_by: 'deleteOldImports', kept: 'with the import' },
  imports: { purged_by: 'deleteOldImports', kept: '30 days' },
  inbox_entries: { purged_by: 'deleteInboxEntriesBefore', kept: '90 days' },
  invitations: { purged_by: 'deleteExpiredLinks', kept: 'until they expire' },
  latest_states: of_vehicle,
  leases: { bounded_by: 'credentials, consumers, fleets and duties' },
  mails: { purged_by: 'deleteMailsBefore', kept: '8 days' },
  memberships: { bounded_by: 'people times fleets' },
  meta: { bounded_by: 'a handful of keys' },
  notification_deliveries: { purged_by: 'deleteNotificationsBefore', kept: '90 days, and the newest 1,000 of a subscription' },
  notification_marks: { bounded_by: 'subscriptions times vehicles, and goes with either' },
  notification_subscriptions: { bounded_by: '50 of a fleet' },
  observed_units: { purged_by: 'deleteObservedUnitsBefore', kept: '30 days, and 1,000 of a brand' },
  password_resets: { purged_by: 'deleteExpiredLinks', kept: 'until they expire' },
  permission_presets: { bounded_by: 'what people of the fleet make' },
  position_links: { purged_by: 'deleteEndedPositionLinks', kept: '7 days after their end' },
  process_reports: { purged_by: 'deleteProcessReportsBefore', kept: 'minutes' },
  rate_spends: { purged_by: 'deleteRateSpendsBefore', kept: 'minutes' },
  recovery_codes: { bounded_by: 'people' },
  report_intervals: { bounded_by: 'models of the catalogue' },
  restore_epochs: { bounded_by: 'data folders' },
  saved_views: { bounded_by: 'what people of the fleet make' },
  second_factors: { bounded_by: 'people' },
  seen_messages: { purged_by: 'deleteSeenMessages', kept: 'as long as the source repeats' },
  sessions: { purged_by: 'deleteSessionsBefore', kept: '30 days after their end; the last of a person stays' },
  sign_in_attempts: { purged_by: 'deleteExpiredAttempts', kept: 'until they expire' },
  streams: of_credentials,
  support_grants: { bounded_by: 'what people of the fleet grant: kept with the audit log' },
  trip_rules: { bounded_by: 'fleets' },
  trips: { bounded_by: 'journeys of vehicles, and goes with them; discarded ones after 100 days' },
  unit_configurations: of_vehicle,
  unit_notes: of_credentials,
  unit_sessions: { bounded_by: 'connected units' },
  unit_setups: of_credentials,
  users: { bounded_by: 'people' },
  vehicle_changes: { bounded_by: 'a trigger that keeps the newest' },
  vehicle_documents: of_vehicle,
  vehicle_notes: of_vehicle,
  vehicle_terms: of_vehicle,
  vehicles: { bounded_by: 'what people of the fleet add; archived ones go after 90 days' },
  webhook_deliveries: { purged_by: 'deleteDeliveriesBefore', kept: '30 days, and the newest 10,000 of a webhook' },
  webhooks: { bounded_by: 'what people of the fleet make' },
};

const server = fileURLToPath(new URL('../', import.meta.url));

it('names every table, and nothing that is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-tables-'));
  const db = await openDb({ file: join(folder, 'motorpool.db') });
  try {
    await migrate(db);
    expect(Object.keys(retention).sort()).toEqual((await listTables(db)).map(({ name }) => name).sort());
  } finally {
    await db.close();
    rmSync(folder, { recursive: true });
  }
});

it('names purges that somebody calls', () => {
  const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/^(store|db|setup)\/|[.](test|fixture)[.]ts$/.test(path))
    .map((path) => readFileSync(join(server, path), 'utf8'));
  const uncalled = Object.values(retention)
    .flatMap((one) => ('purged_by' in one ? [one.purged_by] : []))
    .filter((name) => !sources.some((source) => source.includes(`${name}(`)));
  expect(uncalled).toEqual([]);
});
