import { type CommandCapability, isCommandCapability } from '#lib/domain/command.ts';
import type { Query } from '#server/db/dialect.ts';
import { findFleet } from './access.ts';

/** What a fleet's settings say about commands. */
export interface CommandSettings {
  /** Commands that are off unless listed here. */
  extra_commands: CommandCapability[];
  immobilizer_requires_fresh_state: boolean;
}

export const getCommandSettings = async (db: Query, fleet_id: string): Promise<CommandSettings> => {
  const settings: { extra_commands?: unknown; immobilizer_requires_fresh_state?: unknown } = JSON.parse(
    (await findFleet(db, fleet_id))?.settings ?? '{}',
  );
  const { extra_commands, immobilizer_requires_fresh_state } = settings;
  return {
    extra_commands: Array.isArray(extra_commands) ? extra_commands.filter(isCommandCapability) : [],
    immobilizer_requires_fresh_state: immobilizer_requires_fresh_state === true,
  };
};
