import { foldText } from '#lib/client/fold-text.ts';
import type { OfferedModel } from '#lib/contract/lifecycle.ts';
import type { Capabilities } from '#lib/domain/capability.ts';

const union = <T>(lists: readonly (readonly T[])[]): T[] => [...new Set(lists.flat())];

/** What a vehicle of the model can do with the chosen accessories. */
export const offeredCapabilities = (model: OfferedModel, extensions: readonly string[]): Capabilities => {
  const all = [model.capabilities, ...model.extensions.filter(({ id }) => extensions.includes(id)).map(({ capabilities }) => capabilities)];
  return { commands: union(all.map(({ commands }) => commands)), vehicle_state: union(all.map(({ vehicle_state }) => vehicle_state)) };
};

export const modelName = (model: Pick<OfferedModel, 'vehicle_brand' | 'vehicle_model'>): string =>
  `${model.vehicle_brand} ${model.vehicle_model}`;

/** Models in whose name every word occurs. */
export const searchModels = (models: readonly OfferedModel[], text: string): OfferedModel[] => {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  return models.filter((model) => words.every((word) => foldText(modelName(model)).includes(word)));
};
