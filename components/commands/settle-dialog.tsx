'use client';
import { useState } from 'react';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { command_display } from '#lib/display.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Message } from '#lib/messages/text.ts';
import type { CommandActions } from './command-actions.ts';

export interface SettleDialogProps {
  /** Open while present. */
  entry: CommandLogEntry | undefined;
  label: string;
  resolveCommand: CommandActions['resolveCommand'];
  onSettled: (entry: CommandLogEntry) => void;
  onClose: () => void;
}

const outcomes = [
  { value: 'SUCCEEDED', label: 'It was done' },
  { value: 'FAILED', label: 'It was not done' },
] as const satisfies readonly { value: string; label: Message }[];

function SettleForm({ entry, resolveCommand, onSettled, onClose }: SettleDialogProps & { entry: CommandLogEntry }) {
  const { t } = useText();
  const [status, setStatus] = useState<'SUCCEEDED' | 'FAILED'>('SUCCEEDED');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const settle = async () => {
    if (reason.trim() === '') return setMissing(true);
    setBusy(true);
    setProblem(undefined);
    const result = await resolveCommand({
      params: { vehicle_id: entry.vehicle_id, command_id: entry.id },
      body: { status, reason: reason.trim() },
    });
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    onSettled(result.data);
    onClose();
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void settle();
      }}
    >
      <div>
        <p aria-hidden className="mb-1 font-medium text-sm">
          {t('What happened?')}
        </p>
        <Segmented
          label={t('What happened?')}
          value={status}
          onChange={setStatus}
          segments={outcomes.map(({ value, label }) => ({ value, label: t(label) }))}
        />
      </div>
      <Field
        label={t('How do you know?')}
        required
        hint={t('Kept in the command log with your name.')}
        {...(missing && reason.trim() === '' && { error: t('Write how you know, so that others can follow.') })}
      >
        <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {problem && (
        <p role="alert" className="text-danger-ink">
          <ProblemWords problem={problem} />
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('Cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t('Settle')}
        </Button>
      </div>
    </form>
  );
}

/** A person says how a command of unknown outcome ended. */
export function SettleDialog(props: SettleDialogProps) {
  const { t } = useText();
  const { entry, label, onClose } = props;
  return (
    <Dialog
      open={entry !== undefined}
      onOpenChange={(open) => !open && onClose()}
      width="sm"
      title={
        entry ? t('Settle “{command}” of {vehicle}', { command: t(command_display[entry.command].label), vehicle: label }) : t('Settle')
      }
      description={t('Only when someone has seen the vehicle or its state proves it. The command is not sent again.')}
    >
      {entry && <SettleForm key={entry.id} {...props} entry={entry} />}
    </Dialog>
  );
}
