'use client';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { CommandPlan } from '#lib/contract/command-plans.ts';
import { command_display } from '#lib/display/command.ts';
import { commandDefinition } from '#lib/domain/command.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { byVerdict } from './plan-progress.ts';
import { verdict_looks, verdictCount } from './verdict-texts.ts';

export interface PlanReviewProps {
  plan: CommandPlan;
  labelOf: (vehicle_id: string) => string;
  busy: boolean;
  problem: ProblemBody | undefined;
  onRun: (reason: string) => void;
  onBack: () => void;
}

/** The plan in a sentence and by verdict, with every vehicle named, and the button that sends to the ready ones. */
export function PlanReview({ plan, labelOf, busy, problem, onRun, onBack }: PlanReviewProps) {
  const text = useText();
  const { t, count } = text;
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const groups = byVerdict(plan);
  const ready = plan.items.filter(({ verdict }) => verdict === 'READY').length;
  const { asks_reason } = commandDefinition(plan.command);
  const display = command_display[plan.command];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || ready === 0) return;
    if (asks_reason && reason.trim() === '') setMissing(true);
    else onRun(reason.trim());
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <p role="status" className="font-semibold text-base">
        {groups.map(([verdict, items]) => verdictCount(verdict, items.length, text)).join(', ')}
      </p>
      <div className="flex flex-col gap-1.5">
        {groups.map(([verdict, items]) => (
          <details key={verdict} className="rounded-md border border-line px-2.5 py-1.5" open={verdict !== 'READY' && items.length <= 12}>
            <summary className="cursor-default">
              <StatusDot status={verdict_looks[verdict]} text={`${t(verdict_looks[verdict].label)}: ${text.formatNumber(items.length)}`} />
            </summary>
            <p className="mt-1 max-h-32 overflow-y-auto text-ink-soft text-sm">
              {items.map(({ vehicle_id }) => labelOf(vehicle_id)).join(', ')}
            </p>
          </details>
        ))}
      </div>
      <p className="text-ink-soft">
        {ready === 0
          ? t('No vehicle is ready for this command.')
          : `${t(display.confirm)} ${t('Sent to the ready ones alone. Each is checked once more before it is sent to.')}`}
      </p>
      {ready > 0 && (
        <Field
          label={t('Reason')}
          required={asks_reason === true}
          hint={t('Kept in the command log with your name.')}
          {...(missing && reason.trim() === '' && { error: t('Write why, so that others can follow.') })}
        >
          <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
      )}
      {problem && <ProblemNote problem={problem} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onBack}>{t('Back')}</Button>
        {ready > 0 && (
          <Button type="submit" variant={display.tone === 'danger' ? 'danger' : 'primary'} busy={busy}>
            {count(ready, 'Send to 1 vehicle', 'Send to {count} vehicles')}
          </Button>
        )}
      </div>
    </form>
  );
}
