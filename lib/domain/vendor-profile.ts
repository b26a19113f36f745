/**
 * Shape of a vendor profile: the whole wire format of a vendor's fleet API as data. Nothing of it is evaluated as code: pointers are JSON
 * Pointers (`*` = every member), transforms are a fixed list, placeholders are replaced by URL-encoded values. An operator who holds the
 * vendor's document replaces the file, not the code.
 */
import { z } from 'zod';
import { CommandCapability } from './command-schema.ts';
import { Evidence } from './telematics.ts';
import { state_properties } from './vehicle-state.ts';
import { state_values } from './vehicle-state-schema.ts';

const Pointer = z
  .string()
  .regex(/^(\/([^~/]|~[01])*)*$/)
  .describe('JSON Pointer (RFC 6901)');
const placeholders = /\{([a-z_]+)\}/g;

/** Text with none but the named placeholders. */
const template = (...allowed: string[]) =>
  z.string().refine((text) => [...text.matchAll(placeholders)].every(([, name]) => allowed.includes(name ?? '')), {
    error: `Allowed placeholders: ${allowed.join(', ')}`,
  });
const path = (...allowed: string[]) => template(...allowed).refine((text) => text.startsWith('/'), 'Must begin with /');

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const Method = z.enum(['GET', 'POST', 'PUT', 'PATCH']);
const Encoding = z.enum(['form', 'json']);

const Source = { from: Pointer };
export const Transform = z.discriminatedUnion('as', [
  z.strictObject({ ...Source, as: z.literal('number') }),
  z.strictObject({ ...Source, as: z.literal('bool01') }),
  z.strictObject({ ...Source, as: z.literal('div6') }),
  z.strictObject({ ...Source, as: z.literal('scale'), factor: z.number() }),
  z.strictObject({ ...Source, as: z.literal('enum'), values: z.record(z.string(), scalar) }),
  z.strictObject({ first: z.array(Pointer).min(1), as: z.literal('latlng') }),
  z.strictObject({ each: Pointer, where: z.string().optional(), pick: z.string(), as: z.literal('mean') }),
]);
export type Transform = z.infer<typeof Transform>;

const StateMap = z.partialRecord(z.enum(state_properties), Transform);
const wanted_states = z
  .partialRecord(z.enum(state_properties), z.unknown())
  .refine(
    (wanted) => Object.entries(wanted).every(([name, value]) => state_values[name as keyof typeof state_values].safeParse(value).success),
    'Not a value of this property',
  );

const failure_kinds = ['offline', 'limited', 'rejected', 'setup', 'state', 'busy', 'unit', 'vendor', 'unsupported'] as const;

export const VendorProfile = z.strictObject({
  profile: z.string().min(1),
  evidence: Evidence,
  baseUrl: z.string().describe('For the reader; the address comes from the credentials'),
  coordinateSystem: z.enum(['WGS84', 'GCJ02']),
  token: z.strictObject({
    method: Method,
    path: path(),
    encoding: Encoding,
    body: z.record(z.string(), template('client_id', 'client_secret')),
    accessToken: Pointer,
    expiresIn: Pointer,
    invalidStatus: z.array(z.int()),
  }),
  auth: z.strictObject({ header: z.string().regex(/^[A-Za-z0-9-]+$/), value: template('token') }),
  envelope: z.strictObject({
    ok: z.strictObject({ pointer: Pointer, equals: scalar }),
    code: Pointer,
    text: Pointer,
    expired: z.array(scalar),
    data: Pointer,
  }),
  list: z.strictObject({
    method: Method,
    path: path('page'),
    items: Pointer,
    total: Pointer.optional(),
    unit: Pointer,
    model: Pointer.optional(),
  }),
  state: z.strictObject({
    method: Method,
    path: path('sn'),
    online: Pointer.optional(),
    time: z.strictObject({ position: Pointer, default: Pointer, unit: z.enum(['ms', 's']) }),
    map: StateMap,
  }),
  command: z.strictObject({
    method: Method,
    path: path('sn'),
    encoding: Encoding,
    bodies: z.partialRecord(CommandCapability, z.record(z.string(), scalar)),
    result: z.literal('sync').describe('The answer comes when the vendor has dealt with the command'),
    confirm: z.partialRecord(CommandCapability, wanted_states),
  }),
  errors: z
    .record(z.string().regex(/^([45]\d\d|default)$/), z.enum(failure_kinds))
    .refine((errors) => 'default' in errors, 'A default is needed'),
});
export type VendorProfile = z.infer<typeof VendorProfile>;
