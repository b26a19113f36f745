import type { VehicleModel } from '#lib/domain/telematics.ts';

/** Segway API of Gateway: lock state, charge, range and location for every model; sound and battery cover from one public implementation. */
const commands: VehicleModel['capabilities']['commands'] = ['REQUEST_VEHICLE_STATE', 'ENABLE_DRIVING', 'DISABLE_DRIVING', 'DRAW_ATTENTION'];

const vehicle_state = [
  'POSITION',
  'DRIVING_ENABLED',
  'STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT',
  'REMAINING_RANGE_IN_KILOMETERS',
  'MILEAGE_IN_KILOMETERS',
  'SPEED_IN_KILOMETERS_PER_HOUR',
  'CHARGING_STATUS',
  'ALTITUDE_IN_METERS',
  'GNSS_SATELLITES',
  'HORIZONTAL_DILUTION_OF_PRECISION',
];

interface Entry {
  id: string;
  name: string;
  since: string;
  type: 'MOPED' | 'KICKSCOOTER';
  opens_battery?: boolean;
  evidence?: VehicleModel['evidence'];
  settings?: VehicleModel['settings'];
}

const model = ({ id, name, since, type, opens_battery = false, evidence = 'one implementation', settings = {} }: Entry): VehicleModel => ({
  id,
  telematics_brand: 'SEGWAY',
  vehicle_brand: 'Segway',
  vehicle_model: name,
  vehicle_type: type,
  regions: ['EU', 'LATAM'],
  version: 1,
  documents: [],
  start_of_production: since,
  central_lock_connection_types: [],
  capabilities: { commands: [...commands, ...(opens_battery ? (['UNLOCK_BATTERY_COMPARTMENT'] as const) : [])], vehicle_state },
  extensions: [],
  evidence,
  ignition_is_driving_enabled: true,
  settings,
});

/** The unlock path is documented; that of the lock follows its pattern. */
const t60_paths = { unlock: '/api/v2/vehicle/control/t60/unlock', lock: '/api/v2/vehicle/control/t60/lock' };

export const segway_models: VehicleModel[] = [
  model({ id: '01HZSEGWAY0000000000000001', name: 'E110S', since: '2020-09', type: 'MOPED', opens_battery: true }),
  model({ id: '01HZSEGWAY0000000000000002', name: 'E125S', since: '2020-09', type: 'MOPED', opens_battery: true }),
  model({ id: '01HZSEGWAY0000000000000003', name: 'E300SE', since: '2023-05', type: 'MOPED', opens_battery: true }),
  model({ id: '01HZSEGWAY0000000000000004', name: 'Ninebot ES400', since: '2019-01', type: 'KICKSCOOTER' }),
  model({ id: '01HZSEGWAY0000000000000005', name: 'Ninebot Max Plus', since: '2019-08', type: 'KICKSCOOTER' }),
  model({ id: '01HZSEGWAY0000000000000006', name: 'S90L', since: '2022-03', type: 'KICKSCOOTER', opens_battery: true }),
  model({
    id: '01HZSEGWAY0000000000000007',
    name: 'T60',
    since: '2020-06',
    type: 'KICKSCOOTER',
    evidence: 'assumed',
    settings: { paths: t60_paths },
  }),
];
