import type { FoundVehicle } from '#components/shell/palette-items.ts';
import { call } from '#lib/client/api.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';

const found_limit = 8;

const foundVehicle = ({ id, master_data, telematics_unit }: Vehicle): FoundVehicle => {
  const { license_plate, custom_name, brand, model } = master_data;
  const label = license_plate ?? custom_name ?? id;
  const rest = [custom_name, [brand, model].filter(Boolean).join(' '), id, telematics_unit.id];
  return { id, label, hint: rest.filter((part) => part && part !== label).join(' · ') };
};

/** For the palette, and fetched with its first question. */
export const findVehicles = async (q: string): Promise<FoundVehicle[]> => {
  return (await call('listVehicles', { query: { q, limit: found_limit } })).items.map(foundVehicle);
};
