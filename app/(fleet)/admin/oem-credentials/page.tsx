import { CredentialsPage } from '#components/admin/credentials-page.tsx';
import { brands } from '#lib/catalogue/brands.ts';
import { findBrand } from '#lib/catalogue/catalogue.ts';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listCredentials } from '#server/services/credentials.ts';
import { createCredentials, deleteCredentials, updateCredentials } from './actions.ts';

export const generateMetadata = pageTitle('OEM credentials');

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function OemCredentialsPage({ searchParams }: { searchParams: Search }) {
  const { app, actor, viewer } = await requirePage('oem-credentials.ro');
  const { add } = await searchParams;
  const shared = brands.filter((brand) => brand.authentication === 'SHARED');
  const lists = await Promise.all(
    shared.map(async ({ brand }) => {
      const { items } = await listCredentials(app, actor, { params: { brand }, query: {}, body: undefined });
      return [brand, items] as const;
    }),
  );
  const may_change = allows(viewer.permissions, 'oem-credentials');
  const { app_url, gateway_port } = app.config;
  const gateway = new URL(app_url);
  gateway.port = String(gateway_port);
  return (
    <QueryProvider>
      <CredentialsPage
        brands={shared}
        first={Object.fromEntries(lists)}
        may_change={may_change}
        push_origin={gateway.origin}
        add_brand={may_change && typeof add === 'string' ? findBrand(add)?.brand : undefined}
        createCredentials={createCredentials}
        updateCredentials={updateCredentials}
        deleteCredentials={deleteCredentials}
      />
    </QueryProvider>
  );
}
