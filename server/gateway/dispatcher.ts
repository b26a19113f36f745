/**
 * Sends what people and programs asked for, at most once per command.
 * Order of things: interlock and claim in one durable write, only then the first byte, then the outcome as the adapter proved it.
 * Between positive evidence and proof that nothing happened lies UNKNOWN. There is no retry in this file and there must never be one.
 */
import { findModel } from '#lib/catalogue/catalogue.ts';
import { commandDefinition } from '#lib/domain/command.ts';
import type { Secret } from '#lib/domain/secret.ts';
import type { TelematicsBrand, UnitRef } from '#lib/domain/telematics.ts';
import {
  type AdapterContext,
  AdapterFailure,
  type CommandOutcome,
  isPolledAdapter,
  isSocketAdapter,
  type LateFailureKind,
} from '#server/adapters/port.ts';
import type { Query } from '#server/db/dialect.ts';
import { type CommandRow, findCommandById, listRequestsFor } from '#server/store/commands.ts';
import { findUnitNotes } from '#server/store/unit-notes.ts';
import { findVehicle, type VehicleRow } from '#server/store/vehicles.ts';
import { type Emit, write } from '#server/store/write.ts';
import { claim } from './claim.ts';
import { findRoute, type Route, type RouteParts } from './command-route.ts';
import { accept, endSent, endUnconfirmed, endUnsent, isStillOurs, recoverCommands, succeedIn } from './command-steps.ts';
import { endOfFailure } from './failure-problem.ts';
import type { Ingest } from './ingest.ts';
import type { CredentialsVault } from './open-credentials.ts';

export interface DispatcherParts extends RouteParts {
  vault: CredentialsVault;
  /** Of the unit itself, for brands whose units have one each. */
  openPassword(vehicle: VehicleRow): Secret | undefined;
  ingest: Ingest;
  /** Asks for this vehicle's state soon: something is waiting for it. */
  pollSoon(vehicle_id: string): void;
}

export interface Dispatcher {
  start(): Promise<void>;
  /** Late proof from a unit's session. */
  settle(command_id: string, outcome: 'SUCCEEDED' | 'FAILED', kind?: LateFailureKind): Promise<void>;
  /** Takes no more commands and waits for those under way, at most this long. */
  stop(timeout_ms: number): Promise<void>;
}

type Send = () => Promise<CommandOutcome>;
const max_parallel = 200;
const refresh_limit_ms = 8_000;

export const createDispatcher = (parts: DispatcherParts): Dispatcher => {
  const { app, ingest, vault } = parts;
  const under_way = new Map<string, Promise<void>>();
  let stopped = false;
  let unwatch = () => {};
  let timer: NodeJS.Timeout | undefined;

  const unitOf = (vehicle: VehicleRow): UnitRef | undefined => {
    const model = findModel(vehicle.vehicle_model_id);
    return model && { unit_id: vehicle.telematics_unit_id, model, settings: JSON.parse(vehicle.unit_settings) };
  };

  /** How to send to this vehicle, and how to ask it for its state first. Throws `AdapterFailure` when there is no way to it now. */
  const prepare = async (
    command: CommandRow,
    vehicle: VehicleRow,
    unit: UnitRef,
  ): Promise<{ send: Send; refresh?: () => Promise<void> }> => {
    const adapter = parts.findAdapter(vehicle.telematics_brand);
    const order = { command_id: command.id, capability: command.command, expires_at: command.expires_at };
    if (!adapter) throw new AdapterFailure('unsupported', 'No adapter for this brand.');
    if (isSocketAdapter(adapter)) {
      const session = parts.findSession(vehicle.telematics_brand, vehicle.telematics_unit_id);
      if (!session) throw new AdapterFailure('offline', 'The unit is not connected.');
      const password = parts.openPassword(vehicle);
      return { send: () => session.sendCommand({ ...order, ...(password && { password }) }) };
    }
    const opened = vehicle.credentials_id ? await vault.open(vehicle.fleet_id, vehicle.credentials_id) : undefined;
    if (!opened) throw new AdapterFailure('setup', 'The vehicle has no credentials.');
    const shared = opened.context(command.flow_id);
    const context: AdapterContext = {
      ...shared,
      awaitResult: async (tracking_id, until_ms) => {
        const outcome = await shared.awaitResult(tracking_id, until_ms);
        return !stopped && (await isStillOurs(app, parts.post, command.id)) ? outcome : undefined;
      },
    };
    const notes = adapter.stream && (await findUnitNotes(app.db.read, vehicle.fleet_id, vehicle.telematics_brand, unit.unit_id));
    return {
      send: () => adapter.sendCommand(opened.credentials, { ...unit, ...(notes && { notes }) }, order, context),
      ...(isPolledAdapter(adapter) && {
        refresh: async () => {
          const report = await adapter.fetchState(opened.credentials, unit, context);
          await ingest.store([{ report, fleet_id: vehicle.fleet_id }]);
        },
      }),
    };
  };

  const refreshFirst = async (command: CommandRow, refresh: (() => Promise<void>) | undefined) => {
    if (!refresh || !commandDefinition(command.command).interlock) return;
    const limit = new Promise<void>((resolve) => setTimeout(resolve, refresh_limit_ms).unref());
    await Promise.race([refresh(), limit]).catch((error: unknown) => {
      app.log.warn({ command_id: command.id, flow_id: command.flow_id, err: error }, 'No fresh state before the command');
    });
  };

  const fail = async (command: CommandRow, brand: TelematicsBrand, error: unknown) => {
    const failure = error instanceof AdapterFailure ? error : undefined;
    const end = endOfFailure(failure, commandDefinition(command.command), brand);
    const fields = {
      command_id: command.id,
      flow_id: command.flow_id,
      kind: failure?.kind,
      vendor_detail: failure?.vendor_detail,
      err: error,
    };
    app.log.warn(fields, `Command ${end.status}`);
    await endSent(app, command, end.status, end.kind, end.detail, ['DISPATCHING']);
    if (end.status === 'UNKNOWN') parts.pollSoon(command.vehicle_id);
  };

  const send = async (command: CommandRow, brand: TelematicsBrand, sendOrder: Send) => {
    let outcome: CommandOutcome;
    try {
      outcome = await sendOrder();
    } catch (error) {
      return fail(command, brand, error);
    }
    if (outcome.status === 'accepted') {
      await accept(app, command, outcome);
      parts.pollSoon(command.vehicle_id);
      return;
    }
    const { report } = outcome;
    const also = async (tx: Query, emit: Emit) => {
      await succeedIn(app, tx, emit, command, 'ANSWER');
    };
    if (report) {
      try {
        return await ingest.store([{ report, fleet_id: command.fleet_id, also }]);
      } catch (error) {
        // The proof must not be lost with the report that came along with it.
        app.log.warn({ command_id: command.id, flow_id: command.flow_id, err: error }, 'Report of a command not stored');
      }
    }
    await write(app, also);
  };

  const dispatchBy = async ({ isOurs }: Route, command: CommandRow, vehicle: VehicleRow, unit: UnitRef) => {
    let way: Awaited<ReturnType<typeof prepare>>;
    try {
      way = await prepare(command, vehicle, unit);
    } catch (error) {
      const end = endOfFailure(
        error instanceof AdapterFailure ? error : new AdapterFailure('vendor', 'Credentials cannot be opened.'),
        commandDefinition(command.command),
        vehicle.telematics_brand,
      );
      app.log.warn({ command_id: command.id, flow_id: command.flow_id, err: error }, 'Command not sent');
      await endUnsent(app, parts.post, command, end.kind, end.detail, isOurs);
      return;
    }
    await refreshFirst(command, way.refresh);
    const claimed = await claim(app, parts.post, command, { vehicle, model: unit.model, ...(isOurs && { isOurs }) });
    if (claimed) await send(claimed, vehicle.telematics_brand, way.send);
  };

  const dispatch = async (command: CommandRow) => {
    const vehicle = await findVehicle(app.db.read, command.fleet_id, command.vehicle_id);
    const unit = vehicle && unitOf(vehicle);
    if (!vehicle || !unit) {
      await endUnsent(app, parts.post, command, 'internal-server-error', 'The model of this vehicle is not in the catalogue.');
      return;
    }
    const route = await findRoute(parts, vehicle);
    if (!route) return;
    try {
      await dispatchBy(route, command, vehicle, unit);
    } finally {
      route.leave();
    }
  };

  const take = async () => {
    if (stopped) return;
    for (const command of await listRequestsFor(app.db.read, parts.post.id, max_parallel)) {
      if (stopped || under_way.size >= max_parallel || under_way.has(command.id)) continue;
      const work = dispatch(command)
        .catch((error: unknown) =>
          app.log.error({ command_id: command.id, flow_id: command.flow_id, err: error }, 'Command could not be dealt with'),
        )
        .finally(() => under_way.delete(command.id));
      under_way.set(command.id, work);
    }
  };
  const recover = () => recoverCommands(app, parts.post, (command_id) => under_way.has(command_id));
  const sweep = async () => {
    await take();
    await endUnconfirmed(app);
    await recover();
  };
  const quietly = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => app.log.error({ err: error }, 'Commands could not be read'));

  return {
    start: async () => {
      const recovered = await recover();
      if (recovered > 0) app.log.warn({ recovered }, 'Commands of unknown outcome after a restart');
      unwatch = app.db.watch(() => quietly(take()));
      timer = setInterval(() => quietly(sweep()), 1000);
      quietly(take());
    },
    settle: async (command_id, outcome, kind = 'unit') => {
      const command = await findCommandById(app.db.read, command_id);
      if (!command) return;
      if (outcome === 'SUCCEEDED') await write(app, (tx, emit) => succeedIn(app, tx, emit, command, 'ANSWER'));
      else {
        const end = endOfFailure(new AdapterFailure(kind, 'Late refusal.'), commandDefinition(command.command));
        await endSent(app, command, 'FAILED', end.kind, end.detail, ['DISPATCHING', 'ACCEPTED', 'UNKNOWN']);
      }
    },
    stop: async (timeout_ms) => {
      stopped = true;
      unwatch();
      clearInterval(timer);
      const limit = new Promise<void>((resolve) => setTimeout(resolve, timeout_ms).unref());
      await Promise.race([Promise.allSettled(under_way.values()), limit]);
    },
  };
};
