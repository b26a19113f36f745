import type { Capabilities } from './capability-schema.ts';
import type { StateProperty } from './vehicle-state.ts';

export type { Capabilities };

export const capableProperties = (of: Capabilities): Set<StateProperty> =>
  new Set(of.vehicle_state.map((name) => name.toLowerCase() as StateProperty));
