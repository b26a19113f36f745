import type { VehicleModel } from '#lib/domain/telematics.ts';

/**
 * Scooters and bicycles with OKAI's own unit. All of them speak the one dictionary that is known, made from the document of ES200, ES300 and ES400;
 * what a later model does differently stands in its `settings`. No template of GTCFG is published, so a password is changed in OKAI's own tools.
 */
type Commands = VehicleModel['capabilities']['commands'];

const state = [
  'POSITION',
  'HEADING_IN_DEGREES',
  'ALTITUDE_IN_METERS',
  'SPEED_IN_KILOMETERS_PER_HOUR',
  'MILEAGE_IN_KILOMETERS',
  'STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT',
  'REMAINING_RANGE_IN_KILOMETERS',
  'DRIVING_ENABLED',
  'HEADLIGHTS_STATUS',
  'CHARGING_STATUS',
  'ONBOARD_VOLTAGE_IN_VOLTS',
  'TELEMATICS_UNIT_BATTERY_IN_PERCENT',
  'CELLULAR_SIGNAL_QUALITY',
  'HORIZONTAL_DILUTION_OF_PRECISION',
];
const commands: Commands = ['REQUEST_VEHICLE_STATE', 'ENABLE_DRIVING', 'DISABLE_DRIVING', 'DRAW_ATTENTION'];

interface Entry {
  id: string;
  name: string;
  since: string;
  type?: 'KICKSCOOTER' | 'BICYCLE' | 'MOPED';
  /** The battery can be taken out, behind a lock that takes orders. */
  swappable_battery?: true;
  evidence?: VehicleModel['evidence'];
}

const model = ({ id, name, since, type = 'KICKSCOOTER', swappable_battery, evidence = 'assumed' }: Entry): VehicleModel => ({
  id,
  telematics_brand: 'OKAI',
  vehicle_brand: 'OKAI',
  vehicle_model: name,
  vehicle_type: type,
  regions: ['EU', 'NA', 'LATAM'],
  version: 1,
  documents: [],
  start_of_production: since,
  central_lock_connection_types: [],
  capabilities: { commands: swappable_battery ? [...commands, 'UNLOCK_BATTERY_COMPARTMENT'] : commands, vehicle_state: state },
  extensions: [],
  evidence,
  ignition_is_driving_enabled: true,
  settings: {
    orders: {
      locate: '1',
      enable_driving: 'F',
      disable_driving: '10',
      ...(swappable_battery && { unlock_battery_compartment: '13', lock_battery_compartment: '14' }),
    },
    alarm: { start: ['10', '20', '', '', ''], stop: ['0', '0', '', '', ''], sounds_ms: 10_000 },
    lock_state: { locked: 1, unlocked: 0 },
  },
});

/** The dictionary was made for these; what is known of them comes from one public implementation. */
const known = { evidence: 'one implementation' } as const;

export const okai_models: VehicleModel[] = [
  model({ id: '01HZ0KA1000000000000000001', name: 'ES200', since: '2018-09', ...known }),
  model({ id: '01HZ0KA1000000000000000002', name: 'ES300', since: '2019-06', ...known }),
  model({ id: '01HZ0KA1000000000000000003', name: 'ES400', since: '2019-12', swappable_battery: true, ...known }),
  model({ id: '01HZ0KA1000000000000000004', name: 'ES400A', since: '2020-05', swappable_battery: true, ...known }),
  model({ id: '01HZ0KA1000000000000000005', name: 'ES410', since: '2021-05', swappable_battery: true }),
  model({ id: '01HZ0KA1000000000000000006', name: 'ES500B', since: '2019-10' }),
  model({ id: '01HZ0KA1000000000000000007', name: 'ES520', since: '2021-08' }),
  model({ id: '01HZ0KA1000000000000000008', name: 'ES600', since: '2021-11', swappable_battery: true }),
  model({ id: '01HZ0KA1000000000000000009', name: 'ES700', since: '2023-04', swappable_battery: true }),
  model({ id: '01HZ0KA100000000000000000A', name: 'EB100', since: '2020-06', type: 'BICYCLE', swappable_battery: true }),
  model({ id: '01HZ0KA100000000000000000B', name: 'EB200', since: '2022-03', type: 'BICYCLE', swappable_battery: true }),
  model({ id: '01HZ0KA100000000000000000C', name: 'EA10', since: '2022-01', type: 'MOPED' }),
];
