import type { VehicleModel } from '#lib/domain/telematics.ts';

/**
 * Connect Your Fleet (Mercedes-Benz Connectivity Services). Signals, commands and their meaning: the vendor's API documents, `verified`.
 * That `rental-start` and `rental-end` are the immobilizer, and that `Immobilizer.Keys.AllDeprovisioned` shows it, is inferred: so every model
 * is `assumed`, and the three names are settings of the model. Which services carry a signal or command is asked from the vendor by these names.
 */
const commands: VehicleModel['capabilities']['commands'] = [
  'UNLOCK_CENTRAL_LOCK',
  'LOCK_CENTRAL_LOCK',
  'ENABLE_DRIVING',
  'DISABLE_DRIVING',
  'UNLOCK_AND_ENABLE_DRIVING',
  'LOCK_AND_DISABLE_DRIVING',
];

/** What every car of the service sends; `*` stands for one part of a name. */
const every_car: Record<string, readonly string[]> = {
  POSITION: ['Position.LastKnown.Latitude', 'Position.LastKnown.Longitude'],
  HEADING_IN_DEGREES: ['Position.LastKnown.Heading'],
  SPEED_IN_KILOMETERS_PER_HOUR: ['Driving.Speed.Current'],
  MILEAGE_IN_KILOMETERS: ['Driving.Odometer.Lifetime', 'Driving.Odometer.Lifetime.HighResolution'],
  CENTRAL_LOCK: ['Doors.Vehicle.IsLocked'],
  DRIVING_ENABLED: ['Immobilizer.Keys.AllDeprovisioned'],
  IGNITION: ['Ignition.Status'],
  DOORS_STATUS: ['Doors.*.*.IsOpen'],
  TRUNK_STATUS: ['Doors.Trunk.IsOpen'],
  WINDOWS_STATUS: ['Windows.*.IsOpen'],
  PARKING_BRAKE_ENGAGED: ['Brakes.Parkbrake.IsEngaged'],
  ONBOARD_VOLTAGE_IN_VOLTS: ['SupplyBattery.Voltage'],
};
const combustion: typeof every_car = {
  STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT: ['Tank.Fuel.Level'],
  REMAINING_RANGE_IN_KILOMETERS: ['Driving.Range.Fuel'],
};
const electric: typeof every_car = {
  STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT: ['ElectricalDrive.HighVoltageBattery.StateOfCharge'],
  REMAINING_RANGE_IN_KILOMETERS: ['Driving.Range.Electrical'],
  CHARGING_STATUS: ['ElectricalDrive.Charging.Status', 'ElectricalDrive.Charging.IsActive'],
  CHARGING_ADAPTER_STATUS: ['ElectricalDrive.Charging.ACCoupler.Status', 'ElectricalDrive.Charging.DCCoupler.Status'],
};

/** Read for the command path alone: it tells whether the car takes commands at all. */
const supply_battery_status = 'SupplyBattery.Status';

interface Entry {
  /** Last three digits of the id; never reused. */
  number: string;
  name: string;
  since: string;
  drive?: 'combustion' | 'electric' | 'plug_in';
  type?: 'CAR' | 'VAN';
  regions?: string[];
}

const model = ({ number, name, since, drive = 'combustion', type = 'CAR', regions = ['EU'] }: Entry): VehicleModel => {
  const signals = { ...every_car, ...(drive !== 'electric' && combustion), ...(drive !== 'combustion' && electric) };
  return {
    id: `01HZMERCEDES00000000000${number}`,
    telematics_brand: 'MERCEDES_BENZ',
    vehicle_brand: 'Mercedes-Benz',
    vehicle_model: name,
    vehicle_type: type,
    regions,
    version: 1,
    documents: [],
    start_of_production: since,
    central_lock_connection_types: ['DIRECT'],
    capabilities: { commands, vehicle_state: Object.keys(signals) },
    extensions: [],
    evidence: 'assumed',
    ignition_is_driving_enabled: false,
    settings: {
      signals: [...Object.values(signals).flat(), supply_battery_status],
      enable_driving: 'rental-start',
      disable_driving: 'rental-end',
      keys_disabled_signal: 'Immobilizer.Keys.AllDeprovisioned',
    },
  };
};

const both = ['EU', 'NA', 'APAC'];

export const mercedes_benz_models: VehicleModel[] = [
  model({ number: '001', name: 'A-Class (W177)', since: '2018-05' }),
  model({ number: '002', name: 'A 250 e (W177)', since: '2019-09', drive: 'plug_in' }),
  model({ number: '003', name: 'B-Class (W247)', since: '2018-12' }),
  model({ number: '004', name: 'B 250 e (W247)', since: '2019-12', drive: 'plug_in' }),
  model({ number: '005', name: 'CLA (C118)', since: '2019-05', regions: both }),
  model({ number: '006', name: 'CLA electric (C174)', since: '2025-06', drive: 'electric', regions: both }),
  model({ number: '007', name: 'C-Class (W206)', since: '2021-06', regions: both }),
  model({ number: '008', name: 'C 300 e (W206)', since: '2021-10', drive: 'plug_in' }),
  model({ number: '009', name: 'E-Class (W214)', since: '2023-09', regions: both }),
  model({ number: '010', name: 'E 300 e (W214)', since: '2023-09', drive: 'plug_in' }),
  model({ number: '011', name: 'S-Class (W223)', since: '2020-12', regions: both }),
  model({ number: '012', name: 'GLA (H247)', since: '2020-04', regions: both }),
  model({ number: '013', name: 'GLB (X247)', since: '2019-11', regions: both }),
  model({ number: '014', name: 'GLC (X254)', since: '2022-09', regions: both }),
  model({ number: '015', name: 'GLC 300 e (X254)', since: '2022-09', drive: 'plug_in' }),
  model({ number: '016', name: 'GLE (V167)', since: '2019-01', regions: both }),
  model({ number: '017', name: 'EQA (H243)', since: '2021-02', drive: 'electric' }),
  model({ number: '018', name: 'EQB (X243)', since: '2021-11', drive: 'electric', regions: both }),
  model({ number: '019', name: 'EQE (V295)', since: '2022-03', drive: 'electric', regions: both }),
  model({ number: '020', name: 'EQS (V297)', since: '2021-08', drive: 'electric', regions: both }),
  model({ number: '021', name: 'EQV (W447)', since: '2020-07', drive: 'electric', type: 'VAN' }),
  model({ number: '022', name: 'Vito (W447)', since: '2020-03', type: 'VAN' }),
  model({ number: '023', name: 'eVito (W447)', since: '2020-07', drive: 'electric', type: 'VAN' }),
  model({ number: '024', name: 'V-Class (W447)', since: '2019-03', type: 'VAN' }),
  model({ number: '025', name: 'Sprinter (907)', since: '2018-06', type: 'VAN', regions: ['EU', 'NA'] }),
  model({ number: '026', name: 'eSprinter (907)', since: '2023-09', drive: 'electric', type: 'VAN', regions: ['EU', 'NA'] }),
  model({ number: '027', name: 'Citan (W420)', since: '2021-09', type: 'VAN' }),
  model({ number: '028', name: 'EQT (W420)', since: '2022-12', drive: 'electric', type: 'VAN' }),
];
