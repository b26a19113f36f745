'use client';
import { useState } from 'react';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
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
      title={`Remove ${name} for good?`}
      description="Its master data, states, events, commands and trail are erased now. Nobody can bring them back."
      confirm_label="Remove for good"
      danger
      busy={busy}
      onConfirm={() => void remove()}
    >
      <Field label={`Type ${name} to confirm`} required {...(wrong && { error: `This is not ${name}.` })}>
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
      {problem && (
        <Notice tone="danger" urgent>
          {problem.title}. {problem.detail} Flow id {problem.flow_id}
        </Notice>
      )}
    </ConfirmDialog>
  );
}
