'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useCallback } from 'react';
import type { BulkActions } from '#components/bulk/bulk-actions.ts';
import type { BulkBarProps } from '#components/bulk/bulk-bar.tsx';
import type { CommandActions } from '#components/commands/command-actions.ts';
import type { Basemap } from '#components/map/style.ts';
import { buttonClass } from '#components/ui/button-class.ts';
import { useFetched } from '#components/ui/use-fetched.ts';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Permission } from '#lib/domain/access.ts';
import { allows } from '#lib/domain/allows.ts';
import type { FleetPageProps } from './fleet-page.tsx';
import type { PeekCommandsProps } from './peek-commands.tsx';
import { TimedFleetPage } from './timed-fleet-page.tsx';

const loadBulkBar = () => import('#components/bulk/bulk-bar.tsx').then((module) => module.BulkBar);
const loadPeekCommands = () => import('./peek-commands.tsx').then((module) => module.PeekCommands);

const LazyBulkBar = (props: BulkBarProps) => {
  const BulkBar = useFetched(loadBulkBar, true);
  return BulkBar && <BulkBar {...props} />;
};
const LazyPeekCommands = (props: PeekCommandsProps) => {
  const PeekCommands = useFetched(loadPeekCommands, true);
  return PeekCommands && <PeekCommands {...props} />;
};

export interface FleetScreenProps extends Pick<FleetPageProps, 'person_id' | 'saved_views' | 'view_actions'> {
  permissions: readonly Permission[];
  basemap?: Basemap | undefined;
  actions: CommandActions;
  bulk_actions: BulkActions;
}

/** The fleet page with what its viewer may do. */
export const FleetScreen = ({ permissions, actions, bulk_actions, ...page }: FleetScreenProps) => {
  const { t } = useText();
  const renderCommands = useCallback(
    (row: FleetRow) => <LazyPeekCommands row={row} permissions={permissions} actions={actions} />,
    [permissions, actions],
  );
  const may_bulk = (['vehicles', 'vehicle-commands', 'vehicle-lifecycle'] as const).some((permission) => allows(permissions, permission));
  const renderBulk: FleetPageProps['renderBulk'] = ({ vehicles, outside, onClear }) => (
    <LazyBulkBar vehicles={vehicles} outside={outside} permissions={permissions} actions={bulk_actions} onClear={onClear} />
  );
  const may_add = allows(permissions, 'vehicle-lifecycle');
  return (
    <TimedFleetPage
      {...page}
      may_share_views={allows(permissions, 'vehicles')}
      with_events={allows(permissions, 'events-trips.ro')}
      renderCommands={allows(permissions, 'vehicle-commands') ? renderCommands : undefined}
      renderBulk={may_bulk ? renderBulk : undefined}
      empty_action={
        may_add && (
          <Link href="/vehicles/new" className={buttonClass({ variant: 'primary' })}>
            {t('Add vehicle')}
          </Link>
        )
      }
      toolbar_action={
        may_add && (
          <Link href="/vehicles/new" className={buttonClass({ variant: 'ghost', size: 'sm' })}>
            <Plus aria-hidden size={14} />
            <span className="max-sm:sr-only">{t('Add vehicle')}</span>
          </Link>
        )
      }
    />
  );
};
