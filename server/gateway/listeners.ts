import { findModel } from '#lib/catalogue/catalogue.ts';
import type { UnitRef } from '#lib/domain/telematics.ts';
import { type Adapter, isSocketAdapter } from '#server/adapters/port.ts';
import { type App, nowAt } from '#server/app.ts';
import { upsertObservedUnit } from '#server/store/observed-units.ts';
import { findVehicleByUnit } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { DuplicateNote } from './duplicate-sessions.ts';
import type { Ingest } from './ingest.ts';
import { markDisconnected } from './life-status.ts';
import { createTcpListener, type TcpListener } from './tcp-listener.ts';
import type { UnitSeats } from './unit-seats.ts';

export interface ListenerPlace {
  brand: string;
  host: string;
  /** Undefined: switched off. */
  port: number | undefined;
}

/** Shared by the units that have none of their own, which are most. */
const no_settings: UnitRef['settings'] = {};

const identifyUnit = async (app: App, brand: string, unit_id: string): Promise<UnitRef | undefined> => {
  const row = await findVehicleByUnit(app.db.read, brand, unit_id);
  const model = row && findModel(row.vehicle_model_id);
  return row && model ? { unit_id, model, settings: row.unit_settings === '{}' ? no_settings : JSON.parse(row.unit_settings) } : undefined;
};

export interface ListenersParts {
  app: App;
  ingest: Ingest;
  adapters: readonly Adapter[];
  places: readonly ListenerPlace[];
  settle: Dispatcher['settle'];
  seats: UnitSeats;
  noteDuplicate: DuplicateNote;
}

/** One TCP listener per socket brand that has a port, put into `listeners`. */
export const openListeners = async (
  { app, ingest, adapters, places, settle, seats, noteDuplicate }: ListenersParts,
  listeners: Map<string, TcpListener>,
): Promise<void> => {
  const quietly = (work: Promise<unknown>, message: string) => void work.catch((error: unknown) => app.log.error({ err: error }, message));
  for (const { brand, host, port } of places) {
    const adapter = adapters.find((entry) => entry.brand === brand);
    if (!adapter || !isSocketAdapter(adapter) || port === undefined) continue;
    const log = app.log.child({ listener: brand });
    const listener = await createTcpListener({
      adapter,
      host,
      port,
      identify: (unit_id) => identifyUnit(app, brand, unit_id),
      store: (reports) => ingest.store(reports.map((report) => ({ report }))),
      settle: (command_id, outcome, _detail, kind) => quietly(settle(command_id, outcome, kind), 'Late proof not stored'),
      noteSeen: (_, unit_id, remote_address) => {
        const seen = { brand, unit_id, fleet_id: '', last_seen_at: nowAt(app), remote_address };
        quietly(
          write(app, (tx) => upsertObservedUnit(tx, seen)),
          'Unknown unit not noted',
        );
      },
      seats: {
        take: (unit_id) => seats.take(brand, unit_id),
        leave: (unit_id) => seats.leave(brand, unit_id),
        awaitTurn: (unit_id) => seats.awaitTurn(brand, unit_id),
        holds: (unit_id) => seats.holds(brand, unit_id),
      },
      onConnected: () => {},
      onDuplicate: (unit_id, remote_address) => quietly(noteDuplicate(brand, unit_id, remote_address), 'Second connection not noted'),
      onDisconnected: (unit_id) => quietly(markDisconnected(app, brand, unit_id), 'Disconnection not noted'),
      clock: app.clock,
      random: Math.random,
      log: { info: (fields, message) => log.debug(fields, message), warn: (fields, message) => log.warn(fields, message) },
    }).catch(async (error: unknown) => {
      await Promise.all([...listeners.values()].map((opened) => opened.close()));
      throw error;
    });
    listeners.set(brand, listener);
  }
};
