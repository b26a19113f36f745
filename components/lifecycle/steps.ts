import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { judgeUnitId } from './unit-id.ts';
import { passwordFault } from './unit-password.ts';
import { customFieldErrors, detailErrors, type VehicleDraft } from './vehicle-draft.ts';

export type StepId = 'brand' | 'credentials' | 'unit' | 'model' | 'details' | 'review';

export const step_labels: Record<StepId, string> = {
  brand: 'Brand',
  credentials: 'Credentials',
  unit: 'Unit',
  model: 'Model',
  details: 'Vehicle',
  review: 'Review',
};

/** The steps of a brand; units that need no secret have none for it. */
export const stepsOf = (brand: BrandDefinition | undefined): StepId[] =>
  brand?.authentication === 'NONE'
    ? ['brand', 'unit', 'model', 'details', 'review']
    : ['brand', 'credentials', 'unit', 'model', 'details', 'review'];

const missingUnit = (draft: VehicleDraft, brand: BrandDefinition): string | undefined => {
  const verdict = judgeUnitId(draft.unit_id, brand.unit_id_pattern);
  if (verdict.kind === 'complete') return undefined;
  return verdict.kind === 'empty'
    ? `Choose a unit or type its ${brand.unit_id_label}.`
    : `Not a whole ${brand.unit_id_label}: ${verdict.message}`;
};

const missingCredentials = (draft: VehicleDraft, brand: BrandDefinition): string | undefined => {
  if (brand.authentication === 'INDIVIDUAL') return passwordFault(draft, brand);
  return draft.credentials_id === '' ? 'Choose the credentials with which the vehicle is reached.' : undefined;
};

/** Why one cannot go on from the step; undefined when one can. */
export const missingAt = (step: StepId, draft: VehicleDraft, brand: BrandDefinition | undefined): string | undefined => {
  if (!brand) return 'Choose the brand of the telematics unit.';
  if (step === 'credentials') return missingCredentials(draft, brand);
  if (step === 'unit') return missingUnit(draft, brand);
  if (step === 'model') return draft.model_id === '' ? 'Choose the model.' : undefined;
  if (step !== 'details') return undefined;
  const faulty = Object.keys(detailErrors(draft)).length + Object.keys(customFieldErrors(draft)).length;
  return faulty > 0 ? 'Correct the marked fields.' : undefined;
};

/** The wanted step, or the first before it that is not finished: an address may name a step that nothing leads to yet. */
export const reachableStep = (wanted: string | null, draft: VehicleDraft, brand: BrandDefinition | undefined): StepId => {
  const steps = stepsOf(brand);
  const at = Math.max(0, steps.indexOf(wanted as StepId));
  const before = steps.slice(0, at);
  return before.find((step) => missingAt(step, draft, brand) !== undefined) ?? steps[at] ?? 'brand';
};

export const stepAfter = (step: StepId, steps: readonly StepId[]): StepId => steps[steps.indexOf(step) + 1] ?? step;
export const stepBefore = (step: StepId, steps: readonly StepId[]): StepId => steps[steps.indexOf(step) - 1] ?? step;
