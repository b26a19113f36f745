import type { VehicleModel } from '#lib/domain/telematics.ts';

/**
 * A retrofitted tracker shows what its installation gives. Three kinds exist here:
 * tracker: position and ignition wire, no commands that act;
 * can: an ALL-CAN300 with CAN-CONTROL reads the bus and takes orders for doors and turn signals;
 * can_and_relay: also an immobiliser relay on an output. Output and meaning are facts of the installation, which a vehicle's own settings replace.
 * An IMEI proves nothing about who is talking, so no tracker without a relay on record gets a command that immobilises.
 */
type Installation = 'tracker' | 'can' | 'can_and_relay';
type Commands = VehicleModel['capabilities']['commands'];

const tracker_state = [
  'POSITION',
  'IGNITION',
  'SPEED_IN_KILOMETERS_PER_HOUR',
  'HEADING_IN_DEGREES',
  'ALTITUDE_IN_METERS',
  'MILEAGE_IN_KILOMETERS',
  'ONBOARD_VOLTAGE_IN_VOLTS',
  'TELEMATICS_UNIT_BATTERY_IN_PERCENT',
  'CELLULAR_SIGNAL_QUALITY',
  'GNSS_SATELLITES',
  'HORIZONTAL_DILUTION_OF_PRECISION',
];
const can_state = [
  'CENTRAL_LOCK',
  'STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT',
  'DOORS_STATUS',
  'DOOR_FRONT_LEFT_STATUS',
  'DOOR_FRONT_RIGHT_STATUS',
  'TRUNK_STATUS',
  'HOOD_STATUS',
];
const rear_doors = ['DOOR_REAR_LEFT_STATUS', 'DOOR_REAR_RIGHT_STATUS'];
const electric_state = ['CHARGING_STATUS', 'CHARGING_ADAPTER_STATUS'];

const can_commands: Commands = ['UNLOCK_CENTRAL_LOCK', 'LOCK_CENTRAL_LOCK', 'DRAW_ATTENTION'];
const relay_commands: Commands = ['ENABLE_DRIVING', 'DISABLE_DRIVING', 'UNLOCK_AND_ENABLE_DRIVING', 'LOCK_AND_DISABLE_DRIVING'];

const commands: Record<Installation, Commands> = {
  tracker: ['REQUEST_VEHICLE_STATE'],
  can: ['REQUEST_VEHICLE_STATE', ...can_commands],
  can_and_relay: ['REQUEST_VEHICLE_STATE', ...can_commands, ...relay_commands],
};
const installation_state: Record<Installation, string[]> = {
  tracker: [],
  can: can_state,
  can_and_relay: [...can_state, 'DRIVING_ENABLED'],
};

/** Element 132 of the CAN adapter: "car is closed". */
const closed_flag = {
  id: 132,
  property: 'central_lock',
  reading: { bit: 28, set: 'LOCKED', clear: 'UNLOCKED' },
  evidence: 'one implementation',
};
/** Element 517, the flags of newer adapters: hand brake. */
const hand_brake_flag = {
  id: 517,
  property: 'parking_brake_engaged',
  reading: { bit: 18, set: true, clear: false },
  evidence: 'one implementation',
};
/** The unit of this element differs by car and is not published. */
const electric_range = { id: 304, property: 'remaining_range_in_kilometers', reading: { divide_by: 1 }, evidence: 'assumed' };

const range_extension: VehicleModel['extensions'][number] = {
  id: 'electric_range',
  name: 'Range of the battery (unit not verified)',
  capabilities: { commands: [], vehicle_state: ['REMAINING_RANGE_IN_KILOMETERS'] },
};

interface Entry {
  id: string;
  make: string;
  name: string;
  since: string;
  installation: Installation;
  type?: 'CAR' | 'VAN';
  doors?: 2 | 4;
  electric?: true;
  /** The adapter gives the flags of element 517. */
  newer_flags?: true;
  /** Output of the relay, and what it does when it is on. */
  relay?: { output: 1 | 2; active_means: 'driving_disabled' | 'driving_enabled' };
  codec?: '12' | '14';
}

const model = (entry: Entry): VehicleModel => {
  const { installation, type = 'CAR', doors = 4, electric = false, newer_flags = false, codec = '12' } = entry;
  const has_can = installation !== 'tracker';
  const state = [
    ...tracker_state,
    ...installation_state[installation],
    ...(has_can && doors === 4 ? rear_doors : []),
    ...(has_can && newer_flags ? ['PARKING_BRAKE_ENGAGED'] : []),
    ...(has_can && electric ? electric_state : []),
  ];
  const dictionary = [closed_flag, ...(newer_flags ? [hand_brake_flag] : []), ...(electric ? [electric_range] : [])];
  const relay = entry.relay ?? { output: 1, active_means: 'driving_disabled' };
  return {
    id: entry.id,
    telematics_brand: 'TELTONIKA',
    vehicle_brand: entry.make,
    vehicle_model: entry.name,
    vehicle_type: type,
    regions: ['EU', 'LATAM'],
    version: 1,
    documents: [],
    start_of_production: entry.since,
    central_lock_connection_types: has_can ? ['CAN'] : [],
    capabilities: { commands: commands[installation], vehicle_state: state },
    extensions: has_can && electric ? [range_extension] : [],
    evidence: has_can ? 'one implementation' : 'verified',
    ignition_is_driving_enabled: false,
    settings: {
      codec,
      ...(has_can && { can_adapter: 'ALL-CAN300', can_control: true, dictionary }),
      ...(installation === 'can_and_relay' && { wiring: relay }),
    },
  };
};

const second_output = { output: 2, active_means: 'driving_disabled' } as const;
/** Normally open relay: without current nobody drives. */
const fail_safe = { output: 1, active_means: 'driving_enabled' } as const;

export const teltonika_models: VehicleModel[] = [
  model({ id: '01HZTK00000000000000000001', make: 'Volkswagen', name: 'up!', since: '2011-12', installation: 'can_and_relay', doors: 2 }),
  model({
    id: '01HZTK00000000000000000002',
    make: 'Volkswagen',
    name: 'e-up!',
    since: '2013-11',
    installation: 'can_and_relay',
    electric: true,
  }),
  model({
    id: '01HZTK00000000000000000003',
    make: 'Volkswagen',
    name: 'Caddy',
    since: '2020-11',
    installation: 'can_and_relay',
    type: 'VAN',
    newer_flags: true,
  }),
  model({
    id: '01HZTK00000000000000000004',
    make: 'Renault',
    name: 'Zoe',
    since: '2019-10',
    installation: 'can_and_relay',
    electric: true,
    codec: '14',
  }),
  model({
    id: '01HZTK00000000000000000005',
    make: 'Renault',
    name: 'Kangoo',
    since: '2021-06',
    installation: 'can_and_relay',
    type: 'VAN',
    relay: second_output,
  }),
  model({
    id: '01HZTK00000000000000000006',
    make: 'Toyota',
    name: 'Yaris Hybrid',
    since: '2020-07',
    installation: 'can_and_relay',
    newer_flags: true,
  }),
  model({
    id: '01HZTK00000000000000000007',
    make: 'Fiat',
    name: '500',
    since: '2007-07',
    installation: 'can_and_relay',
    doors: 2,
    relay: second_output,
  }),
  model({
    id: '01HZTK00000000000000000008',
    make: 'Opel',
    name: 'Corsa',
    since: '2019-11',
    installation: 'can_and_relay',
    newer_flags: true,
  }),
  model({
    id: '01HZTK00000000000000000009',
    make: 'Peugeot',
    name: '208',
    since: '2019-09',
    installation: 'can_and_relay',
    newer_flags: true,
  }),
  model({
    id: '01HZTK0000000000000000000A',
    make: 'Peugeot',
    name: 'e-208',
    since: '2019-09',
    installation: 'can_and_relay',
    electric: true,
    newer_flags: true,
  }),
  model({
    id: '01HZTK0000000000000000000B',
    make: 'Citroën',
    name: 'Berlingo',
    since: '2018-09',
    installation: 'can_and_relay',
    type: 'VAN',
  }),
  model({
    id: '01HZTK0000000000000000000C',
    make: 'Hyundai',
    name: 'i10',
    since: '2019-12',
    installation: 'can_and_relay',
    relay: fail_safe,
  }),
  model({ id: '01HZTK0000000000000000000D', make: 'Kia', name: 'Picanto', since: '2017-04', installation: 'can_and_relay' }),
  model({ id: '01HZTK0000000000000000000E', make: 'Suzuki', name: 'Swift', since: '2017-01', installation: 'can' }),
  model({ id: '01HZTK0000000000000000000F', make: 'Dacia', name: 'Sandero', since: '2020-12', installation: 'can' }),
  model({ id: '01HZTK0000000000000000000G', make: 'BYD', name: 'Dolphin', since: '2021-08', installation: 'tracker' }),
];
