import type { BrandDefinition } from '#lib/domain/telematics.ts';
import type { Message, Text } from '#lib/messages/text.ts';
import { judgeUnitId } from './unit-id.ts';
import { passwordFault } from './unit-password.ts';
import { customFieldErrors, detailErrors, type VehicleDraft } from './vehicle-draft.ts';

export type StepId = 'brand' | 'credentials' | 'unit' | 'model' | 'details' | 'review';

export const step_labels: Record<StepId, Message> = {
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

const missingUnit = (draft: VehicleDraft, brand: BrandDefinition, text: Text): string | undefined => {
  const verdict = judgeUnitId(draft.unit_id, brand.unit_id_pattern, text);
  const label = text.translate(brand.unit_id_label);
  if (verdict.kind === 'complete') return undefined;
  return verdict.kind === 'empty'
    ? text.t('Choose a unit or type its {label}.', { label })
    : text.t('Not a whole {label}: {why}', { label, why: verdict.message });
};

const missingCredentials = (draft: VehicleDraft, brand: BrandDefinition, text: Text): string | undefined => {
  if (brand.authentication === 'INDIVIDUAL') return passwordFault(draft, brand, text);
  return draft.credentials_id === '' ? text.t('Choose the credentials with which the vehicle is reached.') : undefined;
};

/** Why one cannot go on from the step; undefined when one can. */
export const missingAt = (step: StepId, draft: VehicleDraft, brand: BrandDefinition | undefined, text: Text): string | undefined => {
  const { t } = text;
  if (!brand) return t('Choose the brand of the telematics unit.');
  if (step === 'credentials') return missingCredentials(draft, brand, text);
  if (step === 'unit') return missingUnit(draft, brand, text);
  if (step === 'model') return draft.model_id === '' ? t('Choose the model.') : undefined;
  if (step !== 'details') return undefined;
  const faulty = Object.keys(detailErrors(draft, text)).length + Object.keys(customFieldErrors(draft, text)).length;
  return faulty > 0 ? t('Correct the marked fields.') : undefined;
};

/** The wanted step, or the first before it that is not finished: an address may name a step that nothing leads to yet. */
export const reachableStep = (wanted: string | null, draft: VehicleDraft, brand: BrandDefinition | undefined, text: Text): StepId => {
  const steps = stepsOf(brand);
  const at = Math.max(0, steps.indexOf(wanted as StepId));
  const before = steps.slice(0, at);
  return before.find((step) => missingAt(step, draft, brand, text) !== undefined) ?? steps[at] ?? 'brand';
};

export const stepAfter = (step: StepId, steps: readonly StepId[]): StepId => steps[steps.indexOf(step) + 1] ?? step;
export const stepBefore = (step: StepId, steps: readonly StepId[]): StepId => steps[steps.indexOf(step) - 1] ?? step;
