import type { Query } from '#server/db/dialect.ts';
import { findFleet } from './access.ts';
import { type FleetRules, readFleetRules } from './fleet-rules.ts';

/** What a fleet's settings say about commands. */
export type CommandSettings = Pick<FleetRules, 'extra_commands' | 'immobilizer_requires_fresh_state'>;

export const getCommandSettings = async (db: Query, fleet_id: string): Promise<CommandSettings> =>
  readFleetRules((await findFleet(db, fleet_id))?.settings ?? '{}');
