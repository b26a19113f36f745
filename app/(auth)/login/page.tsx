import { redirect } from 'next/navigation';
import { safeReturnPath } from '#components/auth/return-path.ts';
import { SignInPanel } from '#components/auth/sign-in-panel.tsx';
import { PlainPage } from '#components/shell/plain-page.tsx';
import { currentActor } from '#server/pages/current-actor.ts';
import { listDemoPeople } from '#server/pages/demo-people.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { isSetUpNeeded } from '#server/pages/set-up-state.ts';

export const generateMetadata = pageTitle('Sign in');

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function LoginPage({ searchParams }: { searchParams: Search }) {
  if (await isSetUpNeeded()) redirect('/set-up');
  const { from, ready, joined, changed } = await searchParams;
  const return_path = safeReturnPath(typeof from === 'string' ? from : undefined);
  if (await currentActor()) redirect(return_path);
  return (
    <PlainPage width="sm">
      <SignInPanel
        return_path={return_path}
        demo_people={listDemoPeople()}
        news={ready !== undefined ? 'set_up' : joined !== undefined ? 'joined' : changed !== undefined ? 'changed' : undefined}
      />
    </PlainPage>
  );
}
