/** What can be set up in a telematics unit. Which unit offers what is data of the catalogue. */
import { z } from 'zod';

export const features = [
  'tracking',
  'damage-detection',
  'smoke-detection',
  'driving-events',
  'parking-events',
  'obd-alarm',
  'auto-immobilizer',
  'general',
] as const;
export const Feature = z.enum(features);
export type Feature = z.infer<typeof Feature>;

export const SettingValue = z.union([z.string().max(255).trim().min(1), z.number(), z.boolean()]);
export type SettingValue = z.infer<typeof SettingValue>;
const setting_key = z.string().regex(/^[a-z][a-z0-9_]{0,49}$/);

const fields = {
  enabled: z.boolean(),
  distance_in_meters: z.int().min(0).max(65_535),
  interval_in_seconds: z.int().min(1).max(86_400),
  heading_change_in_degrees: z.int().min(0).max(180),
  threshold: z.int().min(1).max(10),
  delay_in_seconds: z.int().min(30).max(3600),
} as const;

/** Settings of one feature of one vehicle; `feature_fields` says which belong to which. */
export const Configuration = z.strictObject({ ...fields, settings: z.record(setting_key, SettingValue) }).partial();
export type Configuration = z.infer<typeof Configuration>;

/** JSON merge patch (RFC 7396): null removes. */
export const ConfigurationPatch = z
  .strictObject({
    enabled: fields.enabled.nullable(),
    distance_in_meters: fields.distance_in_meters.nullable(),
    interval_in_seconds: fields.interval_in_seconds.nullable(),
    heading_change_in_degrees: fields.heading_change_in_degrees.nullable(),
    threshold: fields.threshold.nullable(),
    delay_in_seconds: fields.delay_in_seconds.nullable(),
    settings: z.record(setting_key, SettingValue.nullable()).nullable(),
  })
  .partial();
export type ConfigurationPatch = z.infer<typeof ConfigurationPatch>;

export const feature_fields: Record<Feature, readonly (keyof Configuration)[]> = {
  tracking: ['enabled', 'distance_in_meters', 'interval_in_seconds', 'heading_change_in_degrees'],
  'damage-detection': ['enabled', 'threshold'],
  'smoke-detection': ['enabled'],
  'driving-events': ['enabled'],
  'parking-events': ['enabled'],
  'obd-alarm': ['enabled'],
  'auto-immobilizer': ['enabled', 'delay_in_seconds'],
  general: ['enabled', 'settings'],
};

/** PENDING: the unit has not been told yet. FAILED: it refused. */
export const ConfigurationStatus = z.enum(['PENDING', 'APPLIED', 'FAILED']);
export type ConfigurationStatus = z.infer<typeof ConfigurationStatus>;

/** A key of the feature `general` that units of a brand know. */
export const SettingDeclaration = z.object({
  key: z.string(),
  description: z.string(),
  type: z.enum(['integer', 'text', 'boolean']),
  minimum: z.int().optional(),
  maximum: z.int().optional(),
  choices: z.array(z.string()).optional(),
});
export type SettingDeclaration = z.infer<typeof SettingDeclaration>;
