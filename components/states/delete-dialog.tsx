'use client';
import { useAct } from '#components/people/use-act.ts';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { ProblemNote } from './problem-note.tsx';

export interface DeleteDialogProps {
  /** Of the thing. */
  name: string;
  /** What goes with it. */
  consequence: string;
  confirm_label: string;
  remove: Parameters<ReturnType<typeof useAct>['act']>[0];
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks before something that has a name is deleted, says what was done, and what was wrong. */
export function DeleteDialog({ name, consequence, confirm_label, remove, onClose, onDeleted }: DeleteDialogProps) {
  const { t } = useText();
  const { busy, problem, act } = useAct();
  const confirm = () =>
    void act(remove, () => {
      notify.done(t('{name} is deleted', { name }));
      onDeleted();
      onClose();
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Delete {name}?', { name })}
      description={consequence}
      confirm_label={confirm_label}
      danger
      busy={busy}
      onConfirm={confirm}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}
