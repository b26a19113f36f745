import type { VehicleModel } from '#lib/domain/telematics.ts';

/**
 * A retrofitted tracker shows what its installation gives:
 * tracker: position and ignition wire, no commands that act;
 * relay: also an immobiliser relay on an output;
 * can: a CAN adapter with CAN-CONTROL reads the bus and takes orders for doors and turn signals;
 * can_and_relay: both; can_and_engine: the adapter also blocks the engine, which no record shows.
 * Output and meaning are facts of the installation, which a vehicle's own settings replace.
 * An IMEI proves nothing about who is talking, so no tracker without such an installation on record gets a command that immobilises.
 */
type Installation = 'tracker' | 'relay' | 'can' | 'can_and_relay' | 'can_and_engine';
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
const driving_commands: Commands = ['ENABLE_DRIVING', 'DISABLE_DRIVING'];
const both_commands: Commands = ['UNLOCK_AND_ENABLE_DRIVING', 'LOCK_AND_DISABLE_DRIVING'];
const everything: Commands = ['REQUEST_VEHICLE_STATE', ...can_commands, ...driving_commands, ...both_commands];

const commands: Record<Installation, Commands> = {
  tracker: ['REQUEST_VEHICLE_STATE'],
  relay: ['REQUEST_VEHICLE_STATE', ...driving_commands],
  can: ['REQUEST_VEHICLE_STATE', ...can_commands],
  can_and_relay: everything,
  can_and_engine: everything,
};
const installation_state: Record<Installation, string[]> = {
  tracker: [],
  relay: ['DRIVING_ENABLED'],
  can: can_state,
  can_and_relay: [...can_state, 'DRIVING_ENABLED'],
  can_and_engine: can_state,
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

export interface TeltonikaEntry {
  id: string;
  make: string;
  name: string;
  since: string;
  installation: Installation;
  type?: 'CAR' | 'VAN' | 'TRUCK' | 'MOPED' | 'KICKSCOOTER' | 'BICYCLE';
  doors?: 2 | 4;
  electric?: true;
  /** The adapter gives the flags of element 517. */
  newer_flags?: true;
  /** Output of the relay, and what it does when it is on. */
  relay?: { output: 1 | 2; active_means: 'driving_disabled' | 'driving_enabled' };
  codec?: '12' | '14';
  /** The tracker itself, where its family decides what is there. */
  tracker?: { name: string; outputs?: 1 | 2; can_adapter?: string };
}

export const teltonikaModel = (entry: TeltonikaEntry): VehicleModel => {
  const { installation, type = 'CAR', doors = 4, electric = false, newer_flags = false, codec = '12' } = entry;
  const has_can = installation.startsWith('can');
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
    vehicle_model: entry.tracker ? `${entry.name} (${entry.tracker.name})` : entry.name,
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
      ...(entry.tracker?.outputs && { outputs: entry.tracker.outputs }),
      ...(has_can && { can_adapter: entry.tracker?.can_adapter ?? 'ALL-CAN300', can_control: true, dictionary }),
      ...(installation === 'can_and_engine' && { can_engine_control: true }),
      ...(installation.endsWith('relay') && { wiring: relay }),
    },
  };
};
