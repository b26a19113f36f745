import { findBrand } from '#lib/catalogue/catalogue.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';

/** The brand that a path names, in any case. Throws `resource-not-found`. */
export const getBrand = (name: string): BrandDefinition => {
  const brand = findBrand(name);
  if (!brand) throw new Problem('resource-not-found', `There is no telematics brand ${name}.`);
  return brand;
};
