import { ArchivedVehicles } from '#components/archive/archive-page.tsx';
import { archive_page_size } from '#components/archive/archive-page-size.ts';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listArchivedVehicles } from '#server/services/vehicles.ts';
import { archiveVehicle, removeVehicle, restoreVehicle, restoreVehicles } from './actions.ts';

export const generateMetadata = pageTitle('Archive');

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function ArchivePage({ searchParams }: { searchParams: Search }) {
  const { app, actor, viewer } = await requirePage('vehicles.ro');
  const { q: given } = await searchParams;
  const q = typeof given === 'string' ? given.trim().slice(0, 100) : '';
  const page = await listArchivedVehicles(app, actor, {
    params: {},
    query: { limit: archive_page_size, ...(q && { q }) },
    body: undefined,
  });
  return (
    <QueryProvider>
      <ArchivedVehicles
        first={{ q, page }}
        may_restore={allows(viewer.permissions, 'vehicle-lifecycle')}
        may_remove={allows(viewer.permissions, 'vehicle-archive')}
        may_store_credentials={allows(viewer.permissions, 'oem-credentials')}
        person={viewer.name}
        restoreVehicle={restoreVehicle}
        restoreVehicles={restoreVehicles}
        removeVehicle={removeVehicle}
        archiveVehicle={archiveVehicle}
      />
    </QueryProvider>
  );
}
