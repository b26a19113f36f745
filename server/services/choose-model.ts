import type { z } from 'zod';
import { findModel } from '#lib/catalogue/catalogue.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { BrandDefinition, VehicleModel } from '#lib/domain/telematics.ts';
import type { UnitSetup } from '#lib/domain/vehicle.ts';

const notFound = (pointer: string, message: string) =>
  new Problem('referenced-resource-not-found', message, { errors: [{ pointer, code: 'not_found', message }] });

/** The catalogue's model of the setup with the chosen extensions, each once. `pointer` says where the setup stands in the body. */
export const chooseModel = (
  brand: Pick<BrandDefinition, 'brand' | 'name'>,
  setup: z.output<typeof UnitSetup>,
  pointer: string,
): { model: VehicleModel; extensions: string[] } => {
  const model = findModel(setup.vehicle_model_id);
  if (!model || model.telematics_brand !== brand.brand) {
    throw notFound(`${pointer}/vehicle_model_id`, `There is no model ${setup.vehicle_model_id} for ${brand.name}.`);
  }
  const extensions = [...new Set(setup.extensions ?? [])];
  const unknown = extensions.find((id) => !model.extensions.some((extension) => extension.id === id));
  if (unknown === undefined) return { model, extensions };
  throw notFound(`${pointer}/extensions`, `${model.vehicle_brand} ${model.vehicle_model} has no extension ${unknown}.`);
};
