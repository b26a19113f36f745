import { type BrandGuard, type BrandGuardOptions, createBrandGuard } from '#server/adapters/brand-guard.ts';
import type { HttpAdapter } from '#server/adapters/port.ts';

export type CreateGuard = (brand: string, options: BrandGuardOptions) => BrandGuard;

/** One guard per brand, made when the brand is first called. */
export const createBrandGuards = (
  options: BrandGuardOptions,
  findAdapter: (brand: string) => HttpAdapter | undefined,
  createGuard: CreateGuard = (_brand, own) => createBrandGuard(own),
) => {
  const guards = new Map<string, BrandGuard>();
  const guardOf = (brand: string): BrandGuard => {
    const max_parallel_per_credentials = findAdapter(brand)?.limits.max_concurrent_per_credentials;
    const limits = max_parallel_per_credentials !== undefined && { limits: { max_parallel_per_credentials } };
    const guard = guards.get(brand) ?? createGuard(brand, { ...options, ...limits });
    guards.set(brand, guard);
    return guard;
  };
  return { guards, guardOf };
};
