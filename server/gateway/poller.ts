import { findModel } from '#lib/catalogue/catalogue.ts';
import type { BrandGuard } from '#server/adapters/brand-guard.ts';
import { AdapterFailure, type PolledAdapter } from '#server/adapters/port.ts';
import type { App } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { listPolledVehicles, type PolledVehicle } from '#server/store/polled-vehicles.ts';
import type { CredentialsHealth, Used } from './credentials-health.ts';
import type { Ingest } from './ingest.ts';
import { credentialsLease, type Leases } from './lease-keeper.ts';
import { type CredentialsVault, guardKey } from './open-credentials.ts';
import { backOffDelay, lookAfterCommand, nextPollDelay, pollSeconds, pushed_lately_ms, waitForLimit } from './poll-plan.ts';
import type { ReportPace } from './report-pace.ts';

export interface PollerParts {
  app: App;
  findAdapter(brand: string): PolledAdapter | undefined;
  vault: CredentialsVault;
  ingest: Ingest;
  health: CredentialsHealth;
  /** Told how often each model is asked. */
  pace: Pick<ReportPace, 'setPollSeconds'>;
  guardOf(brand: string): Pick<BrandGuard, 'credentialsFigures'>;
  /** Which credentials are this gateway's to use. */
  leases: Leases;
}

export interface Poller {
  start(): void;
  /** Other vehicles may be this gateway's from now on. */
  reload(): void;
  /** Looks at this vehicle within a second or two, a few times: something waits for its state. */
  pollSoon(vehicle_id: string): void;
  /** A push came: polling steps back. */
  notePush(brand: string, unit_id: string): void;
  figures(brand: string): { polled_vehicles: number; poll_lag_seconds: number };
  stop(): Promise<void>;
}

interface Line {
  next_at: number;
  /** Looks since a command asked for them; undefined when none did. */
  looks?: number | undefined;
  busy: boolean;
}

interface CredentialsLine {
  running: number;
  failures: number;
  /** Units in a row that could not be reached. */
  offline: number;
  not_before: number;
  /** Which secrets the last poll used. */
  in_use?: Used;
}

/** One of the calls that may run at once is left to commands. */
const mostPolls = ({ limits }: PolledAdapter): number => Math.max(1, limits.max_concurrent_per_credentials - 1);

const tick_ms = 500;
const reload_ms = 5_000;
const offline_limit = 5;
const unit_failures: ReadonlySet<string> = new Set(['setup', 'unit', 'state', 'busy', 'unsupported']);

/** Asks every vehicle whose vendor does not tell by itself. Failures slow down only the credentials they happened with. */
export const createPoller = ({ app, findAdapter, vault, ingest, health, pace, guardOf, leases }: PollerParts): Poller => {
  const vehicles = new Map<string, PolledVehicle>();
  const lines = new Map<string, Line>();
  const by_credentials = new Map<string, CredentialsLine>();
  const pushes = new Map<string, number>();
  const under_way = new Set<Promise<void>>();
  let timers: NodeJS.Timeout[] = [];
  let stopped = false;

  const forgetGone = () => {
    for (const id of lines.keys()) if (!vehicles.has(id)) lines.delete(id);
    const in_use = new Set([...vehicles.values()].map(({ credentials_id }) => credentials_id));
    for (const [id, { running }] of by_credentials) if (running === 0 && !in_use.has(id)) by_credentials.delete(id);
    for (const [unit, at_ms] of pushes) if (app.clock() - at_ms > pushed_lately_ms) pushes.delete(unit);
  };

  const reload = async () => {
    const all = await listPolledVehicles(app.db.read);
    const current = all.filter(({ credentials_id }) => leases.holds(credentialsLease(credentials_id)));
    // A unit that was exchanged is looked at soon, as that of a new vehicle.
    for (const { id, telematics_unit_id } of current) {
      const former = vehicles.get(id);
      if (former && former.telematics_unit_id !== telematics_unit_id) lines.delete(id);
    }
    vehicles.clear();
    for (const vehicle of current) {
      const adapter = findAdapter(vehicle.telematics_brand);
      if (!adapter) continue;
      vehicles.set(vehicle.id, vehicle);
      pace.setPollSeconds(vehicle.vehicle_model_id, pollSeconds(adapter.limits));
      // A first look soon, but not all at once.
      const spread_ms = Math.min(30_000, current.length * 20);
      if (!lines.has(vehicle.id)) lines.set(vehicle.id, { next_at: app.clock() + Math.random() * spread_ms, busy: false });
    }
    forgetGone();
  };

  const lineOf = (credentials_id: string): CredentialsLine => {
    const known = by_credentials.get(credentials_id) ?? { running: 0, failures: 0, offline: 0, not_before: 0 };
    by_credentials.set(credentials_id, known);
    return known;
  };

  const pollOne = async (vehicle: PolledVehicle, adapter: PolledAdapter, line: Line, credentials: CredentialsLine) => {
    const flow_id = newFlowId();
    try {
      const opened = await vault.open(vehicle.fleet_id, vehicle.credentials_id);
      const model = findModel(vehicle.vehicle_model_id);
      if (!opened || !model) {
        line.next_at = app.clock() + reload_ms * 12;
        return;
      }
      const unit = { unit_id: vehicle.telematics_unit_id, model, settings: JSON.parse(vehicle.unit_settings) };
      credentials.in_use = opened.credentials;
      const report = await adapter.fetchState(opened.credentials, unit, opened.context(flow_id));
      await ingest.store([{ report, fleet_id: vehicle.fleet_id }]);
      credentials.failures = 0;
      credentials.offline = 0;
      health.succeeded(opened.credentials);
      const last_push = pushes.get(`${vehicle.telematics_brand}/${vehicle.telematics_unit_id}`);
      line.looks = line.looks === undefined ? undefined : line.looks + 1;
      const soon_ms = line.looks === undefined ? undefined : lookAfterCommand(line.looks);
      if (soon_ms === undefined) line.looks = undefined;
      line.next_at = app.clock() + (soon_ms ?? nextPollDelay(adapter.limits, report, app.clock(), last_push, Math.random));
    } catch (error) {
      onFailure(vehicle, line, credentials, error, flow_id);
    }
  };

  const onFailure = (vehicle: PolledVehicle, line: Line, credentials: CredentialsLine, error: unknown, flow_id: string) => {
    const failure = error instanceof AdapterFailure ? error : undefined;
    // What is wrong with one unit must not slow down the others; an unreachable vendor shows itself by failing for several in a row.
    if (failure?.kind === 'offline') credentials.offline += 1;
    const of_unit_alone =
      failure !== undefined && (unit_failures.has(failure.kind) || (failure.kind === 'offline' && credentials.offline < offline_limit));
    line.looks = undefined;
    line.next_at = app.clock() + backOffDelay(of_unit_alone ? 6 : 1, failure?.retry_after_ms, Math.random);
    if (of_unit_alone) return;
    // Polls that were under way together fail together: one failure, one pause.
    if (credentials.not_before > app.clock()) return;
    credentials.failures += 1;
    credentials.not_before = app.clock() + backOffDelay(credentials.failures, failure?.retry_after_ms, Math.random);
    if (credentials.in_use) health.failed(credentials.in_use, error);
    const fields = { vehicle_id: vehicle.id, credentials_id: vehicle.credentials_id, kind: failure?.kind, flow_id, err: error };
    if (credentials.failures === 1) app.log.warn(fields, 'Poll failed; these credentials wait');
  };

  const pollIfDue = (id: string, vehicle: PolledVehicle, now_ms: number) => {
    const line = lines.get(id);
    const adapter = findAdapter(vehicle.telematics_brand);
    if (!line || !adapter || line.busy || line.next_at > now_ms) return;
    const credentials = lineOf(vehicle.credentials_id);
    if (credentials.not_before > now_ms || credentials.running >= mostPolls(adapter)) return;
    const { in_use } = credentials;
    const granted = in_use && guardOf(vehicle.telematics_brand).credentialsFigures(guardKey(in_use))?.left;
    if (line.looks === undefined && granted && waitForLimit(granted, now_ms) > 0) return;
    const leave = leases.enter(credentialsLease(vehicle.credentials_id));
    if (!leave) return;
    line.busy = true;
    credentials.running += 1;
    const work = pollOne(vehicle, adapter, line, credentials).finally(() => {
      leave();
      line.busy = false;
      credentials.running -= 1;
      under_way.delete(work);
    });
    under_way.add(work);
  };

  const tick = () => {
    if (stopped) return;
    const now_ms = app.clock();
    for (const [id, vehicle] of vehicles) pollIfDue(id, vehicle, now_ms);
  };

  const load = () => void reload().catch((error: unknown) => app.log.error({ err: error }, 'Vehicles to poll could not be read'));

  return {
    reload: () => {
      if (!stopped && timers.length > 0) load();
    },
    start: () => {
      load();
      timers = [setInterval(tick, tick_ms), setInterval(load, reload_ms)];
    },
    pollSoon: (vehicle_id) => {
      const line = lines.get(vehicle_id);
      if (!line) return;
      line.looks = 0;
      line.next_at = Math.min(line.next_at, app.clock() + (lookAfterCommand(0) ?? 0));
    },
    notePush: (brand, unit_id) => void pushes.set(`${brand}/${unit_id}`, app.clock()),
    figures: (brand) => {
      let [polled_vehicles, lag_ms] = [0, 0];
      for (const [id, { telematics_brand }] of vehicles) {
        if (telematics_brand !== brand) continue;
        polled_vehicles += 1;
        lag_ms = Math.max(lag_ms, app.clock() - (lines.get(id)?.next_at ?? app.clock()));
      }
      return { polled_vehicles, poll_lag_seconds: Math.floor(lag_ms / 1000) };
    },
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      const limit = new Promise<void>((resolve) => setTimeout(resolve, 1000).unref());
      await Promise.race([Promise.allSettled(under_way), limit]);
    },
  };
};
