import type { Capabilities } from '#lib/domain/capability.ts';
import type { BrandDefinition, TelematicsBrand, VehicleModel } from '#lib/domain/telematics.ts';
import { brands } from './brands.ts';
import { cloudboxx_models } from './models/cloudboxx.ts';
import { mercedes_benz_models } from './models/mercedes-benz.ts';
import { niu_models } from './models/niu.ts';
import { okai_models } from './models/okai.ts';
import { queclink_models } from './models/queclink.ts';
import { segway_models } from './models/segway.ts';
import { teltonika_models } from './models/teltonika.ts';

export const models: VehicleModel[] = [
  ...cloudboxx_models,
  ...mercedes_benz_models,
  ...niu_models,
  ...okai_models,
  ...queclink_models,
  ...segway_models,
  ...teltonika_models,
];

const brands_by_id = new Map(brands.map((entry) => [entry.brand, entry]));
const models_by_id = new Map(models.map((entry) => [entry.id, entry]));

/** Without regard to case, as paths are matched. */
export const findBrand = (brand: string): BrandDefinition | undefined => brands_by_id.get(brand.toUpperCase());
export const findModel = (vehicle_model_id: string): VehicleModel | undefined => models_by_id.get(vehicle_model_id);
export const listModels = (brand: TelematicsBrand): VehicleModel[] => models.filter((model) => model.telematics_brand === brand);

const union = <T>(...lists: T[][]): T[] => [...new Set(lists.flat())];

/** What a vehicle of this model can do with the chosen accessories. */
export const modelCapabilities = (model: VehicleModel, extensions: readonly string[] = []): Capabilities => {
  const chosen = model.extensions.filter((extension) => extensions.includes(extension.id));
  return {
    commands: union(model.capabilities.commands, ...chosen.map((extension) => extension.capabilities.commands)),
    vehicle_state: union(model.capabilities.vehicle_state, ...chosen.map((extension) => extension.capabilities.vehicle_state)),
  };
};

/** Silence after which a vehicle of this telematics brand counts as OFFLINE. */
export const silenceLimitMs = (brand: TelematicsBrand): number => (findBrand(brand)?.silence_in_minutes ?? 60) * 60_000;
