import { findModel } from '#lib/catalogue/catalogue.ts';
import type { Actor } from '#lib/domain/access.ts';
import { AdapterFailure, type AttachStatus, type HttpAdapter } from '#server/adapters/port.ts';
import { type App, nowAt } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { changeVehicleIn, type Writing } from '#server/services/change-vehicle.ts';
import { deleteUnitNotes, findUnitNotes } from '#server/store/unit-notes.ts';
import {
  deleteUnitSetup,
  listAbandonedSetups,
  listDueSetups,
  listUnsetVehicles,
  type SetupStep,
  type UnitSetupRow,
  updateSetupStep,
  upsertUnitSetup,
} from '#server/store/unit-setups.ts';
import { findVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import type { CredentialsHealth } from './credentials-health.ts';
import { credentialsLease, type Leases } from './lease-keeper.ts';
import type { CredentialsVault, OpenedCredentials } from './open-credentials.ts';
import { backOffDelay } from './poll-plan.ts';

export interface SetupParts {
  app: App;
  adapters: readonly HttpAdapter[];
  vault: CredentialsVault;
  health: CredentialsHealth;
  /** Which credentials are this gateway's to use. */
  leases: Leases;
}

const look_ms = 1_000;
/** Vehicles are compared with setups less often when nobody has told of a change. */
const compare_ms = 5_000;
const batch = 100;
const most_at_once = 5;
/** A detachment that the vendor refuses so often is given up: the credentials may be gone for good. */
const most_detach_attempts = 20;

const gatewayActor = (fleet_id: string): Actor => ({
  type: 'SYSTEM',
  id: 'gateway',
  name: 'Motorpool',
  fleet_id,
  permissions: [],
  flow_id: newFlowId(),
});

/**
 * Brings every unit of a brand that registers its units into the vendor's care, and lets it go again. The vehicles say what is wanted: whatever added,
 * archived, restored or swapped one, or changed its model, is noticed by comparing. Each step is noted before the next, so a restart goes on.
 */
export const createUnitSetups = ({ app, adapters, vault, health, leases }: SetupParts): { start(): void; stop(): Promise<void> } => {
  const attaching = adapters.filter(({ attachUnit }) => attachUnit !== undefined);
  const brands = attaching.map(({ brand }) => brand);
  const under_way = new Map<string, Promise<void>>();
  let timers: NodeJS.Timeout[] = [];
  let unwatch = () => {};
  let stopped = false;
  let compared_at_ms = Number.NEGATIVE_INFINITY;

  /** The vehicle's own word on its setup, told to the world when it changes. */
  const tellVehicle = async (writing: Writing, row: UnitSetupRow, setup_status: AttachStatus['status']): Promise<void> => {
    await app.db.dialect.lockVehicles(writing.tx, [row.vehicle_id]);
    const vehicle = await findVehicle(writing.tx, row.fleet_id, row.vehicle_id);
    const serves =
      vehicle?.archived_at === null && vehicle.telematics_unit_id === row.unit_id && vehicle.credentials_id === row.credentials_id;
    if (!serves || vehicle.setup_status === setup_status) return;
    await changeVehicleIn(app, writing, gatewayActor(row.fleet_id), {
      vehicle_id: row.vehicle_id,
      action: 'vehicle.setup.change',
      change: (_, now) => ({ columns: { setup_status, setup_modified_at: now }, reasons: ['SETUP_CHANGED'] }),
    });
  };

  const beginWish = async (
    wish: 'ATTACH' | 'DETACH',
    row: Omit<Parameters<typeof upsertUnitSetup>[1], 'wish' | 'next_at' | 'modified_at'>,
  ) => write(app, (tx) => upsertUnitSetup(tx, { ...row, wish, next_at: nowAt(app), modified_at: nowAt(app) }));

  const compare = async (): Promise<void> => {
    for (const vehicle of await listUnsetVehicles(app.db.read, brands, batch)) {
      if (!leases.holds(credentialsLease(vehicle.credentials_id))) continue;
      const { id: vehicle_id, fleet_id, telematics_brand: brand, telematics_unit_id: unit_id, ...rest } = vehicle;
      await beginWish('ATTACH', { vehicle_id, fleet_id, brand, unit_id, ...rest });
    }
    for (const row of await listAbandonedSetups(app.db.read, batch)) {
      if (!leases.holds(credentialsLease(row.credentials_id))) continue;
      const { credentials_id, unit_id, fleet_id, brand, vehicle_id, vehicle_model_id, extensions } = row;
      await beginWish('DETACH', { credentials_id, unit_id, fleet_id, brand, vehicle_id, vehicle_model_id, extensions });
    }
  };

  const attach = async (row: UnitSetupRow, adapter: HttpAdapter, opened: OpenedCredentials): Promise<AttachStatus> => {
    const model = findModel(row.vehicle_model_id);
    const vehicle = await findVehicle(app.db.read, row.fleet_id, row.vehicle_id);
    if (!model || !vehicle || !adapter.attachUnit)
      return { status: 'FAILED', detail: 'The model of this vehicle is not in the catalogue.' };
    const notes = await findUnitNotes(app.db.read, row.fleet_id, row.brand, row.unit_id);
    const unit = { unit_id: row.unit_id, model, settings: JSON.parse(vehicle.unit_settings), notes };
    return adapter.attachUnit(opened.credentials, unit, JSON.parse(row.progress), opened.context(newFlowId()));
  };

  const stepAfter = (row: UnitSetupRow, status: AttachStatus): SetupStep => {
    const done = { attempts: 0, modified_at: nowAt(app) };
    if (status.status === 'SUCCEEDED') return { ...done, status: 'DONE', progress: row.progress, detail: null, next_at: row.next_at };
    if (status.status === 'FAILED')
      return { ...done, status: 'FAILED', progress: row.progress, detail: status.detail, next_at: row.next_at };
    const { progress, detail, check_after_ms } = status;
    const next_at = new Date(app.clock() + check_after_ms).toISOString();
    return { ...done, status: 'OPEN', progress: JSON.stringify(progress), detail, next_at };
  };

  /** The vehicle is told only by a step of the wish that still holds: another model's services say nothing about this one's. */
  const attachOnce = async (row: UnitSetupRow, adapter: HttpAdapter, opened: OpenedCredentials): Promise<void> => {
    await write(app, (tx, emit, audit) => tellVehicle({ tx, emit, audit }, row, 'IN_PROGRESS'));
    const status = await attach(row, adapter, opened);
    await write(app, async (tx, emit, audit) => {
      if (await updateSetupStep(tx, row, stepAfter(row, status))) await tellVehicle({ tx, emit, audit }, row, status.status);
    });
  };

  const detachOnce = async (row: UnitSetupRow, adapter: HttpAdapter, opened: OpenedCredentials): Promise<void> => {
    await adapter.detachUnit?.(opened.credentials, row.unit_id, opened.context(newFlowId()));
    await write(app, async (tx) => {
      await deleteUnitSetup(tx, row);
      await deleteUnitNotes(tx, row.fleet_id, row.brand, row.unit_id);
    });
  };

  const tryLater = async (row: UnitSetupRow, { credentials }: OpenedCredentials, error: unknown): Promise<void> => {
    const failure = error instanceof AdapterFailure ? error : undefined;
    const attempts = row.attempts + 1;
    app.log.warn(
      { unit_id: row.unit_id, wish: row.wish, attempts, kind: failure?.kind, vendor_detail: failure?.vendor_detail, err: error },
      'A setup step failed',
    );
    if (failure?.kind === 'rejected') health.failed(credentials, error);
    const gives_up = row.wish === 'DETACH' && attempts >= most_detach_attempts;
    const next_at = new Date(app.clock() + backOffDelay(attempts, failure?.retry_after_ms, Math.random)).toISOString();
    const detail = "The manufacturer's service could not be asked; it is tried again.";
    const step = { status: gives_up ? 'FAILED' : 'OPEN', progress: row.progress, detail, attempts, next_at, modified_at: nowAt(app) };
    await write(app, (tx) => updateSetupStep(tx, row, step));
  };

  const runStep = async (row: UnitSetupRow): Promise<void> => {
    const adapter = attaching.find(({ brand }) => brand === row.brand);
    const opened = await vault.open(row.fleet_id, row.credentials_id);
    if (!adapter || !opened) return;
    try {
      await (row.wish === 'ATTACH' ? attachOnce(row, adapter, opened) : detachOnce(row, adapter, opened));
    } catch (error) {
      await tryLater(row, opened, error);
    }
  };

  const look = async (): Promise<void> => {
    if (brands.length === 0 || stopped) return;
    if (performance.now() - compared_at_ms >= compare_ms) {
      compared_at_ms = performance.now();
      await compare();
    }
    for (const row of await listDueSetups(app.db.read, nowAt(app), batch)) {
      const key = `${row.credentials_id}/${row.unit_id}`;
      if (stopped || under_way.size >= most_at_once || under_way.has(key)) continue;
      const leave = leases.enter(credentialsLease(row.credentials_id));
      if (!leave) continue;
      const work = runStep(row)
        .catch((error: unknown) => app.log.error({ unit_id: row.unit_id, err: error }, 'A setup step could not be noted'))
        .finally(() => {
          leave();
          under_way.delete(key);
          quietly();
        });
      under_way.set(key, work);
    }
  };

  let looking: Promise<void> | undefined;
  let again = false;
  const quietly = () => {
    if (looking) {
      again = true;
      return;
    }
    looking = look()
      .catch((error: unknown) => app.log.error({ err: error }, 'Setups could not be read'))
      .finally(() => {
        looking = undefined;
        if (again && !stopped) {
          again = false;
          quietly();
        }
      });
  };

  return {
    start: () => {
      if (brands.length === 0) return;
      unwatch = app.db.watch(() => {
        compared_at_ms = Math.min(compared_at_ms, performance.now() - compare_ms + look_ms);
      });
      timers = [setInterval(quietly, look_ms)];
      quietly();
    },
    stop: async () => {
      stopped = true;
      unwatch();
      for (const timer of timers) clearInterval(timer);
      const limit = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref());
      await Promise.race([Promise.allSettled([looking, ...under_way.values()]), limit]);
    },
  };
};
