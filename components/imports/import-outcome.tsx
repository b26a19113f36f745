'use client';
import { CheckCheck, RotateCcw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { RichText } from '#components/ui/rich-text.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Import } from '#lib/contract/imports.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { ImportActions } from './import-actions.ts';

export interface ImportOutcomeProps extends ImportActions {
  of: Import;
  /** Whether the person may do what the import asks for. */
  may_act: boolean;
  onChange: (changed: Import) => void;
}

/** What can be done with an import now, and what was done. */
export function ImportOutcome({ of, may_act, onChange, checkImport, applyImport, revertImport }: ImportOutcomeProps) {
  const { t, count, translate } = useText();
  const [busy, setBusy] = useState<'check' | 'apply' | 'revert'>();
  const [problem, setProblem] = useState<ProblemBody>();
  const [asking, setAsking] = useState(false);
  const work = of.counts.add + of.counts.change;
  const act = async (what: 'check' | 'apply' | 'revert') => {
    if (busy) return;
    setBusy(what);
    setProblem(undefined);
    const input = { params: { import_id: of.id } };
    const acts = { check: checkImport, apply: applyImport, revert: revertImport };
    const result = await acts[what](input);
    setBusy(undefined);
    setAsking(false);
    if (!result.ok) return setProblem(result.problem);
    onChange(result.data);
  };
  const told = problem?.errors?.slice(0, 5) ?? [];
  return (
    <div className="flex flex-col gap-2 px-4 pb-3">
      {of.status === 'APPLIED' && of.applied_at && (
        <Notice tone="ok" urgent={busy === undefined}>
          <RichText
            message="Applied {age}. It can be reverted for 24 hours; what is changed again until then stays."
            parts={{ age: <RelativeTime at={of.applied_at} /> }}
          />
        </Notice>
      )}
      {of.status === 'REVERTED' && (
        <Notice tone={of.counts.kept > 0 ? 'warning' : 'neutral'} urgent>
          {of.counts.kept > 0
            ? count(
                of.counts.kept,
                'Reverted, but for {count} row that was changed since.',
                'Reverted, but for {count} rows that were changed since.',
              )
            : t('Reverted: added vehicles are in the archive, changed ones are as before.')}
        </Notice>
      )}
      <ProblemNote problem={problem} />
      {told.length > 0 && (
        <ul className="list-disc pl-8 text-danger-ink">
          {told.map(({ pointer, message }) => (
            <li key={pointer}>{translate(message)}</li>
          ))}
        </ul>
      )}
      {may_act && of.status === 'READY' && (
        <div className="hidden flex-wrap items-center gap-2 sm:flex">
          <Button variant="primary" icon={CheckCheck} busy={busy === 'apply'} disabled={work === 0} onClick={() => void act('apply')}>
            {count(work, 'Apply to {count} vehicle', 'Apply to {count} vehicles')}
          </Button>
          <Button icon={RotateCcw} busy={busy === 'check'} onClick={() => void act('check')}>
            {t('Check again')}
          </Button>
          <p role="status" className="text-ink-soft">
            {busy === 'apply'
              ? t('Applying all of it in one step…')
              : of.counts.refuse > 0 && work > 0
                ? count(of.counts.refuse, '{count} refused row is left out.', '{count} refused rows are left out.')
                : ''}
          </p>
        </div>
      )}
      {may_act && of.status === 'APPLIED' && (
        <div className="hidden sm:block">
          <Button icon={Undo2} onClick={() => setAsking(true)}>
            {t('Revert…')}
          </Button>
        </div>
      )}
      {may_act && of.status !== 'REVERTED' && (
        <p className="text-ink-soft sm:hidden">{t('On a phone an import can be read. Apply and revert it on a larger screen.')}</p>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('Revert this import?')}
        description={t(
          'Added vehicles go to the archive, changed cells become what they were. What was changed again since is left as it is and listed.',
        )}
        confirm_label={t('Revert')}
        busy={busy === 'revert'}
        onConfirm={() => void act('revert')}
      />
    </div>
  );
}
