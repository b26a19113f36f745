import { z } from 'zod';
import { Configuration, ConfigurationPatch, ConfigurationStatus, Feature, SettingDeclaration } from '#lib/domain/configuration.ts';
import { Evidence } from '#lib/domain/telematics.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { BulkResult } from './bulk.ts';
import { items, operation, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

const area = 'Configuration';
const feature_path = vehicle_path.extend({ feature: Feature });

/** One feature of a vehicle's unit: what it is to be set to, and whether it is. Without `status` nobody has set it. */
export const FeatureConfiguration = z.object({
  feature: Feature,
  configuration: Configuration,
  status: ConfigurationStatus.optional(),
  modified_at: z.iso.datetime().optional(),
  applied_at: z.iso.datetime().optional(),
  problem_type: z.string().optional(),
  /** Keys that the feature `general` takes here. */
  settings: z.array(SettingDeclaration).optional(),
  evidence: Evidence,
});
export type FeatureConfiguration = z.infer<typeof FeatureConfiguration>;

export const configuration_operations = {
  listConfigurations: operation({
    ...routes.listConfigurations,
    summary: 'Read the configuration of a unit',
    area,
    permission: 'vehicle-configuration.ro',
    params: vehicle_path,
    output: items(FeatureConfiguration),
    ours: true,
  }),
  getConfiguration: operation({
    ...routes.getConfiguration,
    summary: 'Read one feature of a unit',
    area,
    permission: 'vehicle-configuration.ro',
    params: feature_path,
    output: FeatureConfiguration,
    revisioned: true,
    ours: true,
  }),
  configureUnit: operation({
    ...routes.configureUnit,
    summary: 'Configure one feature of a unit',
    area,
    permission: 'vehicle-configuration',
    params: feature_path,
    body: ConfigurationPatch,
    output: FeatureConfiguration,
    revisioned: true,
    ours: true,
  }),
  configureUnits: operation({
    ...routes.configureUnits,
    summary: 'Configure one feature of several units or of all',
    area,
    permission: 'vehicle-configuration',
    params: z.strictObject({ feature: Feature }),
    body: z
      .strictObject({
        vehicle_ids: z.array(VehicleId).max(1000).optional(),
        all: z.literal(true).optional(),
        configuration: ConfigurationPatch,
      })
      .refine((body) => (body.vehicle_ids === undefined) !== (body.all === undefined), 'Name either vehicle_ids or all'),
    output: items(BulkResult),
    ours: true,
  }),
};
