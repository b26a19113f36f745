import { findBrand } from '#lib/catalogue/catalogue.ts';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { type BrandFigures, type CredentialsUse, ProcessFigures } from '#lib/domain/process-figures.ts';
import { nowAt } from '#server/app.ts';
import { readDatabaseSize } from '#server/db/database-size.ts';
import { type CredentialsRow, countVehiclesByCredentials } from '#server/store/credentials.ts';
import { listDuplicateSessions } from '#server/store/duplicate-sessions.ts';
import { findLogStart, getEventBounds } from '#server/store/events.ts';
import { listFleetCredentials, listUnassignedUnits, listVehiclesOfCredentials } from '#server/store/fleet-health.ts';
import { listLogReaders } from '#server/store/log-readers.ts';
import { listProcessReports } from '#server/store/process-reports.ts';
import { listStreams } from '#server/store/streams.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { joinFigures } from './join-figures.ts';
import { readMailHealth } from './mail-health.ts';

const alive_ms = 20_000;
const failing_after = 3;
const listed_vehicles = 20;
const listed_units = 50;
const duplicates_shown_ms = 86_400_000;

type Alarm = InstallationHealth['credentials'][number]['alarm'];

/** `UNREACHABLE`: our breaker holds back all calls to the brand. `PAUSED`: the vendor, or our breaker, keeps these credentials from calling for now. */
export const credentialsAlarm = (
  row: Pick<CredentialsRow, 'status' | 'consecutive_failures'>,
  use?: CredentialsUse,
  brand?: Pick<BrandFigures, 'breaker'>,
): Alarm => {
  if (row.status === 'INVALID') return 'REFUSED';
  if (brand?.breaker === 'OPEN') return 'UNREACHABLE';
  if (row.consecutive_failures >= failing_after) return 'FAILING';
  return use?.paused_until !== undefined || use?.breaker === 'OPEN' ? 'PAUSED' : undefined;
};

/** What operators look at when something is wrong. Other fleets show in it as sums of their brands at most. */
export const getInstallationHealth: Service<'getInstallationHealth'> = async (app, actor): Promise<InstallationHealth> => {
  authorise(actor, 'getInstallationHealth');
  const { read, dialect } = app.db;
  const { fleet_id } = actor;
  const isAlive = (reported_at: string) => app.clock() - Date.parse(reported_at) < alive_ms;
  const reports = (await listProcessReports(read)).flatMap((row) => {
    const figures = ProcessFigures.safeParse(JSON.parse(row.figures));
    return figures.success ? [{ ...row, kind: row.kind as 'WEB' | 'GATEWAY', figures: figures.data }] : [];
  });
  const live = reports.filter(({ reported_at }) => isAlive(reported_at));
  const living = live.filter(({ kind }) => kind === 'GATEWAY');
  const last = reports.filter(({ kind }) => kind === 'GATEWAY').slice(0, 1);
  const gateways = joinFigures((living.length > 0 ? living : last).map(({ figures }) => figures));
  const uses = new Map(gateways.credentials.map((use) => [use.credentials_id, use]));
  const figures_of = new Map(gateways.brands.map((figures) => [figures.brand, figures]));
  const counts = await countVehiclesByCredentials(read, fleet_id);

  const credentials = (await listFleetCredentials(read, fleet_id)).map(async (row) => {
    const use = uses.get(row.id);
    const alarm = credentialsAlarm(row, use, figures_of.get(row.brand));
    const { remaining: calls_left, resets_at: calls_left_until, paused_until } = use ?? {};
    const { id, brand, name, consecutive_failures, last_success_at, status_detail } = row;
    return {
      id,
      brand,
      name,
      status: row.status as InstallationHealth['credentials'][number]['status'],
      consecutive_failures,
      former_secret_in_use: row.former_sealed_secrets !== null,
      vehicle_count: counts.get(id) ?? 0,
      // A former secret that works keeps the vehicles in sight, unless nobody answers.
      dark_vehicles:
        alarm && (alarm === 'UNREACHABLE' || row.former_sealed_secrets === null)
          ? await listVehiclesOfCredentials(read, fleet_id, id, listed_vehicles)
          : [],
      ...(alarm && { alarm }),
      ...(status_detail && { status_detail }),
      ...(last_success_at && { last_success_at }),
      ...(paused_until && { paused_until }),
      ...(calls_left !== undefined && { calls_left }),
      ...(calls_left_until && { calls_left_until }),
    };
  });

  const { oldest, newest } = await getEventBounds(read, fleet_id);
  const oldest_event_at = await findLogStart(read, fleet_id);
  const vendor_streams = (await listStreams(read, fleet_id)).map(({ brand, status, waiting_messages, caught_up_at }) => ({
    kind: 'VENDOR' as const,
    name: findBrand(brand)?.name ?? brand,
    status,
    ...(waiting_messages !== null && { waiting: waiting_messages }),
    ...(caught_up_at && { caught_up_at }),
  }));
  const readers = (await listLogReaders(read, fleet_id)).map(({ kind, name, status, waiting }) => ({ kind, name, status, waiting }));
  const own_readers = gateways.readers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const duties = own_readers.map(({ name, waiting_events: waiting }) => ({ kind: 'DUTY' as const, name, status: 'ACTIVE', waiting }));

  return {
    as_of: nowAt(app),
    processes: reports.map(({ kind, started_at, reported_at, figures }) => ({
      kind,
      alive: isAlive(reported_at),
      version: figures.version,
      started_at,
      reported_at,
      memory_in_bytes: figures.memory_in_bytes,
      event_loop_delay_ms: figures.event_loop_delay_ms,
      ...(figures.office && { gateway: figures.office }),
    })),
    brands: gateways.brands.map((brand) => ({
      ...brand,
      name: findBrand(brand.brand)?.name ?? brand.brand,
      error_rate: brand.calls === 0 ? 0 : brand.failures / brand.calls,
    })),
    credentials: await Promise.all(credentials),
    streams: [...vendor_streams, ...readers, ...duties],
    mail: await readMailHealth(app, fleet_id),
    listeners: gateways.listeners,
    storage: {
      ...(await readDatabaseSize(dialect, read)),
      log_rows: Math.max(0, newest - oldest + 1),
      ...(oldest_event_at && { oldest_event_at }),
    },
    bounds: live.flatMap(({ figures }) => figures.bounds),
    duplicate_units: await listDuplicateSessions(read, fleet_id, new Date(app.clock() - duplicates_shown_ms).toISOString(), listed_units),
    unassigned_units: (await listUnassignedUnits(read, fleet_id, listed_units)).map(({ brand, unit_id, first_seen_at, last_seen_at }) => ({
      brand,
      unit_id,
      first_seen_at,
      last_seen_at,
    })),
  };
};
