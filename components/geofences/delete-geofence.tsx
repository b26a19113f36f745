'use client';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
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
  const { busy, problem, act } = useAct();
  const remove = () =>
    void act(
      () => deleteGeofence({ params: { geofence_id: id } }),
      () => {
        notify.done(t('{name} is deleted', { name }));
        onDeleted();
        onClose();
      },
    );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Delete {name}?', { name })}
      description={t('Vehicles that go there are no longer told of. What was told stays among the events.')}
      confirm_label={t('Delete geofence')}
      danger
      busy={busy}
      onConfirm={remove}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}
