/** Which gateway a command goes through: the one that has the unit's connection, or the lease of the vehicle's credentials. */
import { type Adapter, isSocketAdapter, type UnitSession } from '#server/adapters/port.ts';
import type { App } from '#server/app.ts';
import { findUnitGateway } from '#server/store/unit-sessions.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import type { IsOurs } from './command-steps.ts';
import { credentialsLease, type Leases, type Leave } from './lease-keeper.ts';
import type { Post } from './office.ts';

export interface RouteParts {
  app: App;
  post: Post;
  leases: Leases;
  findAdapter(brand: string): Adapter | undefined;
  findSession(brand: string, unit_id: string): UnitSession | undefined;
  /** The unit is connected here, but its former connection elsewhere has not ended yet. */
  isWaiting(brand: string, unit_id: string): boolean;
}

/** The way to a vehicle, while it is this gateway's. */
export interface Route {
  /** In the write that relies on it. */
  isOurs?: IsOurs;
  leave: Leave;
}

const noWait: Leave = () => {};

/** undefined: it is another gateway's. A unit that is connected nowhere is everybody's: whoever comes first says that it is offline. */
const findSocketRoute = async (parts: RouteParts, brand: string, unit_id: string): Promise<Route | undefined> => {
  if (parts.isWaiting(brand, unit_id)) return undefined;
  const { id } = parts.post;
  const ours = parts.findSession(brand, unit_id) !== undefined;
  const holder = ours ? id : await findUnitGateway(parts.app.db.read, brand, unit_id);
  if (holder !== undefined && holder !== id) return undefined;
  const isOurs: IsOurs = async (tx) => {
    const now = await findUnitGateway(tx, brand, unit_id);
    return now === id || (now === undefined && !ours);
  };
  return { isOurs, leave: noWait };
};

export const findRoute = async (parts: RouteParts, vehicle: VehicleRow): Promise<Route | undefined> => {
  const { telematics_brand, telematics_unit_id, credentials_id } = vehicle;
  const adapter = parts.findAdapter(telematics_brand);
  if (adapter && isSocketAdapter(adapter)) return findSocketRoute(parts, telematics_brand, telematics_unit_id);
  if (!adapter || !credentials_id) return { leave: noWait };
  const name = credentialsLease(credentials_id);
  const leave = await parts.leases.seek(name);
  return leave && { isOurs: (tx) => parts.leases.isHeld(tx, name), leave };
};
