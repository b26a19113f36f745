/**
 * Which messages the log holds already. Units send again what was not acknowledged, and an acknowledgement can be lost with the connection or with us.
 * Asked only about reports that are not newer than what is known of the vehicle: a new one costs nothing here. The answer is read from the vehicle's
 * part of the log, newest first, as far back as the message can lie, and kept in memory from then on.
 */
import type { BoundFigures } from '#lib/domain/process-figures.ts';
import type { Query } from '#server/db/dialect.ts';
import type { VehicleLog } from '#server/store/events.ts';
import { listStateFlowsBefore } from '#server/store/state-rows.ts';
import type { NewEvent } from '#server/store/write.ts';
import { future_limit_ms } from './merge-state.ts';

export interface MessageOfVehicle extends VehicleLog {
  flow_id: string;
  /** The oldest instant that it tells. */
  measured_at: string;
}

export interface StoredFlows {
  /** Whether the vehicle's log, or what this transaction is going to append to it, has a state of this message. */
  holds(tx: Query, message: MessageOfVehicle, pending: readonly NewEvent[]): Promise<boolean>;
  /** Events that are going to be appended. */
  note(events: readonly NewEvent[]): void;
  /** After a rollback, or of a vehicle that another gateway may have stored something of. */
  forget(vehicle_id?: string): void;
  bounds(): BoundFigures[];
}

interface Flows {
  ids: Set<string>;
  /** Sequence and time of the oldest event that was read. */
  back_to: number;
  back_to_recorded_at: string;
}

const first_page = 128;
const largest_page = 2_048;
/** How far back one vehicle's log is read at most, in records. */
const most_of_vehicle = 20_000;
const most_of_all = 200_000;

const isState = ({ type }: NewEvent) => type === 'VehicleStateRecorded';

export const createStoredFlows = (): StoredFlows => {
  const known = new Map<string, Flows>();
  let held = 0;

  const add = (flows: Flows, flow_id: string) => {
    const before = flows.ids.size;
    flows.ids.add(flow_id);
    held += flows.ids.size - before;
  };

  const forgetOldest = () => {
    for (const [vehicle_id, flows] of known) {
      if (held <= most_of_all || known.size === 1) return;
      known.delete(vehicle_id);
      held -= flows.ids.size;
    }
  };

  const open = (vehicle_id: string, pending: readonly NewEvent[]): Flows => {
    const flows = known.get(vehicle_id) ?? { ids: new Set(), back_to: Number.MAX_SAFE_INTEGER, back_to_recorded_at: '9999' };
    if (!known.delete(vehicle_id)) {
      for (const event of pending) if (event.vehicle_id === vehicle_id && isState(event)) add(flows, event.flow_id);
    }
    known.set(vehicle_id, flows);
    return flows;
  };

  /** One more page; false: there is nothing further back. */
  const readOn = async (tx: Query, log: VehicleLog, flows: Flows, limit: number): Promise<boolean> => {
    const rows = await listStateFlowsBefore(tx, log, flows.back_to, limit);
    for (const { flow_id } of rows) add(flows, flow_id);
    const last = rows.at(-1);
    flows.back_to = last?.sequence ?? 0;
    flows.back_to_recorded_at = last?.recorded_at ?? '';
    return last !== undefined;
  };

  return {
    holds: async (tx, { fleet_id, vehicle_id, flow_id, measured_at }, pending) => {
      const flows = open(vehicle_id, pending);
      // Nothing is stored before it was measured, but for clocks that are ahead.
      const earliest = new Date(Date.parse(measured_at) - future_limit_ms).toISOString();
      for (let page = first_page; !flows.ids.has(flow_id); page = Math.min(2 * page, largest_page)) {
        if (flows.back_to_recorded_at < earliest || flows.ids.size >= most_of_vehicle) break;
        if (!(await readOn(tx, { fleet_id, vehicle_id }, flows, page))) break;
      }
      forgetOldest();
      return flows.ids.has(flow_id);
    },
    note: (events) => {
      if (known.size === 0) return;
      for (const event of events) {
        const flows = isState(event) && known.get(event.vehicle_id);
        if (flows) add(flows, event.flow_id);
      }
    },
    forget: (vehicle_id) => {
      if (vehicle_id !== undefined) {
        held -= known.get(vehicle_id)?.ids.size ?? 0;
        known.delete(vehicle_id);
        return;
      }
      known.clear();
      held = 0;
    },
    bounds: () => [{ name: 'messages remembered of vehicles that send late', used: held, bound: most_of_all + most_of_vehicle }],
  };
};
