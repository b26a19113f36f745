'use client';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useCallback, useId, useRef, useState } from 'react';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { ProblemDetail } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { ActionResult } from '#lib/client/action-result.ts';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { NewVehicle, Vehicle } from '#lib/domain/vehicle.ts';
import { problemOf } from './problem-of.ts';
import { placeRefusal, type Refusal } from './refusal.ts';
import { StepContent } from './step-content.tsx';
import { missingAt, type StepId, step_labels, stepAfter, stepBefore } from './steps.ts';
import { placedInUnit, unitSteps } from './unit-steps.ts';
import { changeDraft, empty_draft, newVehicleBody, type VehicleDraft } from './vehicle-draft.ts';

export interface UnitDialogProps {
  title: string;
  description: string;
  submit_label: string;
  /** What is known already. */
  start: Partial<VehicleDraft>;
  first_step: StepId;
  may_store_credentials: boolean;
  send: (unit: NewVehicle['telematics_unit']) => Promise<ActionResult<Vehicle>>;
  onDone: (vehicle: Vehicle) => void;
  onClose: () => void;
}

/** Names the telematics unit that a vehicle is to have: brand, credentials, unit and model, one after the other. */
export function UnitDialog({
  start,
  first_step,
  title,
  description,
  submit_label,
  may_store_credentials,
  send,
  onDone,
  onClose,
}: UnitDialogProps) {
  const text = useText();
  const { t, translate } = text;
  const form_id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [draft, setDraft] = useState<VehicleDraft>({ ...empty_draft, ...start });
  const [step, setStep] = useState(first_step);
  const [missing, setMissing] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const brands = useQuery({ queryKey: ['listBrands', {}], queryFn: ({ signal }) => call('listBrands', {}, signal), staleTime: 60_000 });
  const brand = brands.data?.items.find((one) => one.brand === draft.brand);
  const steps = unitSteps(brand);
  const change = useCallback((changed: Partial<VehicleDraft>) => {
    setDraft((before) => changeDraft(before, changed));
    setMissing(undefined);
    setRefusal(undefined);
  }, []);
  const open = (next: StepId) => {
    setMissing(undefined);
    setStep(next);
    heading.current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !brand) return;
    const at = steps.find((one) => missingAt(one, draft, brand, text) !== undefined);
    if (at !== undefined && steps.indexOf(at) <= steps.indexOf(step)) {
      setStep(at);
      return setMissing(missingAt(at, draft, brand, text));
    }
    if (step !== steps.at(-1)) return open(stepAfter(step, steps));
    setBusy(true);
    setRefusal(undefined);
    const result = await send(newVehicleBody(draft, brand).telematics_unit);
    setBusy(false);
    if (result.ok) return onDone(result.data);
    const placed = placeRefusal(placedInUnit(result.problem), steps);
    setRefusal(placed);
    if (steps.includes(placed.step)) setStep(placed.step);
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      width="lg"
      title={title}
      description={description}
      footer={
        <>
          {step !== steps[0] && <Button onClick={() => open(stepBefore(step, steps))}>{t('Back')}</Button>}
          <Button type="submit" form={form_id} variant="primary" busy={busy}>
            {step === steps.at(-1) ? submit_label : t('Continue')}
          </Button>
        </>
      }
    >
      {brands.isError && (
        <Failed title={t('Brands could not be loaded')} {...problemOf(brands.error)} retry={() => void brands.refetch()} />
      )}
      {brands.isPending && <Loading what="brands" form="panel" rows={5} className="px-0!" />}
      {brands.data && (
        <form id={form_id} noValidate onSubmit={(event) => void submit(event)} className="flex min-h-80 flex-col gap-3">
          <h3 ref={heading} tabIndex={-1} className="text-ink-faint text-xs outline-none">
            {t('Step {at} of {count}', { at: steps.indexOf(step) + 1, count: steps.length })} · {t(step_labels[step])}
          </h3>
          {refusal && (
            <Notice tone="danger" urgent>
              {translate(refusal.problem.title)}.{' '}
              {Object.keys(refusal.fields).length === 0 && <ProblemDetail detail={refusal.problem.detail} />}{' '}
              <span className="text-xs">{t('Flow id {id}', { id: refusal.problem.flow_id })}</span>
            </Notice>
          )}
          <StepContent
            step={step}
            brands={brands.data.items}
            brand={brand}
            draft={draft}
            change={change}
            errors={{ ...(missing && { [step]: missing }), ...refusal?.fields }}
            may_store_credentials={may_store_credentials}
            onEdit={open}
          />
          {missing && (
            <p role="status" className="text-danger-ink">
              {missing}
            </p>
          )}
        </form>
      )}
    </Dialog>
  );
}
