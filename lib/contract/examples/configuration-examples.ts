import type { configuration_operations } from '../configuration.ts';
import type { ExamplesOf } from './example-type.ts';
import { added_at, reported_at, vehicle_id } from './example-vehicle.ts';

const general = {
  feature: 'general' as const,
  configuration: { settings: { output: 2, active_means: 'driving_disabled' } },
  status: 'APPLIED' as const,
  modified_at: added_at,
  applied_at: added_at,
  settings: [
    {
      key: 'output',
      description: 'Output of the unit to which the immobiliser relay is wired.',
      type: 'integer' as const,
      minimum: 1,
      maximum: 2,
    },
  ],
  evidence: 'verified' as const,
};
const tracking = {
  feature: 'tracking' as const,
  configuration: { enabled: true, interval_in_seconds: 30, distance_in_meters: 200 },
  status: 'PENDING' as const,
  modified_at: reported_at,
  evidence: 'one implementation' as const,
};

export const configuration_examples: ExamplesOf<keyof typeof configuration_operations> = {
  listConfigurations: { params: { vehicle_id }, output: { items: [tracking, general] } },
  getConfiguration: { params: { vehicle_id, feature: 'general' }, output: general },
  configureUnit: { params: { vehicle_id, feature: 'tracking' }, body: tracking.configuration, output: tracking },
  configureUnits: {
    params: { feature: 'tracking' },
    body: { vehicle_ids: [vehicle_id], configuration: { interval_in_seconds: 30 } },
    output: { items: [{ vehicle_id, status: 'SUCCEEDED' }] },
  },
};
