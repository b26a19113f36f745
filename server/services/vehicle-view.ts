import { findBrand } from '#lib/catalogue/catalogue.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';

export const retention_days = 90;

const daysAfter = (instant: string, days: number): string => new Date(Date.parse(instant) + days * 86_400_000).toISOString();

const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], null> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as { [K in keyof T]?: Exclude<T[K], null> };

/** The vehicle as every door shows it. What was never set is left out. */
export const toVehicle = (row: Omit<VehicleRow, 'row_number'>): Vehicle => {
  const brand = findBrand(row.telematics_brand);
  return {
    id: row.id,
    fleet_id: row.fleet_id,
    created_at: row.created_at,
    modified_at: row.modified_at,
    ...(row.last_contact_at && { last_contact_at: row.last_contact_at }),
    master_data: {
      modified_at: row.master_data_modified_at,
      ...(present({
        vin: row.vin,
        license_plate: row.license_plate,
        brand: row.brand,
        model: row.model,
        custom_name: row.custom_name,
        fuel_type: row.fuel_type,
        year_of_production: row.year_of_production,
        transmission: row.transmission,
        vehicle_type: row.vehicle_type,
        remark: row.remark,
      }) as Partial<Vehicle['master_data']>),
    },
    capabilities: JSON.parse(row.capabilities),
    telematics_unit: {
      id: row.telematics_unit_id,
      attached_at: row.attached_at,
      manufacturer: brand?.name ?? row.telematics_brand,
      brand: row.telematics_brand,
      type: brand?.unit_type ?? 'AFTERMARKET',
    },
    life_status: { value: row.life_status as Vehicle['life_status']['value'], modified_at: row.life_status_modified_at },
    operation_status: {
      value: row.operation_status as Vehicle['operation_status']['value'],
      modified_at: row.operation_status_modified_at,
    },
    rental_status: { value: row.rental_status as Vehicle['rental_status']['value'], modified_at: row.rental_status_modified_at },
    tags: JSON.parse(row.tags),
    ...(row.sharing && { sharing: JSON.parse(row.sharing) }),
    custom_fields_modified_at: row.custom_fields_modified_at,
    custom_fields: JSON.parse(row.custom_fields),
    ...(row.archived_at && { archived_at: row.archived_at, deletes_at: daysAfter(row.archived_at, retention_days) }),
  };
};
