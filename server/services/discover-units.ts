import { z } from 'zod';
import { AvailableUnit } from '#lib/contract/lifecycle.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { askGateway } from './gateway-call.ts';

const Discovered = AvailableUnit.omit({ id: true, brand: true }).extend({ unit_id: z.string() });
export type DiscoveredUnit = z.infer<typeof Discovered>;
const discovery = {
  kind: 'discover_units',
  result: z.object({ units: z.array(Discovered), failed: z.int(), complete: z.boolean().default(false) }),
} as const;

/**
 * The units that the manufacturer lists for the fleet's credentials and that serve no vehicle. `complete`: there are no others. Throws
 * `service-unavailable` when nothing could be learnt.
 */
export const discoverUnits = async (app: App, actor: Actor, brand: string): Promise<{ units: DiscoveredUnit[]; complete: boolean }> => {
  const { units, failed, complete } = await askGateway(app, actor, discovery, () => ({ brand }));
  if (failed > 0 && units.length === 0)
    throw new Problem('service-unavailable', `${brand} could not list its units. Type the id by hand or try again.`);
  return { units, complete: complete && failed === 0 };
};
