import { z } from 'zod';

/** Where the immobiliser relay is wired, and what it means when the output is on. A fact of the installation; no default exists. */
export const Wiring = z.object({
  output: z.int().min(1).max(4),
  active_means: z.enum(['driving_disabled', 'driving_enabled']),
});
export type Wiring = z.infer<typeof Wiring>;

/** An output that is on for a moment, so many times. */
export const Pulse = z.object({
  output: z.int().min(1).max(4),
  on_ms: z.int().min(1).max(10_000),
  repeats: z.int().min(1).max(10),
});
export type Pulse = z.infer<typeof Pulse>;

/** Whether the output is on while driving is, or is not, enabled. */
export const isOutputOn = (driving_enabled: boolean, { active_means }: Pick<Wiring, 'active_means'>): boolean =>
  driving_enabled === (active_means === 'driving_enabled');
