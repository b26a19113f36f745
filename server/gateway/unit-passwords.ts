/**
 * Passwords of units that have one each: opened here alone, handed to the unit's session with the order that needs it, and changed on request.
 * A new password is stored as the unit's only after the unit has acknowledged it; until then both are kept, since either may be the right one.
 */
import type { KeyObject } from 'node:crypto';
import type { Secret } from '#lib/domain/secret.ts';
import { AdapterFailure, type UnitSession } from '#server/adapters/port.ts';
import { type App, nowAt } from '#server/app.ts';
import { seal } from '#server/auth/seal.ts';
import { unseal } from '#server/auth/unseal.ts';
import { newFlowId } from '#server/ids.ts';
import { toVehicle } from '#server/services/vehicle-view.ts';
import { listNewUnitPasswords } from '#server/store/unit-passwords.ts';
import { findVehicle, updateVehicle, type VehicleChanges, type VehicleRow } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';

export interface UnitPasswords {
  /** undefined: the unit has none. Throws when it cannot be opened. */
  open(vehicle: VehicleRow): Secret | undefined;
  /** Asks the unit whether it is the stored one; undefined: it is not connected, or busy with a command. */
  check(vehicle: VehicleRow): Promise<boolean | undefined>;
  start(): void;
  stop(): void;
}

type Column = 'sealed_unit_password' | 'sealed_new_unit_password';

const interval_ms = 2_000;
const max_parallel = 50;

export const createUnitPasswords = (
  app: App,
  private_key: KeyObject,
  findSession: (brand: string, unit_id: string) => UnitSession | undefined,
): UnitPasswords => {
  const placeOf = (vehicle: VehicleRow, column: Column) => ({ table: 'vehicles', column, fleet_id: vehicle.fleet_id, row_id: vehicle.id });
  const openColumn = (vehicle: VehicleRow, column: Column): Secret | undefined => {
    const sealed = vehicle[column];
    return sealed === null ? undefined : unseal(private_key, sealed, placeOf(vehicle, column));
  };

  /** Writes what came of it, unless somebody has named other passwords meanwhile. */
  const conclude = (vehicle: VehicleRow, columns: VehicleChanges): Promise<void> =>
    write(app, async (tx, emit) => {
      await app.db.dialect.lockVehicles(tx, [vehicle.id]);
      const row = await findVehicle(tx, vehicle.fleet_id, vehicle.id);
      if (!row || row.archived_at || row.sealed_new_unit_password !== vehicle.sealed_new_unit_password) return;
      const now = nowAt(app);
      const changes = { ...columns, setup_modified_at: now, modified_at: now, revision: row.revision + 1 };
      await updateVehicle(tx, row.id, changes);
      emit({
        fleet_id: row.fleet_id,
        type: 'VehicleChanged',
        vehicle_id: row.id,
        occurred_at: now,
        flow_id: newFlowId(),
        data: { reasons: ['SETUP_CHANGED'], vehicle: toVehicle({ ...row, ...changes } as VehicleRow) },
      });
    });

  const change = async (vehicle: VehicleRow, session: UnitSession): Promise<void> => {
    const password = openColumn(vehicle, 'sealed_unit_password');
    const new_password = openColumn(vehicle, 'sealed_new_unit_password');
    if (!password || !new_password || !session.changePassword || !session.checkPassword) return;
    try {
      await session.changePassword(password, new_password);
    } catch (error) {
      if (!(error instanceof AdapterFailure)) throw error;
      if (error.kind === 'busy' || error.kind === 'offline') return;
      // The acknowledgement of an earlier attempt may have been lost: then the unit has the new password by now.
      const has_it =
        error.kind === 'unknown' &&
        (await session.checkPassword(new_password).then(
          () => true,
          () => false,
        ));
      if (!has_it) {
        app.log.warn({ vehicle_id: vehicle.id, kind: error.kind }, 'The password of a unit was not changed');
        return conclude(vehicle, { setup_status: 'FAILED' });
      }
    }
    const sealed_unit_password = seal(app.public_key, new_password, placeOf(vehicle, 'sealed_unit_password'));
    return conclude(vehicle, { sealed_unit_password, sealed_new_unit_password: null, setup_status: 'SUCCEEDED' });
  };

  /** Once per connection: a unit that keeps silent must not be told passwords without end. */
  const tried = new WeakSet<UnitSession>();
  let timer: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    for (const vehicle of await listNewUnitPasswords(app.db.read, max_parallel)) {
      const session = findSession(vehicle.telematics_brand, vehicle.telematics_unit_id);
      if (!session || tried.has(session)) continue;
      tried.add(session);
      void change(vehicle, session).catch((error: unknown) =>
        app.log.error({ vehicle_id: vehicle.id, err: error }, 'The password of a unit could not be changed'),
      );
    }
  };

  return {
    open: (vehicle) => openColumn(vehicle, 'sealed_unit_password'),
    check: async (vehicle) => {
      const password = openColumn(vehicle, 'sealed_unit_password');
      const session = findSession(vehicle.telematics_brand, vehicle.telematics_unit_id);
      if (!password || !session?.checkPassword) return undefined;
      try {
        await session.checkPassword(password);
        return true;
      } catch (error) {
        if (error instanceof AdapterFailure && error.kind === 'unknown') return false;
        if (error instanceof AdapterFailure) return undefined;
        throw error;
      }
    },
    start: () => {
      timer = setInterval(
        () => void look().catch((error: unknown) => app.log.error({ err: error }, 'New passwords could not be read')),
        interval_ms,
      );
    },
    stop: () => clearInterval(timer),
  };
};
