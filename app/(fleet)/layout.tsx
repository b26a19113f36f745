import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { SignedInFrame } from '#components/fleet/signed-in-frame.tsx';
import { parseTheme, theme_cookie } from '#components/shell/theme.ts';
import { nowAt } from '#server/app.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { getEventBounds } from '#server/store/events.ts';

/** The page below is read at the same time as this: some events are told twice rather than one never. */
const overlap = 50;

export default async function FleetLayout({ children }: { children: ReactNode }) {
  const { app, actor, viewer } = await requirePage();
  const { oldest, newest } = await getEventBounds(app.db.read, actor.fleet_id);
  return (
    <SignedInFrame
      viewer={viewer}
      theme={parseTheme((await cookies()).get(theme_cookie)?.value)}
      rendered_at={nowAt(app)}
      after={Math.max(oldest - 1, newest - overlap, 0)}
    >
      {children}
    </SignedInFrame>
  );
}
