import { z } from 'zod';
import { StateCapability } from '#lib/domain/capability-schema.ts';
import { CommandCapability } from '#lib/domain/command-schema.ts';
import { CustomFieldKey, CustomFieldsPatch, MasterDataPatch, Tags, Vehicle, VehicleId } from '#lib/domain/vehicle.ts';
import { FuelType, LifeStatus, OperationStatus, RentalStatus, Transmission, VehicleType } from '#lib/domain/vehicle-enums.ts';
import { VehicleState } from '#lib/domain/vehicle-state-schema.ts';
import { filled, items, operation, page, paging, repeated, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

const text = z.string().min(1).max(100);

/** Exact, but without regard to case. */
const anyCase = <T extends z.ZodType>(value: T) =>
  repeated(z.preprocess((given) => (typeof given === 'string' ? given.toUpperCase() : given), value));

const older_state_capabilities: Record<string, string> = { FUEL_LEVEL_IN_PERCENT: 'STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT' };
const FilterStateCapability = z.preprocess(
  (given) => (typeof given === 'string' ? (older_state_capabilities[given] ?? given) : given),
  StateCapability,
);
const FilterTransmission = z.preprocess((given) => (given === 'MANUAL_SHIFT' ? 'MANUAL' : given), Transmission);

const number = '-?\\d{1,3}(\\.\\d{1,15})?';
const Box = z
  .string()
  .regex(new RegExp(`^${number},${number},${number},${number}$`))
  .transform((given) => {
    const [min_lon = 0, min_lat = 0, max_lon = 0, max_lat = 0] = given.split(',').map(Number);
    return { min_lon, min_lat, max_lon, max_lat };
  })
  .refine(({ min_lon, max_lon }) => Math.abs(min_lon) <= 180 && Math.abs(max_lon) <= 180, 'A longitude is between -180 and 180')
  .refine(({ min_lat, max_lat }) => min_lat >= -90 && min_lat <= max_lat && max_lat <= 90, 'Latitudes go up from -90 to 90');

export const VehicleFilter = z.strictObject({
  ...paging,
  q: z.string().max(100).trim().optional().describe('Part of brand, model, plate, VIN, vehicle id, unit id or name'),
  id: anyCase(VehicleId),
  vin: repeated(text),
  license_plate: repeated(text),
  custom_name: repeated(text),
  brand: repeated(text),
  model: repeated(text),
  vehicle_type: anyCase(VehicleType),
  fuel_type: anyCase(FuelType),
  transmission: anyCase(FilterTransmission),
  operation_status: anyCase(OperationStatus),
  life_status: anyCase(LifeStatus),
  rental_status: anyCase(RentalStatus),
  telematics_brand: repeated(text),
  telematics_unit_id: repeated(text),
  tags: repeated(text).describe('All of them must be present'),
  custom_fields: z
    .record(CustomFieldKey, filled(z.string().max(255)))
    .refine((fields) => Object.keys(fields).length <= 50, 'At most 50 custom fields')
    .optional()
    .describe('Exact value of the custom field {key}'),
  command_capability: repeated(CommandCapability),
  vehicle_state_capability: repeated(FilterStateCapability),
  archived: z
    .enum(['true', 'false'])
    .default('false')
    .transform((given) => given === 'true')
    .describe('Archived vehicles in place of those in service'),
  bbox: Box.optional().describe(
    'minLon,minLat,maxLon,maxLat around the last known position, edges included; minLon greater than maxLon crosses the antimeridian',
  ),
  sort: z
    .enum(['created_at', '-created_at', 'license_plate', '-license_plate', 'last_contact_at', '-last_contact_at'])
    .default('created_at')
    .describe('Last contact by the minute; ties by id; vehicles without the value come first, with `-` last'),
});
export type VehicleFilter = z.output<typeof VehicleFilter>;

export const TrailPoint = z.object({ at: z.iso.datetime(), lat: z.number(), lon: z.number(), speed: z.number().optional() });
export type TrailPoint = z.infer<typeof TrailPoint>;

export const VehicleStateEntry = z.object({ vehicle_id: VehicleId, vehicle_state: VehicleState });

const area = 'Vehicles';

export const vehicle_operations = {
  listVehicles: operation({
    ...routes.listVehicles,
    summary: 'List vehicles',
    area,
    permission: 'vehicles.ro',
    query: VehicleFilter,
    output: page(Vehicle),
  }),
  getVehicle: operation({
    ...routes.getVehicle,
    summary: 'Read a vehicle',
    area,
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: Vehicle,
    revisioned: true,
  }),
  updateMasterData: operation({
    ...routes.updateMasterData,
    summary: 'Change master data',
    area,
    permission: 'vehicles',
    params: vehicle_path,
    body: MasterDataPatch,
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  updateCustomFields: operation({
    ...routes.updateCustomFields,
    summary: 'Change custom fields',
    area,
    permission: 'vehicles',
    params: vehicle_path,
    body: CustomFieldsPatch,
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  setTags: operation({
    ...routes.setTags,
    summary: 'Replace the tags',
    area,
    permission: 'vehicles',
    params: vehicle_path,
    body: z.strictObject({ tags: Tags }),
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  setOperationStatus: operation({
    ...routes.setOperationStatus,
    summary: 'Set the operation status',
    area,
    permission: 'vehicles',
    params: vehicle_path,
    body: z.strictObject({ value: OperationStatus }),
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  setRentalStatus: operation({
    ...routes.setRentalStatus,
    summary: 'Set the rental status',
    area,
    permission: 'vehicles',
    params: vehicle_path,
    body: z.strictObject({ value: RentalStatus }),
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  getLatestVehicleState: operation({
    ...routes.getLatestVehicleState,
    summary: 'Read the newest value of each state property',
    area,
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: VehicleState,
    budget: 'state_reads',
    ours: true,
  }),
  listLatestVehicleStates: operation({
    ...routes.listLatestVehicleStates,
    summary: 'Read the newest state of many vehicles',
    area,
    permission: 'vehicles.ro',
    query: VehicleFilter,
    output: page(VehicleStateEntry),
    ours: true,
  }),
  getTrail: operation({
    ...routes.getTrail,
    summary: 'Positions of the last hours, oldest first',
    area,
    permission: 'events-trips.ro',
    params: vehicle_path,
    query: z.strictObject({ after: z.iso.datetime(), before: z.iso.datetime().optional() }),
    output: items(TrailPoint),
    ours: true,
  }),
  listTags: operation({
    ...routes.listTags,
    summary: 'List the tags in use',
    area,
    permission: 'vehicles.ro',
    output: items(z.object({ tag: z.string(), count: z.int() })),
    ours: true,
  }),
};
