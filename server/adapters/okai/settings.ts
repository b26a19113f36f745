import { z } from 'zod';
import type { UnitRef } from '#lib/domain/telematics.ts';

const Order = z.string().regex(/^[0-9A-F]{1,2}$/);

/** `settings` of a model, with those of the one vehicle merged over them. */
export const OkaiSettings = z.object({
  /** The unit is configured to wait for an acknowledgement of each report. */
  server_ack: z.boolean().default(false),
  /** Sub-commands of GTRTO in hexadecimal; a model that has another one, or none, says so here. */
  orders: z
    .object({
      locate: Order,
      enable_driving: Order,
      disable_driving: Order,
      unlock_battery_compartment: Order.optional(),
      lock_battery_compartment: Order.optional(),
    })
    .default({ locate: '1', enable_driving: 'F', disable_driving: '10', unlock_battery_compartment: '13', lock_battery_compartment: '14' }),
  /** Parameters of GTALM in front of the serial: the alarm sounds; and it is silent. */
  alarm: z
    .object({ start: z.array(z.string()), stop: z.array(z.string()), sounds_ms: z.int().min(1000).max(60_000) })
    .default({ start: ['10', '20', '', '', ''], stop: ['0', '0', '', '', ''], sounds_ms: 10_000 }),
  /** Values of ecuLockState. */
  lock_state: z.object({ locked: z.int(), unlocked: z.int() }).default({ locked: 1, unlocked: 0 }),
  /** Values of the battery lock in ecuInfo. Not published: without them it is not shown. */
  battery_lock: z.object({ locked: z.int(), unlocked: z.int() }).optional(),
  /** Fields of GTCFG between the new password and the serial, all of them left empty. Not published: without it the password cannot be changed. */
  configuration_fields: z.int().min(0).max(60).optional(),
});
export type OkaiSettings = z.infer<typeof OkaiSettings>;

/** Throws `ZodError`. */
export const settingsOf = ({ model, settings }: UnitRef): OkaiSettings => OkaiSettings.parse({ ...model.settings, ...settings });
