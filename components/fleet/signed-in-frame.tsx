'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { LazyBell } from '#components/inbox/lazy-bell.tsx';
import { AppShell, type AppShellProps } from '#components/shell/app-shell.tsx';
import type { RestoreNoticeProps } from '#components/shell/restore-notice.tsx';
import { type ChooseFleetAction, useFleetSwitch } from '#components/shell/use-fleet-switch.ts';
import { PageFlowProvider } from '#components/states/part.tsx';
import { useFetched } from '#components/ui/use-fetched.ts';
import { FleetProvider } from '#lib/client/fleet-provider.tsx';
import { LiveProvider, useLiveStatus } from '#lib/client/live-provider.tsx';
import type { FleetEntry } from '#lib/contract/access.ts';
import type { CommandHold } from '#lib/contract/command-hold.ts';
import type { Viewer } from '#lib/contract/fleet.ts';
import { allows } from '#lib/domain/allows.ts';

export interface SignedInFrameProps extends Pick<AppShellProps, 'nav' | 'theme' | 'rendered_at'> {
  viewer: Viewer;
  /** Sequence of the fleet's log that everything the pages read is complete up to. */
  after: number;
  /** Of the request that brought the page. */
  flow_id: string;
  /** All that the person belongs to. */
  fleets: readonly FleetEntry[];
  chooseFleet: ChooseFleetAction;
  /** Whether commands wait for a person after a restore. */
  command_hold: CommandHold;
  confirmRestore: RestoreNoticeProps['confirmRestore'];
  /** For whoever was let in for a time. */
  support_notice?: ReactNode;
  children: ReactNode;
}

const loadRestoreNotice = () => import('#components/shell/restore-notice.tsx').then((module) => module.RestoreNotice);

const searchVehicles = async (q: string) => (await import('./find-vehicles.ts')).findVehicles(q);

/** The live status and when it began. */
const useStatusSince = () => {
  const status = useLiveStatus();
  const [began, setBegan] = useState({ status, since: new Date().toISOString() });
  useEffect(() => setBegan((before) => (before.status === status ? before : { status, since: new Date().toISOString() })), [status]);
  return { status, since: began.since };
};

const Shell = ({
  children,
  viewer,
  fleets,
  chooseFleet,
  command_hold,
  confirmRestore,
  support_notice,
  ...props
}: Omit<SignedInFrameProps, 'after' | 'flow_id'>) => {
  const { preset, support_access: _, ...person } = viewer;
  const live_status = useStatusSince();
  const RestoreNotice = useFetched(loadRestoreNotice, command_hold.held_since !== undefined);
  const switchFleet = useFleetSwitch(viewer.fleet.id, chooseFleet);
  const choice = useMemo(() => (fleets.length > 1 ? { fleets, chooseFleet: switchFleet } : undefined), [fleets, switchFleet]);
  const leave = useCallback(() => {
    void import('next-auth/react').then(({ signOut }) => signOut({ callbackUrl: '/login' }));
  }, []);
  return (
    <AppShell
      {...props}
      viewer={{ ...person, ...(preset !== undefined && { preset }) }}
      live_status={live_status}
      searchVehicles={searchVehicles}
      inbox={<LazyBell />}
      onSignOut={leave}
      {...(choice && { fleet_choice: choice })}
      notice={
        <>
          {support_notice}
          {command_hold.held_since && RestoreNotice && (
            <RestoreNotice
              known_until={command_hold.known_until}
              ended_messages={command_hold.ended_messages}
              may_confirm={allows(viewer.permissions, 'users')}
              confirmRestore={confirmRestore}
            />
          )}
        </>
      }
    >
      {children}
    </AppShell>
  );
};

/** A whole new page: nothing of the session that has ended lives on. */
const leaveForSignIn = () => {
  const { pathname, search } = window.location;
  window.location.replace(`/login?from=${encodeURIComponent(`${pathname}${search}`)}`);
};

/** What all signed-in pages share and keep across navigation: the live connection, the fleet, the frame. */
export function SignedInFrame({ after, flow_id, children, ...props }: SignedInFrameProps) {
  const router = useRouter();
  return (
    <LiveProvider after={after} onAccess={() => router.refresh()} onSignedOut={leaveForSignIn}>
      <FleetProvider>
        <Shell {...props}>
          <PageFlowProvider value={flow_id}>{children}</PageFlowProvider>
        </Shell>
      </FleetProvider>
    </LiveProvider>
  );
}
