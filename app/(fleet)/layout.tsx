import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { SignedInFrame } from '#components/fleet/signed-in-frame.tsx';
import { shownNav } from '#components/shell/shown-nav.tsx';
import { SupportBanner } from '#components/shell/support-banner.tsx';
import { parseTheme, theme_cookie } from '#components/shell/theme.ts';
import type { Viewer } from '#lib/contract/fleet.ts';
import { nowAt } from '#server/app.ts';
import { pageText } from '#server/pages/page-text.ts';
import { requireOwnPage } from '#server/pages/require-page.ts';
import { listFleets } from '#server/services/access.ts';
import { readCommandHold } from '#server/services/command-hold.ts';
import { liveStart } from '#server/services/fleet.ts';
import { chooseFleet, confirmRestore } from './actions.ts';

const SupportNotice = async ({ viewer, support_access }: { viewer: Viewer; support_access: NonNullable<Viewer['support_access']> }) => {
  const { t, formatInstant } = await pageText();
  const { expires_at, reason } = support_access;
  return (
    <SupportBanner>
      {t('Support access until {time}: {reason}', { time: formatInstant(expires_at, viewer.fleet.time_zone), reason })}
    </SupportBanner>
  );
};

export default async function FleetLayout({ children }: { children: ReactNode }) {
  const { app, actor, viewer } = await requireOwnPage();
  const fleets = await listFleets(app, actor, { params: {}, query: {}, body: undefined });
  return (
    <SignedInFrame
      viewer={viewer}
      nav={shownNav(viewer.permissions)}
      theme={parseTheme((await cookies()).get(theme_cookie)?.value)}
      rendered_at={nowAt(app)}
      after={await liveStart(app, actor)}
      flow_id={actor.flow_id}
      fleets={fleets.items}
      chooseFleet={chooseFleet}
      command_hold={await readCommandHold(app, actor)}
      confirmRestore={confirmRestore}
      {...(viewer.support_access && { support_notice: <SupportNotice viewer={viewer} support_access={viewer.support_access} /> })}
    >
      {children}
    </SignedInFrame>
  );
}
