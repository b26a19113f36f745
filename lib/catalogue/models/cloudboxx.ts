import type { VehicleModel } from '#lib/domain/telematics.ts';

/** Retrofitted unit: the same wiring of lock and immobilizer in every car; the rest is what the vehicle's CAN bus is known to give. */
const commands: VehicleModel['capabilities']['commands'] = [
  'REQUEST_VEHICLE_STATE',
  'UNLOCK_CENTRAL_LOCK',
  'LOCK_CENTRAL_LOCK',
  'ENABLE_DRIVING',
  'DISABLE_DRIVING',
  'UNLOCK_AND_ENABLE_DRIVING',
  'LOCK_AND_DISABLE_DRIVING',
];

const every_car = [
  'POSITION',
  'CENTRAL_LOCK',
  'DRIVING_ENABLED',
  'IGNITION',
  'DOORS_STATUS',
  'VEHICLE_KEY_STATUS',
  'FUEL_CARD_STATUS',
  'MILEAGE_IN_KILOMETERS',
  'STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT',
  'ONBOARD_VOLTAGE_IN_VOLTS',
  'SPEED_IN_KILOMETERS_PER_HOUR',
  'GNSS_SPEED_OVER_GROUND_IN_KILOMETERS_PER_HOUR',
  'HORIZONTAL_DILUTION_OF_PRECISION',
];
const electric = ['CHARGING_STATUS', 'CHARGING_ADAPTER_STATUS', 'REMAINING_RANGE_IN_KILOMETERS'];

interface Entry {
  id: string;
  make: string;
  name: string;
  since: string;
  type?: 'CAR' | 'VAN';
  regions?: string[];
  also?: string[];
}

const model = ({ id, make, name, since, type = 'CAR', regions = ['EU'], also = [] }: Entry): VehicleModel => ({
  id,
  telematics_brand: 'CLOUDBOXX',
  vehicle_brand: make,
  vehicle_model: name,
  vehicle_type: type,
  regions,
  version: 1,
  documents: [],
  start_of_production: since,
  central_lock_connection_types: ['DIRECT'],
  capabilities: { commands, vehicle_state: [...every_car, ...also] },
  extensions: [],
  evidence: 'one implementation',
  ignition_is_driving_enabled: false,
  settings: {},
});

export const cloudboxx_models: VehicleModel[] = [
  model({ id: '01HZCB0XX00000000000000001', make: 'Volkswagen', name: 'Golf VIII', since: '2019-12', also: ['WINDOWS_STATUS'] }),
  model({ id: '01HZCB0XX00000000000000002', make: 'Volkswagen', name: 'ID.3', since: '2019-11', also: [...electric, 'WINDOWS_STATUS'] }),
  model({ id: '01HZCB0XX00000000000000003', make: 'Volkswagen', name: 'Up', since: '2011-09', regions: ['EU', 'LATAM'] }),
  model({ id: '01HZCB0XX00000000000000004', make: 'Renault', name: 'Zoe', since: '2012-12', also: electric }),
  model({ id: '01HZCB0XX00000000000000005', make: 'Renault', name: 'Clio V', since: '2019-06' }),
  model({ id: '01HZCB0XX00000000000000006', make: 'Toyota', name: 'Yaris Hybrid', since: '2020-02', regions: ['EU', 'LATAM'] }),
  model({ id: '01HZCB0XX00000000000000007', make: 'Toyota', name: 'Corolla', since: '2018-11', regions: ['EU', 'LATAM'] }),
  model({ id: '01HZCB0XX00000000000000008', make: 'Opel', name: 'Corsa-e', since: '2020-01', also: electric }),
  model({ id: '01HZCB0XX00000000000000009', make: 'Fiat', name: '500e', since: '2020-10', also: electric }),
  model({
    id: '01HZCB0XX00000000000000010',
    make: 'Hyundai',
    name: 'Kona Electric',
    since: '2018-05',
    regions: ['EU', 'LATAM'],
    also: electric,
  }),
  model({ id: '01HZCB0XX00000000000000011', make: 'Ford', name: 'Transit Custom', since: '2012-11', type: 'VAN' }),
  model({ id: '01HZCB0XX00000000000000012', make: 'Volkswagen', name: 'Caddy V', since: '2020-11', type: 'VAN' }),
  model({ id: '01HZCB0XX00000000000000013', make: 'Renault', name: 'Kangoo E-Tech', since: '2022-03', type: 'VAN', also: electric }),
];
