import { redirect } from 'next/navigation';
import { SetUpForm } from '#components/auth/set-up-form.tsx';
import { listTimeZones } from '#components/auth/time-zones.ts';
import { PlainPage } from '#components/shell/plain-page.tsx';
import { pageText, pageTitle } from '#server/pages/page-text.ts';
import { isSetUpNeeded } from '#server/pages/set-up-state.ts';

export const generateMetadata = pageTitle('Set up');

export default async function SetUpPage() {
  if (!(await isSetUpNeeded())) redirect('/login');
  return (
    <PlainPage width="sm">
      <SetUpForm time_zones={listTimeZones(Date.now(), (await pageText()).language)} />
    </PlainPage>
  );
}
