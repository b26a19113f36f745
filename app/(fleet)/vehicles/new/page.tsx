import { AddVehicle } from '#components/lifecycle/add-vehicle.tsx';
import { brands } from '#lib/catalogue/brands.ts';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { addVehicle } from './actions.ts';

export const generateMetadata = pageTitle('Add a vehicle');

export default async function AddVehiclePage() {
  const { viewer } = await requirePage('vehicle-lifecycle');
  return (
    <QueryProvider>
      <AddVehicle brands={brands} may_store_credentials={allows(viewer.permissions, 'oem-credentials')} addVehicle={addVehicle} />
    </QueryProvider>
  );
}
