import { preload } from 'react-dom';
import { FleetScreen } from '#components/fleet/fleet-screen.tsx';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Fleet');

export default async function Page() {
  const { app, viewer } = await requirePage('vehicles.ro');
  // The browser asks for the fleet while it still loads the scripts that will show it.
  preload('/api/v1/fleet-snapshot', { as: 'fetch', crossOrigin: 'anonymous' });
  const { map_style_url, map_pmtiles_url } = app.config;
  return (
    <FleetScreen
      permissions={viewer.permissions}
      basemap={{ style_url: map_style_url, pmtiles_url: map_pmtiles_url }}
      actions={{ requestCommand: actions.requestCommand, resolveCommand: actions.resolveCommand }}
      bulk_actions={{
        createCommandPlan: actions.createCommandPlan,
        runCommandPlan: actions.runCommandPlan,
        changeTags: actions.changeTagsOfVehicles,
        changeCustomFields: actions.changeCustomFieldsOfVehicles,
        setOperationStatus: actions.setOperationStatusOfVehicles,
        archive: actions.archiveVehicles,
      }}
    />
  );
}
