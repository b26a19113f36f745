import { brands } from '#lib/catalogue/brands.ts';
import { listModels, modelCapabilities } from '#lib/catalogue/catalogue.ts';
import records from '#lib/catalogue/conformance.json' with { type: 'json' };
import { type CommandCapability, commands } from '#lib/domain/command.ts';
import type { BrandDefinition, VehicleModel } from '#lib/domain/telematics.ts';
import { type StateProperty, state_properties, stateCapability } from '#lib/domain/vehicle-state.ts';

/** On all models of a brand, on some of them or with an accessory, or on none. */
export type Share = 'all' | 'some' | 'none';

/** How a brand's state comes in and what proves a command; written by the conformance suite. */
export interface BrandRecord {
  transports: string;
  state_by: string;
  success_by: string;
  discovery: string;
  /** Empty: all of the suite. */
  not_tested: string;
}

const records_by_brand: Record<string, BrandRecord> = records;

export const listBrandFacts = () =>
  brands.map((brand) => {
    const own = listModels(brand.brand);
    const grades = own.map(({ evidence }) => evidence);
    return {
      brand,
      record: records_by_brand[brand.brand],
      model_count: own.length,
      verified: grades.filter((grade) => grade === 'verified').length,
      one_implementation: grades.filter((grade) => grade === 'one implementation').length,
      assumed: grades.filter((grade) => grade === 'assumed').length,
    };
  });

const shareOf = (brand: BrandDefinition, has: (names: ReturnType<typeof modelCapabilities>) => boolean): Share => {
  const own = listModels(brand.brand);
  if (own.every((model) => has(model.capabilities))) return 'all';
  const withAccessories = (model: VehicleModel) =>
    modelCapabilities(
      model,
      model.extensions.map(({ id }) => id),
    );
  return own.some((model) => has(withAccessories(model))) ? 'some' : 'none';
};

export interface MatrixRow<Name extends string> {
  name: Name;
  /** In the order of the brands. */
  shares: Share[];
}

const rowsOf = <Name extends string>(
  names: readonly Name[],
  has: (name: Name) => (capabilities: ReturnType<typeof modelCapabilities>) => boolean,
): MatrixRow<Name>[] =>
  names
    .map((name) => ({ name, shares: brands.map((brand) => shareOf(brand, has(name))) }))
    .filter(({ shares }) => shares.some((share) => share !== 'none'));

/** Commands that any brand has, in the order of the vocabulary. */
export const commandMatrix = (): MatrixRow<CommandCapability>[] =>
  rowsOf(Object.keys(commands) as CommandCapability[], (name) => (capabilities) => capabilities.commands.includes(name));

/** State that any brand reports, in the order of the vocabulary. */
export const stateMatrix = (): MatrixRow<StateProperty>[] =>
  rowsOf(state_properties, (name) => (capabilities) => capabilities.vehicle_state.includes(stateCapability(name)));
