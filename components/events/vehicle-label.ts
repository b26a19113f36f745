import type { Vehicle } from '#lib/domain/vehicle.ts';

/** Labels by vehicle id. */
export type VehicleLabels = Readonly<Record<string, string>>;

/** What people call a vehicle: its plate, else its name, else its id. */
export const vehicleLabel = (vehicle: Pick<Vehicle, 'id' | 'master_data'>): string =>
  vehicle.master_data.license_plate ?? vehicle.master_data.custom_name ?? vehicle.id;
