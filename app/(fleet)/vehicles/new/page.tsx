import { AddVehicle } from '#components/lifecycle/add-vehicle.tsx';
import { brands } from '#lib/catalogue/brands.ts';
import { findBrand } from '#lib/catalogue/catalogue.ts';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { addVehicle } from './actions.ts';

export const generateMetadata = pageTitle('Add a vehicle');

type Search = Promise<Record<string, string | string[] | undefined>>;

/** `?brand=…&unit=…`: a unit that was seen and serves no vehicle yet. */
const unitOf = ({ brand, unit }: Awaited<Search>) => {
  const known = typeof brand === 'string' ? findBrand(brand) : undefined;
  return known && typeof unit === 'string' && new RegExp(known.unit_id_pattern).test(unit)
    ? { brand: known.brand, unit_id: unit }
    : undefined;
};

export default async function AddVehiclePage({ searchParams }: { searchParams: Search }) {
  const { viewer } = await requirePage('vehicle-lifecycle');
  return (
    <QueryProvider>
      <AddVehicle
        brands={brands}
        unit={unitOf(await searchParams)}
        may_store_credentials={allows(viewer.permissions, 'oem-credentials')}
        addVehicle={addVehicle}
      />
    </QueryProvider>
  );
}
