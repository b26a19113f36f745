'use client';
import { CommandBar } from '#components/commands/command-bar.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Permission } from '#lib/domain/access.ts';
import type { VehicleActions } from './vehicle-actions.ts';
import { situationOf, type VehicleRecord } from './vehicle-record.ts';

export interface CommandPanelProps {
  record: VehicleRecord;
  label: string;
  /** The viewer's fleet owns the vehicle. */
  own: boolean;
  permissions: readonly Permission[];
  actions: VehicleActions;
}

/** The vehicle's commands, or why it takes none from this fleet now. */
export function CommandPanel({ record, label, own, permissions, actions }: CommandPanelProps) {
  const { t } = useText();
  const { vehicle } = record;
  const blockedReason = () => {
    if (vehicle.archived_at !== undefined) return t('An archived vehicle takes no commands.');
    return own && vehicle.sharing ? t('{fleet} commands it while it is shared.', { fleet: vehicle.sharing.partner.name }) : undefined;
  };
  return (
    <Panel title={t('Commands')}>
      <CommandBar
        vehicle_id={vehicle.id}
        label={label}
        capabilities={vehicle.capabilities.commands}
        permissions={permissions}
        actions={actions}
        commands={record.commands}
        situation={situationOf(record)}
        blocked_reason={blockedReason()}
      />
    </Panel>
  );
}
