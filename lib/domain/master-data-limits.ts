/** Limits of the master data, for the schema and for the forms. Lengths are counted in characters. */
export const master_data_lengths = {
  vin: 17,
  license_plate: 30,
  brand: 100,
  model: 100,
  custom_name: 100,
  remark: 1000,
} as const;

export const yearsOfProduction = (): { first: number; last: number } => ({ first: 1900, last: new Date().getUTCFullYear() + 1 });
