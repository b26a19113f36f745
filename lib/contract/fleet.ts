import { z } from 'zod';
import { Permission } from '#lib/domain/access-schema.ts';
import { LifeStatus, OperationStatus, RentalStatus, VehicleType } from '#lib/domain/vehicle-enums.ts';
import { ChargingStatus, Lock, OnOff } from '#lib/domain/vehicle-state-schema.ts';
import { operation } from './define.ts';
import { routes } from './routes.ts';

const column = <T extends z.ZodType>(value: T) => z.array(value.nullable());

/** The whole fleet as columns of equal length, complete up to `sequence`: what the fleet page holds and keeps current from the live stream. */
export const FleetSnapshot = z.object({
  sequence: z.int(),
  capability_sets: z
    .array(z.array(z.string()))
    .describe('What vehicles are capable of, commands and state; vehicles of one model share a set'),
  columns: z.object({
    id: z.array(z.string()),
    license_plate: column(z.string()),
    custom_name: column(z.string()),
    vin: column(z.string()),
    brand: column(z.string()),
    model: column(z.string()),
    vehicle_type: column(VehicleType),
    vehicle_model_id: z.array(z.string()),
    telematics_brand: z.array(z.string()),
    telematics_unit_id: z.array(z.string()),
    capability_set: z.array(z.int()).describe('Place in `capability_sets`'),
    tags: z.array(z.array(z.string())),
    custom_fields: z.array(z.record(z.string(), z.string())),
    operation_status: z.array(OperationStatus),
    rental_status: z.array(RentalStatus),
    life_status: z.array(LifeStatus),
    last_contact_at: column(z.iso.datetime()),
    lat: column(z.number()),
    lon: column(z.number()),
    position_at: column(z.iso.datetime()),
    speed: column(z.number()),
    heading: column(z.number()),
    energy: column(z.number()),
    range: column(z.number()),
    mileage: column(z.number()),
    central_lock: column(Lock),
    driving_enabled: column(z.boolean()),
    ignition: column(OnOff),
    charging: column(ChargingStatus),
    expected_interval_seconds: z.array(z.int()).describe('Until the next report, as learned for the model and what the vehicle does'),
    silence_seconds: z.array(z.int()).describe('Without contact, until the vehicle counts as OFFLINE'),
  }),
});
export type FleetSnapshot = z.infer<typeof FleetSnapshot>;

export const FleetReference = z.object({ fleet_id: z.string() });

export const TimeZone = z
  .string()
  .max(100)
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'Not a time zone');

export const Viewer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  preset: z.string().optional(),
  permissions: z.array(Permission),
  fleet: z.object({ id: z.string(), name: z.string(), time_zone: z.string() }),
  support_access: z
    .object({ id: z.string(), reason: z.string(), expires_at: z.iso.datetime() })
    .optional()
    .describe('The caller does not belong to the fleet and was let in for a time'),
});
export type Viewer = z.infer<typeof Viewer>;

export const fleet_operations = {
  getHealth: operation({
    ...routes.getHealth,
    summary: 'Is this installation working?',
    area: 'Health',
    output: z.object({
      status: z.enum(['ok', 'degraded']),
      version: z.string(),
      database: z.enum(['ok', 'failed']),
      gateway: z.enum(['ok', 'silent']),
      gateway_last_seen_at: z.iso.datetime().optional(),
    }),
    ours: true,
  }),
  setUp: operation({
    ...routes.setUp,
    summary: 'Make the first fleet and its first person',
    area: 'Access',
    body: z.strictObject({
      token: z.string().min(1).max(100),
      fleet_name: z.string().max(100).trim().min(1),
      time_zone: TimeZone,
      name: z.string().max(100).trim().min(1),
      email: z.email().max(200),
      password: z.string().min(12, 'At least 12 characters').max(200),
    }),
    status: 201,
    output: FleetReference,
    ours: true,
  }),
  getMe: operation({ ...routes.getMe, summary: 'Who am I?', area: 'Access', permission: 'any', output: Viewer, ours: true }),
  getFleetSnapshot: operation({
    ...routes.getFleetSnapshot,
    summary: 'The whole fleet in columns, for a screen that follows the live stream',
    area: 'Vehicles',
    permission: 'vehicles.ro',
    output: FleetSnapshot,
    ours: true,
  }),
};
