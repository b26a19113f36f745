import { listTimeZones } from '#components/auth/time-zones.ts';
import { SettingsPage } from '#components/settings/settings-page.tsx';
import { brands } from '#lib/catalogue/brands.ts';
import { allows } from '#lib/domain/access.ts';
import { pageText, pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { getFleetSettings } from '#server/services/fleet-settings.ts';
import { updateFleetSettings } from './actions.ts';

export const generateMetadata = pageTitle('Fleet settings');

export default async function AdminFleetSettingsPage() {
  const { app, actor, viewer } = await requirePage('fleet-settings.ro');
  const settings = await getFleetSettings(app, actor, { params: {}, query: {}, body: undefined });
  return (
    <SettingsPage
      fleet_id={actor.fleet_id}
      settings={settings}
      time_zones={listTimeZones(app.clock(), (await pageText()).language)}
      brands={brands.map(({ brand, name, silence_in_minutes }) => ({ brand, name, silence_in_minutes }))}
      may_change={allows(viewer.permissions, 'fleet-settings')}
      updateFleetSettings={updateFleetSettings}
    />
  );
}
