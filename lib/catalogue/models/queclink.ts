import type { VehicleModel } from '#lib/domain/telematics.ts';

/**
 * A retrofitted Queclink tracker, named with the tracker since layouts belong to it. Three kinds exist here:
 * tracker: position, supply and ignition wire, no command that acts;
 * relay: an immobiliser relay on an output;
 * relay_and_lock: also the two wires of a central lock on outputs of their own.
 * Outputs and their meaning are facts of the installation, which a vehicle's own settings replace.
 */
type Installation = 'tracker' | 'relay' | 'relay_and_lock';
type Commands = VehicleModel['capabilities']['commands'];
type Tracker = 'GV200' | 'GV300' | 'GMT100';

const tracker_state = [
  'POSITION',
  'HEADING_IN_DEGREES',
  'ALTITUDE_IN_METERS',
  'SPEED_IN_KILOMETERS_PER_HOUR',
  'MILEAGE_IN_KILOMETERS',
  'IGNITION',
  'ONBOARD_VOLTAGE_IN_VOLTS',
  'HORIZONTAL_DILUTION_OF_PRECISION',
];

const commands: Record<Installation, Commands> = {
  tracker: ['REQUEST_VEHICLE_STATE'],
  relay: ['REQUEST_VEHICLE_STATE', 'ENABLE_DRIVING', 'DISABLE_DRIVING'],
  relay_and_lock: [
    'REQUEST_VEHICLE_STATE',
    'ENABLE_DRIVING',
    'DISABLE_DRIVING',
    'UNLOCK_CENTRAL_LOCK',
    'LOCK_CENTRAL_LOCK',
    'UNLOCK_AND_ENABLE_DRIVING',
    'LOCK_AND_DISABLE_DRIVING',
    'DRAW_ATTENTION',
  ],
};

/** Fields of GTCFG behind the new password. That empty ones stay as they are is assumed. */
const configuration_fields = 18;

const wires = {
  tracker: {},
  relay: { wiring: { output: 1, active_means: 'driving_disabled' } },
  relay_and_lock: {
    wiring: { output: 1, active_means: 'driving_disabled' },
    central_lock: { unlock: { output: 2, on_ms: 500, repeats: 1 }, lock: { output: 3, on_ms: 500, repeats: 1 } },
    draw_attention: { output: 4, on_ms: 400, repeats: 3 },
  },
};

interface Entry {
  id: string;
  make: string;
  name: string;
  since: string;
  tracker: Tracker;
  installation: Installation;
  type?: VehicleModel['vehicle_type'];
}

const model = ({ id, make, name, since, tracker, installation, type = 'CAR' }: Entry): VehicleModel => ({
  id,
  telematics_brand: 'QUECLINK',
  vehicle_brand: make,
  vehicle_model: `${name} (${tracker})`,
  vehicle_type: type,
  regions: ['EU', 'LATAM'],
  version: 1,
  documents: [],
  start_of_production: since,
  central_lock_connection_types: installation === 'relay_and_lock' ? ['DIRECT'] : [],
  capabilities: {
    commands: commands[installation],
    vehicle_state: [
      ...tracker_state,
      // The report of the GV200 tells nothing of a battery of its own.
      ...(tracker === 'GV200' ? [] : ['TELEMATICS_UNIT_BATTERY_IN_PERCENT']),
      ...(installation === 'tracker' ? [] : ['DRIVING_ENABLED']),
    ],
  },
  extensions: [],
  evidence: tracker === 'GMT100' ? 'one implementation' : 'verified',
  ignition_is_driving_enabled: false,
  settings: { template: tracker.toLowerCase(), configuration_fields, ...wires[installation] },
});

const id = (number: number) => `01HZQCK000000000000000${String(number).padStart(4, '0')}`;
const gv300_car = { tracker: 'GV300', installation: 'relay_and_lock' } as const;
const gv300_van = { ...gv300_car, type: 'VAN' } as const;
const gmt_moped = { tracker: 'GMT100', installation: 'relay', type: 'MOPED' } as const;

export const queclink_models: VehicleModel[] = [
  model({ id: id(1), make: 'Fiat', name: 'Mobi', since: '2016-04', ...gv300_car }),
  model({ id: id(2), make: 'Fiat', name: 'Cronos', since: '2018-02', ...gv300_car }),
  model({ id: id(3), make: 'Chevrolet', name: 'Onix', since: '2019-09', ...gv300_car }),
  model({ id: id(4), make: 'Suzuki', name: 'Celerio', since: '2021-11', ...gv300_car }),
  model({ id: id(5), make: 'Renault', name: 'Kwid', since: '2017-08', ...gv300_car }),
  model({ id: id(6), make: 'Hyundai', name: 'HB20', since: '2019-09', ...gv300_car }),
  model({ id: id(7), make: 'Volkswagen', name: 'Saveiro', since: '2016-03', ...gv300_van }),
  model({ id: id(8), make: 'Fiat', name: 'Fiorino', since: '2014-01', ...gv300_van }),
  model({ id: id(9), make: 'Peugeot', name: 'Partner', since: '2018-09', ...gv300_van, installation: 'relay' }),
  model({ id: id(10), make: 'Toyota', name: 'Etios', since: '2012-09', tracker: 'GV200', installation: 'tracker' }),
  model({ id: id(11), make: 'Nissan', name: 'Versa', since: '2019-11', tracker: 'GV300', installation: 'relay' }),
  model({ id: id(12), make: 'Yamaha', name: 'NMAX 155', since: '2020-01', ...gmt_moped }),
  model({ id: id(13), make: 'Honda', name: 'Elite 125', since: '2019-03', ...gmt_moped }),
  model({ id: id(14), make: 'Zanella', name: 'Styler 150', since: '2018-05', ...gmt_moped, installation: 'tracker' }),
];
