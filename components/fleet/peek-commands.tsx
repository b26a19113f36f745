'use client';
import { useQuery } from '@tanstack/react-query';
import type { CommandActions } from '#components/commands/command-actions.ts';
import { CommandBar } from '#components/commands/command-bar.tsx';
import { call } from '#lib/client/api.ts';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import type { Permission } from '#lib/domain/access.ts';

export interface PeekCommandsProps {
  row: FleetRow;
  permissions: readonly Permission[];
  actions: CommandActions;
}

const QuickCommands = ({ row, permissions, actions }: PeekCommandsProps) => {
  const input = { params: { vehicle_id: row.id } };
  const vehicle = useQuery({ queryKey: ['getVehicle', input], queryFn: ({ signal }) => call('getVehicle', input, signal) });
  if (!vehicle.data) return null;
  return (
    <CommandBar
      key={row.id}
      compact
      vehicle_id={row.id}
      label={row.label}
      capabilities={vehicle.data.capabilities.commands}
      permissions={permissions}
      actions={actions}
      situation={{
        state_at: row.position_at ?? undefined,
        speed_in_kilometers_per_hour: row.speed ?? undefined,
        ignition: row.ignition ?? undefined,
        offline: row.life_status === 'OFFLINE',
      }}
    />
  );
};

/** The quick commands of the selected vehicle: what it can do is read when it is selected. */
export const PeekCommands = (props: PeekCommandsProps) => (
  <QueryProvider>
    <QuickCommands {...props} />
  </QueryProvider>
);
