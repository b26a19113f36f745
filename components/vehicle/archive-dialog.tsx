'use client';
import { useState } from 'react';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Message } from '#lib/messages/text.ts';
import type { VehicleActions } from './vehicle-actions.ts';

const retention_days = 90;

export interface ArchiveDialogProps {
  open: boolean;
  onClose: () => void;
  vehicle_id: string;
  label: string;
  archiveVehicle: VehicleActions['archiveVehicle'];
  restoreVehicle: VehicleActions['restoreVehicle'];
  /** Archived, or brought back. */
  onChanged: () => void;
}

const consequences: readonly Message[] = [
  'It leaves the fleet, the map and all lists at once; commands and reports are no longer taken.',
  'Its telematics unit becomes free for another vehicle.',
  'Its data are kept for {days} days, in which it can be restored. After that they are erased for good.',
];

/** Says what archiving does before it is done. */
export function ArchiveDialog({ open, onClose, vehicle_id, label, archiveVehicle, restoreVehicle, onChanged }: ArchiveDialogProps) {
  const text = useText();
  const { t } = text;
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
    notify.done(t('{vehicle} is archived', { vehicle: label }), { action: { label: t('Undo'), onClick: () => void bringBack() } });
    onChanged();
    close();
  };
  const bringBack = async () => {
    const result = await restoreVehicle({ params: { vehicle_id } });
    if (!result.ok) return notify.problem(result.problem, text);
    notify.done(t('{vehicle} is back in the fleet', { vehicle: label }), { description: t('It counts as offline until it reports.') });
    onChanged();
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={t('Archive {vehicle}?', { vehicle: label })}
      description={t('The vehicle moves to the archive.')}
      confirm_label={t('Archive vehicle')}
      danger
      busy={busy}
      onConfirm={() => void archive()}
    >
      <ul className="list-disc space-y-1 pl-4 text-ink-soft">
        {consequences.map((message) => (
          <li key={message}>{t(message, { days: retention_days })}</li>
        ))}
      </ul>
      {problem && (
        <p role="alert" className="rounded-md bg-danger-soft px-2.5 py-2 text-danger-ink">
          <ProblemWords problem={problem} />
        </p>
      )}
    </ConfirmDialog>
  );
}
