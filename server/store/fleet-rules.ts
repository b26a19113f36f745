import { type CommandCapability, isCommandCapability } from '#lib/domain/command.ts';
import { least_history_days, trip_triggers, usual_history_days, usual_removal_days } from '#lib/domain/fleet-settings.ts';

export interface FleetRules {
  trip_trigger: (typeof trip_triggers)[number];
  history_retention_in_days: number;
  automatic_vehicle_removal: { enabled: boolean; days_without_contact: number };
  /** By telematics brand; those that are absent have their usual time. */
  life_status_timeout_in_minutes: Record<string, number>;
  /** Commands that are off unless listed here. */
  extra_commands: CommandCapability[];
  immobilizer_requires_fresh_state: boolean;
  /** Fleets that vehicles may be shared with, when they say the same of this one. */
  sharing_partners: string[];
  second_factor_required: boolean;
}

/** What a fleet's row holds in `settings`, filled up with what is usual. */
export const readFleetRules = (settings: string): FleetRules => {
  const stored = JSON.parse(settings) as { [K in keyof FleetRules]?: unknown };
  const removal = (stored.automatic_vehicle_removal ?? {}) as Partial<FleetRules['automatic_vehicle_removal']>;
  const timeouts = Object.entries(stored.life_status_timeout_in_minutes ?? {});
  const { history_retention_in_days: days } = stored;
  return {
    trip_trigger: trip_triggers.find((trigger) => trigger === stored.trip_trigger) ?? trip_triggers[0],
    history_retention_in_days: typeof days === 'number' ? Math.max(days, least_history_days) : usual_history_days,
    automatic_vehicle_removal: {
      enabled: removal.enabled === true,
      days_without_contact: removal.days_without_contact ?? usual_removal_days,
    },
    life_status_timeout_in_minutes: Object.fromEntries(timeouts.filter((pair): pair is [string, number] => typeof pair[1] === 'number')),
    extra_commands: Array.isArray(stored.extra_commands) ? stored.extra_commands.filter(isCommandCapability) : [],
    sharing_partners: Array.isArray(stored.sharing_partners) ? stored.sharing_partners.filter((id) => typeof id === 'string') : [],
    immobilizer_requires_fresh_state: stored.immobilizer_requires_fresh_state === true,
    second_factor_required: stored.second_factor_required === true,
  };
};
