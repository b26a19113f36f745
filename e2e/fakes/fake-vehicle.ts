/** What a fake vendor knows of a vehicle. The caller owns the object: it may drive it about, the fake writes only what a command changes. */
export interface FakeVehicle {
  readonly unit_id: string;
  lat: number;
  lon: number;
  /** km/h */
  speed: number;
  heading: number;
  ignition: boolean;
  mileage_km: number;
  energy_percent: number;
  range_km: number;
  locked: boolean;
  driving_enabled: boolean;
  charging: boolean;
  plugged_in?: boolean;
  online: boolean;
  /** Of the 12 V supply. */
  voltage: number;
  doors_open: boolean;
  top_case_locked?: boolean;
  /** Epoch milliseconds of the last measurement, and of the last fix. */
  updated_at: number;
  position_at?: number;
}

export interface Actuation {
  unit_id: string;
  command: string;
  at: string;
}

export const createFakeVehicle = (unit_id: string, more: Partial<FakeVehicle> = {}): FakeVehicle => ({
  unit_id,
  lat: -34.9066,
  lon: -56.1996,
  speed: 0,
  heading: 90,
  ignition: false,
  mileage_km: 1234.5,
  energy_percent: 80,
  range_km: 44,
  locked: true,
  driving_enabled: false,
  charging: false,
  plugged_in: false,
  online: true,
  voltage: 12.6,
  doors_open: false,
  top_case_locked: true,
  updated_at: 0,
  ...more,
});

/** The vehicles of one fake, the orders they carried out, and the means to change both from a test. */
export const createFakeGarage = (vehicles: readonly FakeVehicle[], clock: () => number) => {
  const by_unit_id = new Map(vehicles.map((vehicle) => [vehicle.unit_id, vehicle]));
  const actuations: Actuation[] = [];
  const get = (unit_id: string): FakeVehicle => {
    const vehicle = by_unit_id.get(unit_id);
    if (!vehicle) throw new RangeError(`No fake vehicle ${unit_id}`);
    return vehicle;
  };
  const setState = (unit_id: string, change: Partial<Omit<FakeVehicle, 'unit_id'>>) =>
    void Object.assign(get(unit_id), { updated_at: clock(), ...change });
  return {
    list: () => [...by_unit_id.values()],
    find: (unit_id: string) => by_unit_id.get(unit_id),
    /** Carries an order out: counted, and visible in the vehicle's next state. */
    actuate(vehicle: FakeVehicle, command: string, change: Partial<Omit<FakeVehicle, 'unit_id'>>) {
      actuations.push({ unit_id: vehicle.unit_id, command, at: new Date(clock()).toISOString() });
      setState(vehicle.unit_id, change);
    },
    actuations,
    setState,
    goOffline: (unit_id: string) => void Object.assign(get(unit_id), { online: false }),
  };
};
