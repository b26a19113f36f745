import type { Drivetrain } from './trip.ts';

export type VehicleKind = 'car' | 'van' | 'moped' | 'scooter';

export interface KindDefinition extends Drivetrain {
  /** Driven with a full battery or tank. */
  electric_range_km: number;
  fuel_range_km: number;
  charged_percent_per_hour: number;
  /** Length of a usual trip, as the crow flies. */
  trip_m: readonly [least: number, most: number];
  has_doors: boolean;
}

/** Figures of ordinary vehicles in city traffic. Cars charge fast; charging of two-wheelers stands for a battery that staff exchanges. */
export const vehicle_kinds: Record<VehicleKind, KindDefinition> = {
  car: {
    top_speed_kmh: 60,
    acceleration_m_per_s2: 1.8,
    braking_m_per_s2: 2.4,
    electric_range_km: 320,
    fuel_range_km: 620,
    charged_percent_per_hour: 90,
    trip_m: [2200, 8500],
    has_doors: true,
  },
  van: {
    top_speed_kmh: 55,
    acceleration_m_per_s2: 1.4,
    braking_m_per_s2: 2.2,
    electric_range_km: 240,
    fuel_range_km: 700,
    charged_percent_per_hour: 70,
    trip_m: [2500, 9500],
    has_doors: true,
  },
  moped: {
    top_speed_kmh: 45,
    acceleration_m_per_s2: 1.6,
    braking_m_per_s2: 2.2,
    electric_range_km: 75,
    fuel_range_km: 200,
    charged_percent_per_hour: 240,
    trip_m: [1400, 6000],
    has_doors: false,
  },
  scooter: {
    top_speed_kmh: 24,
    acceleration_m_per_s2: 1,
    braking_m_per_s2: 1.8,
    electric_range_km: 45,
    fuel_range_km: 45,
    charged_percent_per_hour: 240,
    trip_m: [600, 2400],
    has_doors: false,
  },
};
