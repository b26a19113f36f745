import type { FormEventHandler, ReactNode, Ref } from 'react';
import { ProblemDetail } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Stepper } from '#components/ui/stepper.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Message } from '#lib/messages/text.ts';
import type { Refusal } from './refusal.ts';
import { type StepId, step_labels } from './steps.ts';

const questions: Record<StepId, Message> = {
  brand: 'Whose telematics unit is in the vehicle?',
  credentials: 'With which credentials is it reached?',
  unit: 'Which unit is it?',
  model: 'Which model is the vehicle?',
  details: 'What does your fleet know about it?',
  review: 'Is everything right?',
};

export interface AddFrameProps {
  steps: readonly StepId[];
  step: StepId;
  /** Where the server's refusal belongs. */
  failed: StepId | undefined;
  heading: Ref<HTMLHeadingElement>;
  busy: boolean;
  missing: string | undefined;
  /** The server's, when it belongs to this step. */
  refusal: Refusal | undefined;
  onOpen: (step: StepId) => void;
  onBack: () => void;
  onSubmit: FormEventHandler;
  children: ReactNode;
}

/** The steps above, one step's form, and the buttons that lead through them. */
export function AddFrame(props: AddFrameProps) {
  const { steps, step, failed, heading, busy, missing, refusal, onOpen, onBack, onSubmit, children } = props;
  const { t, translate } = useText();
  const at = steps.indexOf(step);
  const marks = steps.map((id, index) => ({
    id,
    state: id === failed ? ('failed' as const) : index < at ? ('done' as const) : index === at ? ('current' as const) : ('ahead' as const),
    label:
      index < at ? (
        <button type="button" onClick={() => onOpen(id)} className="rounded-sm hover:underline">
          {t(step_labels[id])}
        </button>
      ) : (
        t(step_labels[id])
      ),
  }));
  return (
    <form noValidate onSubmit={onSubmit} className="flex w-full max-w-5xl flex-col px-4 pb-4">
      <p className="text-ink-faint text-xs sm:hidden">
        {t('Step {at} of {count}', { at: at + 1, count: steps.length })} · {t(step_labels[step])}
      </p>
      <Stepper label={t('Steps')} steps={marks} className="hidden! pt-1 pb-3 sm:flex!" />
      <h2 ref={heading} tabIndex={-1} className="py-2 font-semibold text-base outline-none">
        {t(questions[step])}
      </h2>
      {refusal && (
        <Notice tone="danger" urgent className="mb-3">
          {translate(refusal.problem.title)}.{' '}
          {Object.keys(refusal.fields).length > 0 ? (
            t('The vehicle was not added; what is marked says why.')
          ) : (
            <ProblemDetail detail={refusal.problem.detail} />
          )}{' '}
          {refusal.problem.flow_id && <span className="text-xs">{t('Flow id {id}', { id: refusal.problem.flow_id })}</span>}
        </Notice>
      )}
      <div data-step className="min-h-40">
        {children}
      </div>
      <footer className="sticky bottom-0 -mx-4 mt-4 flex flex-wrap items-center gap-2 border-line border-t bg-ground px-4 py-3">
        {at > 0 && <Button onClick={onBack}>{t('Back')}</Button>}
        <p role="status" className="min-w-0 flex-1 text-right text-danger-ink">
          {missing}
        </p>
        <Button type="submit" variant="primary" busy={busy}>
          {t(step === 'review' ? (busy ? 'Adding…' : 'Add vehicle') : 'Continue')}
          <span aria-hidden className="hidden opacity-80 sm:inline pointer-coarse:hidden">
            ⏎
          </span>
        </Button>
      </footer>
    </form>
  );
}
