import type { VehicleModel } from '#lib/domain/telematics.ts';

/**
 * Capabilities of the N1 with a top case: INVERS developer documentation. Those of the other models follow the N1, and what the built-in
 * profile reads is inferred from the maker's consumer cloud, so every entry is `assumed`.
 */
const commands: VehicleModel['capabilities']['commands'] = ['REQUEST_VEHICLE_STATE', 'ENABLE_DRIVING', 'DISABLE_DRIVING', 'DRAW_ATTENTION'];

const vehicle_state = [
  'POSITION',
  'DRIVING_ENABLED',
  'STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT',
  'REMAINING_RANGE_IN_KILOMETERS',
  'MILEAGE_IN_KILOMETERS',
  'SPEED_IN_KILOMETERS_PER_HOUR',
  'CHARGING_STATUS',
  'TELEMATICS_UNIT_BATTERY_IN_PERCENT',
  'CELLULAR_SIGNAL_QUALITY',
];

const top_case: VehicleModel['extensions'][number] = {
  id: 'top_case',
  name: 'Top case',
  capabilities: { commands: ['UNLOCK_TOP_CASE', 'LOCK_TOP_CASE'], vehicle_state: ['TOP_CASE_LOCK', 'TOP_CASE_LID'] },
};

interface Entry {
  id: string;
  name: string;
  since: string;
  /** Battery under a compartment that the unit can open. */
  opens_battery?: boolean;
  extensions?: VehicleModel['extensions'];
}

const model = ({ id, name, since, opens_battery = false, extensions = [] }: Entry): VehicleModel => ({
  id,
  telematics_brand: 'NIU',
  vehicle_brand: 'NIU',
  vehicle_model: name,
  vehicle_type: 'MOPED',
  regions: ['EU', 'LATAM'],
  version: 1,
  documents: [],
  start_of_production: since,
  central_lock_connection_types: [],
  capabilities: { commands: [...commands, ...(opens_battery ? (['UNLOCK_BATTERY_COMPARTMENT'] as const) : [])], vehicle_state },
  extensions,
  evidence: 'assumed',
  ignition_is_driving_enabled: true,
  settings: {},
});

export const niu_models: VehicleModel[] = [
  model({ id: '01HZN1V0000000000000000001', name: 'N1', since: '2015-06', opens_battery: true, extensions: [top_case] }),
  model({ id: '01HZN1V0000000000000000002', name: 'NQi GT', since: '2018-11', opens_battery: true, extensions: [top_case] }),
  model({ id: '01HZN1V0000000000000000003', name: 'NQi Sport', since: '2018-11', opens_battery: true, extensions: [top_case] }),
  model({ id: '01HZN1V0000000000000000004', name: 'M+', since: '2018-06' }),
  model({ id: '01HZN1V0000000000000000005', name: 'MQi GT', since: '2020-06', opens_battery: true }),
  model({ id: '01HZN1V0000000000000000006', name: 'MQi+ Sport', since: '2019-06' }),
  model({ id: '01HZN1V0000000000000000007', name: 'UQi GT', since: '2019-09' }),
];
