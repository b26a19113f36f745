import { z } from 'zod';
import type { UnitRef, VehicleModel } from '#lib/domain/telematics.ts';
import { Pulse, Wiring } from '../wiring.ts';
import { composeDictionary, type Dictionary, DictionaryEntry } from './dictionary.ts';

const two_outputs = z.union([z.literal(1), z.literal(2)]);

const TeltonikaWiring = Wiring.extend({
  output: two_outputs,
  /** The unit keeps a disable order waiting while it moves faster. A second barrier beside the interlock of the gateway. */
  speed_limit_in_kilometers_per_hour: z.int().min(0).max(50).optional(),
});
export type TeltonikaWiring = z.infer<typeof TeltonikaWiring>;

const TeltonikaPulse = Pulse.extend({ output: two_outputs });
export type TeltonikaPulse = z.infer<typeof TeltonikaPulse>;

/** `settings` of a model, with those of the one vehicle merged over them. */
export const TeltonikaSettings = z.object({
  /** Codec of commands: 14 adds a check of the IMEI by the unit. */
  codec: z.enum(['12', '14']).default('12'),
  /** Number of digital outputs that the unit has. */
  outputs: two_outputs.default(2),
  wiring: TeltonikaWiring.optional(),
  /** A CAN-CONTROL adapter is installed: doors, trunk and turn signals take commands. */
  can_control: z.boolean().default(false),
  /** The adapter also blocks the engine: used where no relay is wired. */
  can_engine_control: z.boolean().default(false),
  can_adapter: z.string().optional(),
  draw_attention: TeltonikaPulse.optional(),
  battery_compartment: TeltonikaPulse.optional(),
  dictionary: z.array(DictionaryEntry).default([]),
});
export type TeltonikaSettings = z.infer<typeof TeltonikaSettings>;

export interface UnitProfile {
  settings: TeltonikaSettings;
  dictionary: Dictionary;
}

const wiringEntry = ({ output, active_means }: TeltonikaWiring): DictionaryEntry => ({
  id: output === 1 ? 179 : 180,
  property: 'driving_enabled',
  reading: { values: { 0: active_means === 'driving_disabled', 1: active_means === 'driving_enabled' } },
  rank: 0,
  evidence: 'verified',
});

const compose = (raw: Record<string, unknown>): UnitProfile => {
  const settings = TeltonikaSettings.parse(raw);
  const entries = settings.wiring ? [wiringEntry(settings.wiring), ...settings.dictionary] : settings.dictionary;
  return { settings, dictionary: composeDictionary(entries) };
};

const by_model = new WeakMap<VehicleModel, UnitProfile>();

/** Settings and dictionary of a unit. Units without facts of their own share those of their model. Throws `ZodError`. */
export const profileOf = ({ model, settings }: UnitRef): UnitProfile => {
  if (Object.keys(settings).length > 0) return compose({ ...model.settings, ...settings });
  const known = by_model.get(model) ?? compose(model.settings);
  by_model.set(model, known);
  return known;
};
