'use client';
import { useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { ArchiveActions } from './archive-actions.ts';
import { isNameOf, vehicleName } from './vehicle-name.ts';

export interface RemoveDialogProps {
  vehicle: Vehicle;
  removeVehicle: ArchiveActions['removeVehicle'];
  onClose: () => void;
  onRemoved: (vehicle: Vehicle) => void;
}

/** Cannot be taken back, so the vehicle's plate has to be typed. */
export function RemoveDialog({ vehicle, removeVehicle, onClose, onRemoved }: RemoveDialogProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const name = vehicleName(vehicle);
  const remove = async () => {
    if (!isNameOf(vehicle, typed)) return setWrong(true);
    setBusy(true);
    setProblem(undefined);
    const result = await removeVehicle({ params: { vehicle_id: vehicle.id } });
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    onRemoved(vehicle);
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Remove {vehicle} for good?', { vehicle: name })}
      description={t('Its master data, states, events, commands and trail are erased now. Nobody can bring them back.')}
      confirm_label={t('Remove for good')}
      danger
      busy={busy}
      onConfirm={() => void remove()}
    >
      <Field label={t('Type {name} to confirm', { name })} required {...(wrong && { error: t('This is not {name}.', { name }) })}>
        <Input
          value={typed}
          autoFocus
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
        />
      </Field>
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}
