import { derived_events } from '#lib/domain/event.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { NewEvent } from '#server/store/write.ts';
import type { StateChange } from './merge-state.ts';

const types: { [property: string]: NewEvent['type'] | undefined } = derived_events;

/** What a change of state means to the world: one event per changed property that has one. */
export const deriveEvents = (
  vehicle: { fleet_id: string; vehicle_id: string },
  changes: readonly StateChange[],
  state: VehicleState,
  flow_id: string,
): NewEvent[] =>
  changes.flatMap(({ property, previous, current, timestamp }) => {
    const type = types[property];
    if (!type) return [];
    const { fleet_id, vehicle_id } = vehicle;
    const position = state.position?.value;
    return [
      {
        fleet_id,
        type,
        vehicle_id,
        occurred_at: timestamp,
        flow_id,
        data: { vehicle_id, fleet_id, property, previous, current, ...(position && { position }) },
      },
    ];
  });
