import { PresetsPage } from '#components/people/presets-page.tsx';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listPermissionPresets } from '#server/services/presets.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Permission presets');

export default async function AdminPresetsPage() {
  const { app, actor, viewer } = await requirePage('users.ro');
  const { items } = await listPermissionPresets(app, actor, { params: {}, query: {}, body: undefined });
  return <PresetsPage {...actions} presets={items} grantor={viewer.permissions} />;
}
