import { AuditPage } from '#components/audit/audit-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';

export const generateMetadata = pageTitle('Audit log');

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function AdminAuditLogPage({ searchParams }: { searchParams: Search }) {
  await requirePage('audit-log.ro');
  const given = await searchParams;
  const part = (name: string) => {
    const value = given[name];
    return typeof value === 'string' ? value.slice(0, 100) : '';
  };
  const filter = { actor: part('actor'), action: part('action'), object: part('object'), from: part('from'), to: part('to') };
  return (
    <QueryProvider>
      <AuditPage first_filter={filter} />
    </QueryProvider>
  );
}
