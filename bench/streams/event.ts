import { toStateRecord } from '#lib/domain/state-record.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { EventRow } from '#server/store/events.ts';

const vehicles = 1000;

/** What a moving car reports. */
const readingOf = (number: number, timestamp: string): VehicleState => {
  const values = {
    position: { lat: 52.5 + (number % 997) / 10_000, lon: 13.4 },
    speed_in_kilometers_per_hour: number % 50,
    heading_in_degrees: number % 360,
    altitude_in_meters: 35,
    gnss_satellites: 9,
    mileage_in_kilometers: 12_345,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { timestamp, value }])) as VehicleState;
};

export const makeEvent = (fleet_id: string, flow_id: string, number: number) => {
  const occurred_at = new Date().toISOString();
  const data = toStateRecord(readingOf(number, occurred_at), { full: true });
  return { fleet_id, vehicle_id: `V${number % vehicles}`, type: 'VehicleStateRecorded', occurred_at, flow_id, data } as const;
};

/** As it would lie in the log. */
export const makeRow = (flow_id: string, number: number): EventRow => {
  const { data, ...event } = makeEvent('BENCH', flow_id, number);
  return {
    ...event,
    sequence: number + 1,
    id: '01980000-0000-7000-8000-000000000000',
    recorded_at: event.occurred_at,
    data: JSON.stringify(data),
  };
};
