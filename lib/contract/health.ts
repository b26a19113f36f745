import { z } from 'zod';
import { freshness_values, report_modes } from '#lib/domain/freshness.ts';
import { operation, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

const instant = z.iso.datetime();

export const VehicleFreshness = z.object({
  value: z.enum(freshness_values).describe('`silent` as well when the unit is known to be disconnected'),
  mode: z.enum(report_modes).describe('What the vehicle was last known to do; each mode has a usual interval of its own'),
  expected_interval_seconds: z.int().describe('Nine in ten reports of this model in this mode came within this time'),
  silence_seconds: z.int().describe('After so long without contact the vehicle counts as OFFLINE'),
  last_contact_at: instant.optional(),
  due_at: instant.optional().describe('From here on a report is expected; absent with the two below before the first contact'),
  overdue_at: instant.optional().describe('From here on a report was missed'),
  silent_at: instant.optional().describe('From here on the vehicle counts as OFFLINE'),
});
export type VehicleFreshness = z.infer<typeof VehicleFreshness>;

export const health_operations = {
  getFreshness: operation({
    ...routes.getFreshness,
    summary: 'How far may the state be trusted by its age?',
    area: 'Vehicles',
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: VehicleFreshness,
    ours: true,
  }),
};
