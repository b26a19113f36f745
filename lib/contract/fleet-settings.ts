import { z } from 'zod';
import { CommandCapability } from '#lib/domain/command-schema.ts';
import { least_history_days, longest_history_days, trip_triggers } from '#lib/domain/fleet-settings.ts';
import { TelematicsBrand } from '#lib/domain/telematics.ts';
import { FleetId } from '#lib/domain/vehicle.ts';
import { operation } from './define.ts';
import { TimeZone } from './fleet.ts';
import { routes } from './routes.ts';

const Minutes = z.int().min(1).max(10_080);
const removal = { enabled: z.boolean(), days_without_contact: z.int().min(7).max(3650) };
const fields = {
  name: z.string().max(100).trim().min(1),
  time_zone: TimeZone,
  trip_trigger: z.enum(trip_triggers).describe('What begins and ends a trip'),
  history_retention_in_days: z.int().min(least_history_days).max(longest_history_days).describe('How long events are kept'),
  automatic_vehicle_removal: z.strictObject(removal).describe('Archives vehicles that were silent for so long'),
  extra_commands: z.array(CommandCapability).max(50).describe('Commands that are off unless they are named here'),
  immobilizer_requires_fresh_state: z.boolean(),
  sharing_partners: z.array(FleetId).max(100).describe('Fleets of this installation to share vehicles with; they must name this fleet too'),
  second_factor_required: z.boolean().describe('People who may command or administrate must have a second factor'),
};

export const FleetSettings = z.object({
  ...fields,
  automatic_vehicle_removal: z.object(removal),
  life_status_timeout_in_minutes: z
    .record(z.string(), z.int())
    .describe('By telematics brand: silence after which a vehicle is OFFLINE. Brands that are absent have their usual time'),
});
export type FleetSettings = z.infer<typeof FleetSettings>;

export const FleetSettingsPatch = z
  .strictObject({
    ...fields,
    automatic_vehicle_removal: z.strictObject(removal).partial(),
    life_status_timeout_in_minutes: z.record(TelematicsBrand, Minutes.nullable()),
  })
  .partial();
export type FleetSettingsPatch = z.infer<typeof FleetSettingsPatch>;

const area = 'Fleet settings';

export const fleet_settings_operations = {
  getFleetSettings: operation({
    ...routes.getFleetSettings,
    summary: 'Read the settings of the fleet',
    area,
    permission: 'fleet-settings.ro',
    output: FleetSettings,
    revisioned: true,
    ours: true,
  }),
  updateFleetSettings: operation({
    ...routes.updateFleetSettings,
    summary: 'Change settings of the fleet',
    area,
    permission: 'fleet-settings',
    body: FleetSettingsPatch,
    output: FleetSettings,
    revisioned: true,
    ours: true,
  }),
};
