import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { SignedInFrame } from '#components/fleet/signed-in-frame.tsx';
import { parseTheme, theme_cookie } from '#components/shell/theme.ts';
import { nowAt } from '#server/app.ts';
import { requireOwnPage } from '#server/pages/require-page.ts';
import { listFleets } from '#server/services/access.ts';
import { readCommandHold } from '#server/services/command-hold.ts';
import { liveStart } from '#server/services/fleet.ts';
import { chooseFleet, confirmRestore } from './actions.ts';

export default async function FleetLayout({ children }: { children: ReactNode }) {
  const { app, actor, viewer } = await requireOwnPage();
  const fleets = await listFleets(app, actor, { params: {}, query: {}, body: undefined });
  return (
    <SignedInFrame
      viewer={viewer}
      theme={parseTheme((await cookies()).get(theme_cookie)?.value)}
      rendered_at={nowAt(app)}
      after={await liveStart(app, actor)}
      flow_id={actor.flow_id}
      fleets={fleets.items}
      chooseFleet={chooseFleet}
      command_hold={await readCommandHold(app, actor)}
      confirmRestore={confirmRestore}
    >
      {children}
    </SignedInFrame>
  );
}
