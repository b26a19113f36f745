/**
 * Words shared by everything that speaks of telematics units: brands, models, credentials and reports.
 * Which brands exist is data of the catalogue; nothing here names one.
 */
import { z } from 'zod';
import { Capabilities } from './capability-schema.ts';
import { VehicleType } from './vehicle-enums.ts';
import type { Stamped, StateProperty, StateValue } from './vehicle-state.ts';

export const TelematicsBrand = z.string().regex(/^[A-Z][A-Z0-9_]{1,31}$/);
export type TelematicsBrand = z.infer<typeof TelematicsBrand>;

/** How well a vendor fact is known: by its documents, by one public implementation, or only by our inference. */
export const Evidence = z.enum(['verified', 'one implementation', 'assumed']);
export type Evidence = z.infer<typeof Evidence>;

export const AuthenticationKind = z.enum(['NONE', 'SHARED', 'INDIVIDUAL']);

export const CredentialField = z.object({
  name: z.string(),
  label: z.string(),
  secret: z.boolean(),
  required: z.boolean(),
  /** Cannot be changed after creation. */
  immutable: z.boolean(),
  default_value: z.string().optional(),
  hint: z.string().optional(),
  /** Source of a regular expression that the whole value matches. */
  pattern: z.string().optional(),
  /** Where secrets are sent: a web address, or a broker's host and port. Changing it needs the secrets anew. */
  address: z.enum(['url', 'broker']).optional(),
});
export type CredentialField = z.infer<typeof CredentialField>;

export const BrandDefinition = z.object({
  brand: TelematicsBrand,
  name: z.string(),
  authentication: AuthenticationKind,
  authentication_optional: z.boolean(),
  credential_fields: z.array(CredentialField),
  /** For brands whose units have a password each: what may be set, what units leave the factory with, and whether it can be changed from here. */
  unit_password: z.object({ shortest: z.int(), longest: z.int(), factory_values: z.array(z.string()), changeable: z.boolean() }).optional(),
  lists_available_units: z.boolean(),
  /** A new vehicle's unit is registered with the vendor first, which may take days; its setup is IN_PROGRESS until then. */
  registers_units: z.boolean().optional(),
  /** The vendor sends states to an address of ours. */
  receives_push: z.boolean(),
  /** Its service counts as part of the unit: what fails there is told as the unit's failure, never as a third party's. */
  service_is_unit: z.boolean().optional(),
  unit_id_label: z.string(),
  /** Source of a regular expression that a normalised unit id matches. */
  unit_id_pattern: z.string(),
  unit_type: z.enum(['EMBEDDED', 'AFTERMARKET']),
  evidence: Evidence,
  /** Silence after which a vehicle counts as OFFLINE. */
  silence_in_minutes: z.int().positive(),
});
export type BrandDefinition = z.infer<typeof BrandDefinition>;

export const VehicleModel = z.object({
  id: z.ulid(),
  telematics_brand: TelematicsBrand,
  vehicle_brand: z.string().min(1),
  vehicle_model: z.string().min(1),
  vehicle_type: VehicleType,
  regions: z.array(z.string()),
  version: z.int().positive(),
  documents: z.array(z.string()),
  start_of_production: z.string().regex(/^\d{4}-\d{2}$/),
  central_lock_connection_types: z.array(z.string()),
  capabilities: Capabilities,
  extensions: z.array(z.object({ id: z.string(), name: z.string(), capabilities: Capabilities })),
  evidence: Evidence,
  /** `ignition` and `driving_enabled` are one signal, as on two-wheelers: disabling is what switches it off. */
  ignition_is_driving_enabled: z.boolean(),
  /** Read by the adapter alone: wiring, vendor paths, dictionaries. */
  settings: z.record(z.string(), z.json()),
});
export type VehicleModel = z.infer<typeof VehicleModel>;

/** The unit an adapter talks to or reports about. */
export interface UnitRef {
  unit_id: string;
  model: VehicleModel;
  /** Facts of this one vehicle, for example its wiring; merged over `model.settings`. */
  settings: Record<string, unknown>;
  /** What the vendor's stream said about the unit beside its state. */
  notes?: UnitNotes;
}

/** A fact with the instant from which it holds; of one name the newest counts. */
export type UnitNote = Stamped<string>;
export type UnitNotes = Readonly<Record<string, UnitNote>>;

/**
 * What an adapter hands in: values measured by one unit. May be late, repeated or out of order.
 * It never names capabilities; ingest drops what the vehicle's model does not have.
 */
export interface StateReport {
  brand: TelematicsBrand;
  unit_id: string;
  received_at: string;
  /** Newest instant at which the unit itself is known to have spoken; absent when a poll returned old data of unknown age. */
  contact_at?: string;
  /** The vendor's own online flag, where it has one. */
  online?: boolean;
  properties: { [P in StateProperty]?: Stamped<StateValue<P>> };
  /** Key of the message at its source, so that a repeat is recognised. */
  message_key?: string;
}

export const CredentialStatus = z.enum(['UNTESTED', 'VALID', 'INVALID']);
export const SetupStatus = z.enum(['IN_PROGRESS', 'SUCCEEDED', 'FAILED']);
