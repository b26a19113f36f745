'use client';
import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { PageHeader } from '#components/shell/page-header.tsx';
import { buttonClass } from '#components/ui/button-class.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { AddFrame } from './add-frame.tsx';
import { Added } from './added.tsx';
import type { AddVehicleAction } from './lifecycle-actions.ts';
import { placeRefusal, type Refusal } from './refusal.ts';
import { StepContent } from './step-content.tsx';
import { missingAt, reachableStep, type StepId, stepAfter, stepBefore, stepsOf } from './steps.ts';
import { useStep } from './use-step.ts';
import { changeDraft, draftOfSameKind, empty_draft, newVehicleBody, type VehicleDraft } from './vehicle-draft.ts';

export interface AddVehicleProps {
  brands: readonly BrandDefinition[];
  may_store_credentials: boolean;
  /** A unit that was chosen elsewhere. */
  unit?: { brand: string; unit_id: string } | undefined;
  addVehicle: AddVehicleAction;
}

/** Adds a vehicle step by step. What is entered lives as long as the page, whichever way one walks through the steps. */
export function AddVehicle({ brands, may_store_credentials, unit, addVehicle }: AddVehicleProps) {
  const text = useText();
  const { t } = text;
  const [draft, setDraft] = useState(() =>
    unit ? changeDraft(changeDraft(empty_draft, { brand: unit.brand }), { unit_id: unit.unit_id }) : empty_draft,
  );
  const [refusal, setRefusal] = useState<Refusal>();
  const [missing, setMissing] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [added, setAdded] = useState<Vehicle>();
  const queries = useQueryClient();
  const { wanted, goTo } = useStep();
  const heading = useRef<HTMLHeadingElement>(null);

  const brand = useMemo(() => brands.find((one) => one.brand === draft.brand), [brands, draft.brand]);
  const steps = stepsOf(brand);
  const step = reachableStep(wanted, draft, brand, text);
  const refused_here = refusal?.step === step ? refusal : undefined;

  const change = useCallback((changed: Partial<VehicleDraft>) => {
    setDraft((before) => changeDraft(before, changed));
    setMissing(undefined);
    setRefusal(undefined);
  }, []);
  const open = (next: StepId) => {
    setMissing(undefined);
    goTo(next);
  };

  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    // A step that puts the focus into its own field keeps it there.
    if (!heading.current?.closest('form')?.querySelector('[data-step]')?.contains(document.activeElement)) heading.current?.focus();
  }, [step]);

  useEffect(() => {
    if (missing) heading.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [missing]);

  const is_touched = draft !== empty_draft && !added;
  useEffect(() => {
    if (!is_touched) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [is_touched]);

  const add = async () => {
    if (!brand) return;
    setBusy(true);
    setRefusal(undefined);
    const result = await addVehicle({ body: newVehicleBody(draft, brand) });
    setBusy(false);
    if (!result.ok) {
      const placed = placeRefusal(result.problem, steps);
      setRefusal(placed);
      if (placed.step !== step) goTo(placed.step);
      return;
    }
    setAdded(result.data);
    void queries.invalidateQueries({ queryKey: ['listAvailableUnits'] });
  };

  const goOn = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = missingAt(step, draft, brand, text);
    if (found) return setMissing(found);
    if (step === 'review') return void add();
    open(stepAfter(step, steps));
  };

  const addAnother = () => {
    setDraft(draftOfSameKind(draft));
    setAdded(undefined);
    goTo('unit');
  };

  const header = (
    <PageHeader
      title={t('Add a vehicle')}
      above={[{ label: t('Fleet'), href: '/fleet' }]}
      actions={
        <Link href="/vehicles/import" className={buttonClass({ variant: 'secondary' })}>
          {t('Many at once: import a file')}
        </Link>
      }
    />
  );
  if (added) {
    return (
      <>
        {header}
        <Added vehicle={added} onAnother={addAnother} />
      </>
    );
  }
  return (
    <>
      {header}
      <AddFrame
        steps={steps}
        step={step}
        failed={refusal?.step}
        heading={heading}
        busy={busy}
        missing={missing}
        refusal={refused_here}
        onOpen={open}
        onBack={() => open(stepBefore(step, steps))}
        onSubmit={goOn}
      >
        <StepContent
          step={step}
          brands={brands}
          brand={brand}
          draft={draft}
          change={change}
          errors={{ ...(missing && { [step]: missing }), ...refused_here?.fields }}
          may_store_credentials={may_store_credentials}
          onEdit={open}
        />
      </AddFrame>
    </>
  );
}
