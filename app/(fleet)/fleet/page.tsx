import { redirect } from 'next/navigation';
import { preload } from 'react-dom';
import { FleetScreen } from '#components/fleet/fleet-screen.tsx';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listSavedViews } from '#server/services/saved-views.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Fleet');

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: PageProps) {
  const { app, actor, viewer } = await requirePage('vehicles.ro');
  const saved_views = (await listSavedViews(app, actor, { params: {}, query: {}, body: undefined })).items;
  const { saved, ...further } = await searchParams;
  // A link names a view by its id alone, and a bare address means the person's default one: the page itself shows all of it in the address.
  const wanted = saved_views.find(({ id, is_default }) => (saved === undefined ? is_default : id === saved));
  if (wanted && Object.keys(further).length === 0) {
    const search = new URLSearchParams(wanted.query);
    if (search.size > 0 || saved === undefined) redirect(`/fleet?${search.size > 0 ? `${wanted.query}&` : ''}saved=${wanted.id}`);
  }
  // The browser asks for the fleet while it still loads the scripts that will show it.
  preload('/api/v1/fleet-snapshot', { as: 'fetch', crossOrigin: 'anonymous' });
  const { map_style_url, map_pmtiles_url } = app.config;
  return (
    <FleetScreen
      permissions={viewer.permissions}
      person_id={viewer.id}
      saved_views={saved_views}
      view_actions={{ create: actions.createSavedView, update: actions.updateSavedView, remove: actions.deleteSavedView }}
      basemap={{ style_url: map_style_url, pmtiles_url: map_pmtiles_url }}
      actions={{ requestCommand: actions.requestCommand, resolveCommand: actions.resolveCommand }}
      bulk_actions={{
        createCommandPlan: actions.createCommandPlan,
        runCommandPlan: actions.runCommandPlan,
        changeTags: actions.changeTagsOfVehicles,
        changeCustomFields: actions.changeCustomFieldsOfVehicles,
        setOperationStatus: actions.setOperationStatusOfVehicles,
        archive: actions.archiveVehicles,
        revertChanges: actions.revertVehicleChanges,
      }}
    />
  );
}
