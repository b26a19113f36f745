'use client';
import { useState } from 'react';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { VehicleActions } from './vehicle-actions.ts';

const retention_days = 90;

export interface ArchiveDialogProps {
  open: boolean;
  onClose: () => void;
  vehicle_id: string;
  label: string;
  archiveVehicle: VehicleActions['archiveVehicle'];
  onArchived: () => void;
}

const consequences = [
  'It leaves the fleet, the map and all lists at once; commands and reports are no longer taken.',
  'Its telematics unit becomes free for another vehicle.',
  `Its data are kept for ${retention_days} days, in which it can be restored. After that they are erased for good.`,
];

/** Says what archiving does before it is done. */
export function ArchiveDialog({ open, onClose, vehicle_id, label, archiveVehicle, onArchived }: ArchiveDialogProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const close = () => {
    setProblem(undefined);
    onClose();
  };
  const archive = async () => {
    setBusy(true);
    setProblem(undefined);
    const result = await archiveVehicle({ params: { vehicle_id } });
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    notify.done(`${label} is archived`);
    onArchived();
    close();
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={`Archive ${label}?`}
      description="The vehicle moves to the archive."
      confirm_label="Archive vehicle"
      danger
      busy={busy}
      onConfirm={() => void archive()}
    >
      <ul className="list-disc space-y-1 pl-4 text-ink-soft">
        {consequences.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {problem && (
        <p role="alert" className="rounded-md bg-danger-soft px-2.5 py-2 text-danger-ink">
          {problem.title}. {problem.detail} Flow id {problem.flow_id}
        </p>
      )}
    </ConfirmDialog>
  );
}
