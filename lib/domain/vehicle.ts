import { z } from 'zod';
import { Capabilities } from './capability-schema.ts';
import { master_data_lengths, yearsOfProduction } from './master-data-limits.ts';
import { SetupStatus, TelematicsBrand } from './telematics.ts';
import { FuelType, LifeStatus, OperationStatus, RentalStatus, Transmission, VehicleType } from './vehicle-enums.ts';
import { vehicle_id_pattern } from './vehicle-id.ts';

export const VehicleId = z.string().regex(vehicle_id_pattern).describe('Vehicle id, for example JQ7RP');
export const FleetId = z.string().regex(/^[0-9A-Z]{1,16}$/);

const text = (longest: number) => z.string().max(longest).trim().min(1);
const years = yearsOfProduction();
const manual_shift = (value: unknown) => (value === 'MANUAL_SHIFT' ? 'MANUAL' : value);
const digits_to_number = (value: unknown) => (typeof value === 'string' && /^\d{4}$/.test(value) ? Number(value) : value);

export const master_data_fields = {
  vin: text(master_data_lengths.vin).describe('Vehicle identification number'),
  license_plate: text(master_data_lengths.license_plate).describe('Licence plate'),
  brand: text(master_data_lengths.brand).describe('Maker of the vehicle'),
  model: text(master_data_lengths.model).describe('Model as the maker calls it'),
  custom_name: text(master_data_lengths.custom_name).describe('Name that the fleet gives the vehicle'),
  fuel_type: FuelType,
  year_of_production: z.preprocess(digits_to_number, z.int().min(years.first).max(years.last)),
  transmission: z.preprocess(manual_shift, Transmission),
  vehicle_type: VehicleType,
  remark: text(master_data_lengths.remark),
} as const;

export const MasterData = z.strictObject(master_data_fields).partial();
export type MasterData = z.infer<typeof MasterData>;

/** JSON merge patch (RFC 7396): null removes. */
export const MasterDataPatch = z.strictObject(
  Object.fromEntries(Object.entries(master_data_fields).map(([key, field]) => [key, field.nullable().optional()])) as {
    [K in keyof typeof master_data_fields]: z.ZodOptional<z.ZodNullable<(typeof master_data_fields)[K]>>;
  },
);
export type MasterDataPatch = z.infer<typeof MasterDataPatch>;

export const CustomFieldKey = z.string().regex(/^[A-Za-z0-9_.-]{1,50}$/);
const custom_field_value = z.union([z.string(), z.number(), z.boolean()]).transform(String).pipe(z.string().max(255));
export const CustomFields = z
  .record(CustomFieldKey, custom_field_value)
  .refine((fields) => Object.keys(fields).length <= 50, 'At most 50 custom fields');
export const CustomFieldsPatch = z.record(CustomFieldKey, custom_field_value.nullable());
export type CustomFields = Record<string, string>;

export const Tag = z.string().max(50).trim().min(1);
export const Tags = z
  .array(Tag)
  .max(20)
  .refine((list) => new Set(list).size === list.length, 'A tag may appear once');

/** Two fleets of one vehicle: one owns it, the other uses it for a time. */
export const Sharing = z.object({
  owner: z.object({ fleet_id: FleetId, name: z.string() }),
  partner: z.object({ fleet_id: FleetId, name: z.string() }),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime().optional().describe('Absent while no end is set'),
});
export type Sharing = z.infer<typeof Sharing>;

const since = <V extends z.ZodType>(value: V) => z.object({ value, modified_at: z.iso.datetime() });

export const Vehicle = z.object({
  id: VehicleId,
  fleet_id: FleetId,
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime(),
  last_contact_at: z.iso.datetime().optional(),
  master_data: MasterData.extend({ modified_at: z.iso.datetime() }),
  capabilities: Capabilities,
  telematics_unit: z.object({
    id: z.string(),
    attached_at: z.iso.datetime(),
    manufacturer: z.string(),
    brand: TelematicsBrand,
    type: z.enum(['EMBEDDED', 'AFTERMARKET']),
  }),
  life_status: since(LifeStatus),
  operation_status: since(OperationStatus),
  rental_status: since(RentalStatus),
  tags: z.array(z.string()),
  sharing: Sharing.optional().describe('Only while the vehicle is shared'),
  custom_fields_modified_at: z.iso.datetime(),
  custom_fields: z.record(z.string(), z.string()),
  archived_at: z.iso.datetime().optional(),
  deletes_at: z.iso.datetime().optional(),
});
export type Vehicle = z.infer<typeof Vehicle>;

/** What is sent to the unit's setup: chosen model and optional accessories. */
export const UnitSetup = z.strictObject({
  vehicle_model_id: z.ulid(),
  extensions: z.array(z.string()).max(20).optional(),
});
export const UnitSetupState = UnitSetup.extend({ status: SetupStatus });

/** Goes into a protocol whose fields end at commas, so it is of letters and digits alone. */
const UnitPassword = z.string().regex(/^[0-9A-Za-z]{1,32}$/, 'Letters and digits alone, at most 32');
const UnitPasswords = z.strictObject({
  password: UnitPassword.describe('Password that the unit has'),
  new_password: UnitPassword.optional().describe('Password that it is to have instead; it is changed when the unit connects'),
});

export const NewTelematicsUnit = z.strictObject({
  id: z.string().max(64).trim().min(1),
  brand: z.string().trim().toUpperCase().pipe(TelematicsBrand),
  setup: UnitSetup,
  authentication: z.union([z.strictObject({ credentials_id: z.ulid() }), UnitPasswords]).optional(),
});

export const NewVehicle = z.strictObject({
  telematics_unit: NewTelematicsUnit,
  master_data: MasterData.optional(),
  custom_fields: CustomFields.optional(),
  tags: Tags.optional(),
  operation_status: OperationStatus.optional(),
});
export type NewVehicle = z.infer<typeof NewVehicle>;
