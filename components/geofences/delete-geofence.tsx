'use client';
import { DeleteDialog } from '#components/states/delete-dialog.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Geofence } from '#lib/contract/geofences.ts';
import type { GeofenceActions } from './geofence-actions.ts';

export interface DeleteGeofenceProps extends Pick<GeofenceActions, 'deleteGeofence'> {
  geofence: Geofence;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteGeofence({ geofence: { id, name }, deleteGeofence, onClose, onDeleted }: DeleteGeofenceProps) {
  const { t } = useText();
  return (
    <DeleteDialog
      name={name}
      consequence={t('Vehicles that go there are no longer told of. What was told stays among the events.')}
      confirm_label={t('Delete geofence')}
      remove={() => deleteGeofence({ params: { geofence_id: id } })}
      onClose={onClose}
      onDeleted={onDeleted}
    />
  );
}
