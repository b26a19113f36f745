'use client';
import dynamic from 'next/dynamic';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { ArchiveDialog } from './archive-dialog.tsx';
import { RawDataDialog } from './raw-data-dialog.tsx';
import type { VehicleActions } from './vehicle-actions.ts';
import type { VehicleRecord } from './vehicle-record.ts';

export type VehicleDialog =
  | 'raw'
  | 'archive'
  | 'capabilities'
  | 'configuration'
  | 'model'
  | 'unit'
  | 'password'
  | 'restore'
  | 'position'
  | 'sharing';

// Fetched when one is first opened: each is rare, and together they weigh more than the page.
const CapabilitiesDialog = dynamic(() => import('./capabilities-dialog.tsx').then((module) => module.CapabilitiesDialog));
const ConfigurationDialog = dynamic(() => import('./configuration-dialog.tsx').then((module) => module.ConfigurationDialog));
const ModelDialog = dynamic(() => import('./model-dialog.tsx').then((module) => module.ModelDialog));
const PositionLinkDialog = dynamic(() => import('./position-link-dialog.tsx').then((module) => module.PositionLinkDialog));
const SharingDialog = dynamic(() => import('./sharing-dialog.tsx').then((module) => module.SharingDialog));
const ReplaceUnit = dynamic(() => import('./replace-unit.tsx').then((module) => module.ReplaceUnit));

export interface VehicleDialogsProps {
  open: VehicleDialog | undefined;
  onClose: () => void;
  label: string;
  record: VehicleRecord;
  permissions: readonly Permission[];
  actions: VehicleActions;
  onVehicle: (vehicle: Vehicle) => void;
  /** Something changed that the page reads anew. */
  onChanged: () => void;
}

/** Whatever the page's menu opens. */
export function VehicleDialogs({ open, onClose, label, record, permissions, actions, onVehicle, onChanged }: VehicleDialogsProps) {
  const { vehicle } = record;
  const params = { vehicle_id: vehicle.id };
  const may_configure = allows(permissions, 'vehicle-configuration') && vehicle.archived_at === undefined;
  return (
    <>
      <RawDataDialog open={open === 'raw'} onClose={onClose} label={label} record={record} />
      <ArchiveDialog
        open={open === 'archive'}
        onClose={onClose}
        vehicle_id={vehicle.id}
        label={label}
        archiveVehicle={actions.archiveVehicle}
        restoreVehicle={actions.restoreVehicle}
        onChanged={onChanged}
      />
      {open === 'capabilities' && <CapabilitiesDialog vehicle={vehicle} label={label} onClose={onClose} />}
      {open === 'configuration' && (
        <ConfigurationDialog
          vehicle_id={vehicle.id}
          label={label}
          configureUnit={may_configure ? actions.configureUnit : undefined}
          onClose={onClose}
        />
      )}
      {open === 'model' && (
        <ModelDialog vehicle={vehicle} label={label} changeModel={actions.changeModel} onChanged={onChanged} onClose={onClose} />
      )}
      {open === 'position' && <PositionLinkDialog vehicle_id={vehicle.id} label={label} actions={actions} onClose={onClose} />}
      {open === 'sharing' && (
        <SharingDialog vehicle={vehicle} label={label} actions={actions} onVehicle={onVehicle} onChanged={onChanged} onClose={onClose} />
      )}
      {(open === 'unit' || open === 'password' || open === 'restore') && (
        <ReplaceUnit
          vehicle={vehicle}
          label={label}
          purpose={open}
          may_store_credentials={allows(permissions, 'oem-credentials')}
          send={(telematics_unit) =>
            open === 'restore'
              ? actions.restoreVehicle({ params, body: { telematics_unit } })
              : actions.changeUnit({ params, body: telematics_unit })
          }
          onDone={(changed) => {
            onVehicle(changed);
            onChanged();
          }}
          onClose={onClose}
        />
      )}
    </>
  );
}
