import type { WireElement, WireRecord } from './wire.ts';

/** What the unit measures and what it drives. Owned by the caller, who may change it at any time; commands change it too. */
export interface UnitState {
  lat: number;
  lon: number;
  /** km/h. */
  speed: number;
  /** Degrees. */
  heading: number;
  ignition: boolean;
  odometer_m: number;
  battery_percent?: number;
  fuel_percent?: number;
  locked?: boolean;
  driving_enabled?: boolean;
  /** Volts of the supply. */
  voltage: number;
  doors_open?: boolean;
  charging?: boolean;
  range_km?: number;
  /** 0: no fix. */
  satellites: number;
}

export interface UnitWiring {
  output: 1 | 2;
  active_means: 'driving_disabled' | 'driving_enabled';
}

const element = (id: number, size: 1 | 2 | 4, value: number): WireElement => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(Math.max(0, Math.round(value)), 0, size);
  return { id, bytes };
};

/** The 8-byte flags of the CAN adapter: bit 25 ignition, 28 closed, 36 hand brake, 38 engine. */
const securityFlags = ({ locked, ignition }: UnitState): WireElement => {
  const bytes = Buffer.alloc(8);
  bytes[3] = (ignition ? 0x02 : 0) | (locked ? 0x10 : 0);
  bytes[4] = ignition ? 0x40 : 0x10;
  return { id: 132, bytes };
};

/** The flags of newer adapters: bit 8 ignition, 11 engine, 18 hand brake. */
const newerFlags = ({ ignition }: UnitState): WireElement => {
  const bytes = Buffer.alloc(8);
  bytes[1] = ignition ? 0x09 : 0;
  bytes[2] = ignition ? 0 : 0x04;
  return { id: 517, bytes };
};

const outputIsActive = (state: UnitState, wiring: UnitWiring): boolean =>
  state.driving_enabled === (wiring.active_means === 'driving_enabled');

const when = (condition: boolean, ...elements: WireElement[]): WireElement[] => (condition ? elements : []);

/** One record of the present state. */
export const recordOf = (state: UnitState, wiring: UnitWiring | undefined, timestamp_ms: number, event_id = 0): WireRecord => {
  const { battery_percent, fuel_percent, range_km } = state;
  const elements = [
    element(239, 1, state.ignition ? 1 : 0),
    element(240, 1, state.speed > 0 ? 1 : 0),
    element(21, 1, 4),
    element(66, 2, state.voltage * 1000),
    element(67, 2, 3950),
    element(113, 1, 96),
    element(182, 2, 9),
    element(81, 1, state.speed),
    element(87, 4, state.odometer_m),
    ...when(battery_percent !== undefined, element(152, 1, battery_percent ?? 0)),
    ...when(fuel_percent !== undefined, element(89, 1, fuel_percent ?? 0)),
    ...when(range_km !== undefined, element(304, 4, range_km ?? 0)),
    ...when(state.charging !== undefined, element(915, 1, state.charging ? 1 : 0), element(914, 1, state.charging ? 1 : 0)),
    ...when(state.doors_open !== undefined, element(90, 2, state.doors_open ? 0x0100 : 0)),
    ...(wiring ? [element(wiring.output === 1 ? 179 : 180, 1, outputIsActive(state, wiring) ? 1 : 0)] : []),
    ...when(state.locked !== undefined, securityFlags(state), newerFlags(state)),
  ];
  const fix = state.satellites > 0;
  return {
    timestamp_ms,
    priority: event_id === 0 ? 0 : 1,
    lon: state.lon,
    lat: state.lat,
    altitude_m: fix ? 43 : 0,
    angle: fix ? Math.round(state.heading) % 360 : 0,
    satellites: state.satellites,
    speed: fix ? Math.round(state.speed) : 0,
    event_id,
    elements,
  };
};
