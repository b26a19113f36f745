import type { FleetSnapshot } from '#lib/contract/fleet.ts';

type Columns = Omit<FleetSnapshot['columns'], 'vehicle_model_id' | 'capability_set'>;
/** One vehicle as the server tells it. */
export type FleetRecord = { [K in keyof Columns]: Columns[K][number] } & {
  /** Commands and state properties, by the names of the API. */
  capabilities: readonly string[];
};
