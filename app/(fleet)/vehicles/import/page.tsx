import { ImportVehicles } from '#components/imports/import-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listImports } from '#server/services/imports.ts';
import { applyImport, checkImport, revertImport } from './actions.ts';

export const generateMetadata = pageTitle('Import vehicles');

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function ImportVehiclesPage({ searchParams }: { searchParams: Search }) {
  const { app, actor, viewer } = await requirePage('vehicle-lifecycle');
  const { items } = await listImports(app, actor, { params: {}, query: {}, body: undefined });
  const { id } = await searchParams;
  return (
    <QueryProvider>
      <ImportVehicles
        opened={items.find((one) => one.id === id)}
        recent={items}
        may_change={allows(viewer.permissions, 'vehicles')}
        checkImport={checkImport}
        applyImport={applyImport}
        revertImport={revertImport}
      />
    </QueryProvider>
  );
}
