import { models } from '#lib/catalogue/catalogue.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import type { TelematicsBrand, VehicleModel } from '#lib/domain/telematics.ts';
import type { StateProperty, StateValue } from '#lib/domain/vehicle-state.ts';
import type { ConformanceDescriptor, Facts } from './rig.fixture.ts';

type Rows = { [P in StateProperty]?: readonly [Facts, StateValue<P>][] };

/** Facts and the value that must arrive, the same for every brand that claims the property. Two rows each, so that no constant passes. */
const common_rows: Rows = {
  position: [
    [
      { lat: -34.5, lon: -56.25 },
      { lat: -34.5, lon: -56.25 },
    ],
    [
      { lat: 48.125, lon: 11.5 },
      { lat: 48.125, lon: 11.5 },
    ],
  ],
  heading_in_degrees: [
    [{ heading: 90 }, 90],
    [{ heading: 271 }, 271],
  ],
  speed_in_kilometers_per_hour: [
    [{ speed: 23 }, 23],
    [{ speed: 0 }, 0],
  ],
  gnss_speed_over_ground_in_kilometers_per_hour: [
    [{ speed: 23 }, 23],
    [{ speed: 0 }, 0],
  ],
  mileage_in_kilometers: [
    [{ mileage_km: 2_000 }, 2_000],
    [{ mileage_km: 48_211 }, 48_211],
  ],
  state_of_charge_or_fuel_level_in_percent: [
    [{ energy_percent: 41 }, 41],
    [{ energy_percent: 100 }, 100],
  ],
  remaining_range_in_kilometers: [
    [{ range_km: 21 }, 21],
    [{ range_km: 44 }, 44],
  ],
  central_lock: [
    [{ locked: false }, 'UNLOCKED'],
    [{ locked: true }, 'LOCKED'],
  ],
  driving_enabled: [
    [{ driving_enabled: true }, true],
    [{ driving_enabled: false }, false],
  ],
  ignition: [
    [{ ignition: true }, 'ON'],
    [{ ignition: false }, 'OFF'],
  ],
  doors_status: [
    [{ doors_open: true }, 'OPEN'],
    [{ doors_open: false }, 'CLOSED'],
  ],
  door_front_left_status: [
    [{ doors_open: true }, 'OPEN'],
    [{ doors_open: false }, 'CLOSED'],
  ],
  charging_status: [
    [{ charging: true, plugged_in: true }, 'CHARGING'],
    [{ charging: false, plugged_in: false }, 'NOT_CHARGING'],
  ],
  charging_adapter_status: [
    [{ charging: true, plugged_in: true }, 'CONNECTED'],
    [{ charging: false, plugged_in: false }, 'DISCONNECTED'],
  ],
  onboard_voltage_in_volts: [
    [{ voltage: 12.2 }, 12.2],
    [{ voltage: 13.9 }, 13.9],
  ],
  parking_brake_engaged: [
    [{ ignition: true }, false],
    [{ ignition: false }, true],
  ],
  vehicle_key_status: [
    [{ ignition: true }, 'REMOVED'],
    [{ ignition: false }, 'IN_HOLDER'],
  ],
  top_case_lock: [
    [{ top_case_locked: false }, 'UNLOCKED'],
    [{ top_case_locked: true }, 'LOCKED'],
  ],
};

const always_row = (value: unknown) => [[{}, value]] as const;

/** Every row that the descriptor has for a property; none is a defect of the descriptor. */
export const rowsOf = (descriptor: ConformanceDescriptor, property: StateProperty): readonly (readonly [Facts, unknown])[] => {
  if (Object.hasOwn(descriptor.always, property)) return always_row(descriptor.always[property]);
  return descriptor.rows?.[property] ?? common_rows[property] ?? [];
};

const claims = (model: VehicleModel) => [model, ...model.extensions].map(({ capabilities }) => capabilities);

export const claimedProperties = (model: VehicleModel): StateProperty[] => [
  ...new Set(claims(model).flatMap(({ vehicle_state }) => vehicle_state.map((name) => name.toLowerCase() as StateProperty))),
];
export const claimedCommands = (model: VehicleModel): CommandCapability[] => [
  ...new Set(claims(model).flatMap(({ commands }) => commands)),
];

export const modelsOf = (brand: TelematicsBrand): VehicleModel[] => models.filter(({ telematics_brand }) => telematics_brand === brand);

/** As few models as together claim all that the brand's models claim. */
export const coveringModels = (brand: TelematicsBrand): VehicleModel[] => {
  const chosen: VehicleModel[] = [];
  const covered = new Set<string>();
  const gain = (model: VehicleModel) =>
    [...claimedProperties(model), ...claimedCommands(model)].filter((claim) => !covered.has(claim)).length;
  for (;;) {
    const best = modelsOf(brand).toSorted((a, b) => gain(b) - gain(a))[0];
    if (!best || gain(best) === 0) return chosen;
    chosen.push(best);
    for (const claim of [...claimedProperties(best), ...claimedCommands(best)]) covered.add(claim);
  }
};
