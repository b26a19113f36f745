import { z } from 'zod';
import type { UnitRef } from '#lib/domain/telematics.ts';
import { Pulse, Wiring } from '../wiring.ts';
import { type ModelTemplate, TailField, template_names, templates } from './templates.ts';

/** What a digital input is wired to. Implementations disagree whether bit 0 is input 1 or the ignition line, so the bit itself is named. */
export const InputWiring = z.object({
  bit: z.int().min(0).max(7),
  property: z.enum(['doors_status', 'trunk_status', 'top_case_lid', 'top_case_lock']),
  set: z.string(),
  clear: z.string(),
});

/** `settings` of a model, with those of the one vehicle merged over them. */
export const QueclinkSettings = z.object({
  template: z.enum(template_names),
  /** In place of the template's. */
  report_tail: z.array(TailField).optional(),
  /** The unit is configured to wait for an acknowledgement of each report. */
  server_ack: z.boolean().default(false),
  wiring: Wiring.optional(),
  central_lock: z.object({ unlock: Pulse, lock: Pulse }).optional(),
  battery_compartment: Pulse.optional(),
  draw_attention: Pulse.optional(),
  inputs: z.array(InputWiring).default([]),
  /** Fields of GTCFG between the new password and the serial, all of them left empty. Without it the password cannot be changed. */
  configuration_fields: z.int().min(0).max(60).optional(),
});
export type QueclinkSettings = z.infer<typeof QueclinkSettings>;

export interface UnitProfile {
  settings: QueclinkSettings;
  template: ModelTemplate;
}

/** Throws `ZodError`. */
export const profileOf = ({ model, settings: own }: UnitRef): UnitProfile => {
  const settings = QueclinkSettings.parse({ ...model.settings, ...own });
  const template = templates[settings.template];
  return { settings, template: { ...template, tail: settings.report_tail ?? template.tail } };
};
