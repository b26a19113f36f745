import type { Vehicle } from '#lib/domain/vehicle.ts';

/** What people call a vehicle: its plate, else its name, else its id. */
export const vehicleName = ({ id, master_data }: Vehicle): string => master_data.license_plate ?? master_data.custom_name ?? id;

/** Whether someone typed the vehicle's name; blanks and case aside, as plates are written in many ways. */
export const isNameOf = (vehicle: Vehicle, typed: string): boolean => {
  const plain = (text: string) => text.replaceAll(/[\s-]+/g, '').toUpperCase();
  return plain(typed) === plain(vehicleName(vehicle));
};
