/** Schemas of the vehicle state, made from the table of `vehicle-state.ts`; here stand the ranges of each kind. */
import { z } from 'zod';
import {
  charging_values,
  lock_values,
  on_off_values,
  type StateKind,
  type StateProperty,
  type StateValue,
  state_kinds,
  state_properties,
  type VehicleState as VehicleStateType,
} from './vehicle-state.ts';

export const Position = z.object({
  lat: z.number().min(-90).max(90).describe('Latitude in degrees, WGS 84'),
  lon: z.number().min(-180).max(180).describe('Longitude in degrees, WGS 84'),
});
export type Position = z.infer<typeof Position>;

export const ChargingStatus = z.enum(charging_values);
export const Lock = z.enum(lock_values);
export const OnOff = z.enum(on_off_values);

const of_kind = {
  position: Position,
  flag: z.boolean(),
  date: z.iso.date(),
  number: z.number(),
  quantity: z.number().nonnegative(),
  percentage: z.number().min(0).max(100),
  count: z.int().nonnegative(),
  grade: z.int().min(0).max(5),
  heading: z.number().min(0).max(359),
} satisfies Record<Exclude<StateKind, readonly string[]>, z.ZodType>;

/** One schema per list, so that what has a name keeps it in the API's description. */
const of_list = new Map<readonly string[], z.ZodType>([
  [charging_values, ChargingStatus],
  [lock_values, Lock],
  [on_off_values, OnOff],
]);

const schemaOf = (kind: StateKind): z.ZodType => (typeof kind === 'string' ? of_kind[kind] : (of_list.get(kind) ?? z.enum(kind)));

export const state_values = Object.fromEntries(state_properties.map((name) => [name, schemaOf(state_kinds[name])])) as {
  [P in StateProperty]: z.ZodType<StateValue<P>>;
};

const stamped = <V extends z.ZodType>(value: V) => z.object({ timestamp: z.iso.datetime(), value });

export const VehicleState = z.object(
  Object.fromEntries(state_properties.map((name) => [name, stamped(state_values[name] as z.ZodType).optional()])),
) as unknown as z.ZodType<VehicleStateType>;
export type VehicleState = VehicleStateType;
