import type { FakeVehicle } from '../fake-vehicle.ts';

export interface CarExtras {
  electric?: boolean;
  supply_battery?: 'GREEN' | 'GREENYELLOW' | 'YELLOW' | 'ORANGE' | 'RED';
}
export type FakeCar = FakeVehicle & CarExtras;

export interface FakeSignal {
  name: string;
  timestamp: number;
  value: string;
  type: 'boolean' | 'integer' | 'double' | 'string';
}

const flag = (value: boolean): Pick<FakeSignal, 'value' | 'type'> => ({ value: String(value), type: 'boolean' });
const decimal = (value: number): Pick<FakeSignal, 'value' | 'type'> => ({ value: String(value), type: 'double' });
const whole = (value: number): Pick<FakeSignal, 'value' | 'type'> => ({ value: String(Math.round(value)), type: 'integer' });
const word = (value: string): Pick<FakeSignal, 'value' | 'type'> => ({ value, type: 'string' });

const energy = (car: FakeCar): Record<string, Pick<FakeSignal, 'value' | 'type'>> =>
  car.electric
    ? {
        'ElectricalDrive.HighVoltageBattery.StateOfCharge': whole(car.energy_percent),
        'Driving.Range.Electrical': whole(car.range_km),
        'ElectricalDrive.Charging.Status': word(car.charging ? 'CHARGING' : 'CABLE_UNPLUGGED'),
        'ElectricalDrive.Charging.ACCoupler.Status': word(car.plugged_in ? 'CABLE_PLUGGED_BOTH_SIDES' : 'CABLE_UNPLUGGED'),
        'ElectricalDrive.Charging.DCCoupler.Status': word('PLUG_STATE_UNKNOWN'),
      }
    : { 'Tank.Fuel.Level': whole(car.energy_percent), 'Driving.Range.Fuel': whole(car.range_km) };

/** All that a car sends, latitude and longitude apart; one signal is of a kind that nobody documents. */
export const signalsOf = (car: FakeCar): FakeSignal[] => {
  const values: Record<string, Pick<FakeSignal, 'value' | 'type'>> = {
    'Position.LastKnown.Heading': decimal(car.heading),
    'Driving.Speed.Current': whole(car.speed),
    'Driving.Odometer.Lifetime': whole(car.mileage_km),
    'Driving.Odometer.Lifetime.HighResolution': decimal(Number(car.mileage_km.toFixed(1))),
    'Doors.Vehicle.IsLocked': flag(car.locked),
    'Immobilizer.Keys.AllDeprovisioned': flag(!car.driving_enabled),
    'Ignition.Status': word(car.ignition ? 'ON' : 'LOCK'),
    'Doors.FrontLeft.Door.IsOpen': flag(car.doors_open),
    'Doors.FrontRight.Door.IsOpen': flag(false),
    'Doors.Trunk.IsOpen': flag(false),
    'Windows.FrontLeft.IsOpen': flag(false),
    'Brakes.Parkbrake.IsEngaged': flag(!car.ignition),
    'SupplyBattery.Voltage': decimal(Number(car.voltage.toFixed(1))),
    'SupplyBattery.Status': word(car.supply_battery ?? 'GREEN'),
    'Cabin.Ambience.Color': word('BLUE'),
    ...energy(car),
  };
  return Object.entries(values).map(([name, value]) => ({ name, timestamp: car.updated_at, ...value }));
};

export const positionSignals = (car: FakeCar): [latitude: FakeSignal, longitude: FakeSignal] => {
  const timestamp = car.position_at ?? car.updated_at;
  return [
    { name: 'Position.LastKnown.Latitude', timestamp, ...decimal(car.lat) },
    { name: 'Position.LastKnown.Longitude', timestamp, ...decimal(car.lon) },
  ];
};

/** The vendor's services: made-up ids, found by what they carry. */
export const services = [
  {
    id: '1001',
    name: 'Vehicle Status',
    signals: [
      'Doors.Vehicle.IsLocked',
      'Doors.FrontLeft.Door.IsOpen',
      'Doors.FrontRight.Door.IsOpen',
      'Doors.Trunk.IsOpen',
      'Windows.FrontLeft.IsOpen',
      'Ignition.Status',
      'Brakes.Parkbrake.IsEngaged',
      'SupplyBattery.Voltage',
      'SupplyBattery.Status',
    ],
    commands: [],
  },
  {
    id: '1003',
    name: 'Driving',
    signals: [
      'Driving.Speed.Current',
      'Driving.Odometer.Lifetime',
      'Driving.Odometer.Lifetime.HighResolution',
      'Position.LastKnown.Latitude',
      'Position.LastKnown.Longitude',
      'Position.LastKnown.Heading',
      'Tank.Fuel.Level',
      'Driving.Range.Fuel',
    ],
    commands: [],
  },
  {
    id: '1004',
    name: 'Electric Drive',
    signals: [
      'ElectricalDrive.HighVoltageBattery.StateOfCharge',
      'Driving.Range.Electrical',
      'ElectricalDrive.Charging.Status',
      'ElectricalDrive.Charging.IsActive',
      'ElectricalDrive.Charging.ACCoupler.Status',
      'ElectricalDrive.Charging.DCCoupler.Status',
    ],
    commands: [],
  },
  { id: '1011', name: 'Door Lock', signals: [], commands: ['doors-lock', 'doors-unlock'] },
  {
    id: '1012',
    name: 'Rental',
    signals: ['Immobilizer.Keys.AllDeprovisioned'],
    commands: ['rental-start', 'rental-end', 'key-provision', 'secure-vehicle'],
  },
  { id: '1090', name: 'Preconditioning', signals: [], commands: ['preconditioning-start', 'preconditioning-stop'] },
] as const;
