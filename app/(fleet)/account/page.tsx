import { AccountPage } from '#components/account/account-page.tsx';
import { pageTitle } from '#server/pages/page-text.ts';
import { requireOwnPage } from '#server/pages/require-page.ts';
import { listOwnSessions } from '#server/services/account.ts';
import { getSecondFactor } from '#server/services/second-factor.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Account');

export default async function OwnAccountPage() {
  const { app, actor, viewer } = await requireOwnPage();
  const nothing = { params: {}, query: {}, body: undefined };
  const factor = await getSecondFactor(app, actor, nothing);
  const { items } = await listOwnSessions(app, actor, nothing);
  return <AccountPage {...actions} name={viewer.name} email={viewer.email} factor={factor} sessions={items} />;
}
