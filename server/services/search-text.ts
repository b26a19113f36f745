import { foldText } from '#server/store/fold-text.ts';

export interface Searchable {
  id: string;
  vin: string | null;
  license_plate: string | null;
  brand: string | null;
  model: string | null;
  custom_name: string | null;
  telematics_unit_id: string;
  tags: readonly string[];
  custom_fields: Record<string, string>;
}

/** Everything by which staff look for a vehicle, folded, one per line. A plate is also found without its spaces and dashes. */
export const searchText = (vehicle: Searchable): string =>
  foldText(
    [
      vehicle.id,
      vehicle.license_plate,
      vehicle.license_plate?.replace(/[\s-]/g, ''),
      vehicle.vin,
      vehicle.telematics_unit_id,
      vehicle.custom_name,
      vehicle.brand,
      vehicle.model,
      ...vehicle.tags,
      ...Object.values(vehicle.custom_fields),
    ]
      .filter((part) => part)
      .join('\n'),
  );
