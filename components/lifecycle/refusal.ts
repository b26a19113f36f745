import type { ProblemBody } from '#lib/domain/problem.ts';
import type { StepId } from './steps.ts';

/** Where in the stepper a refusal of the server belongs. */
export interface Refusal {
  step: StepId;
  problem: ProblemBody;
  /** Messages by field of that step; the rest of the problem stands above it. */
  fields: Readonly<Record<string, string>>;
}

const places: readonly (readonly [prefix: string, step: StepId])[] = [
  ['/telematics_unit/setup', 'model'],
  ['/telematics_unit/authentication', 'credentials'],
  ['/telematics_unit/brand', 'brand'],
  ['/telematics_unit', 'unit'],
  ['/master_data', 'details'],
  ['/custom_fields', 'details'],
  ['/tags', 'details'],
  ['/operation_status', 'details'],
];

const isBelow = (pointer: string, prefix: string) => pointer === prefix || pointer.startsWith(`${prefix}/`);

const plainPart = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** `/master_data/vin` → details, `vin`; `/custom_fields/colour` → details, `custom_fields.colour`; `/tags/2` → details, `tags`. */
const placeOf = (pointer: string): { step: StepId; field: string } | undefined => {
  const inner = pointer.replace(/^\/body(?=\/)/, '');
  const step = places.find(([prefix]) => isBelow(inner, prefix))?.[1];
  if (!step) return undefined;
  const [area = '', part] = inner.split('/').slice(1).map(plainPart);
  if (step !== 'details') return { step, field: step };
  if (area === 'master_data') return { step, field: part ?? area };
  return { step, field: area === 'custom_fields' && part !== undefined ? `${area}.${part}` : area };
};

/** Sorts a problem to the earliest step that it concerns. A conflict without a pointer is a unit that serves another vehicle. */
export const placeRefusal = (problem: ProblemBody, steps: readonly StepId[]): Refusal => {
  const placed = (problem.errors ?? []).flatMap(({ pointer, message }) => {
    const place = placeOf(pointer);
    return place && steps.includes(place.step) ? [{ ...place, message }] : [];
  });
  if (placed.length === 0) {
    const is_unit = problem.type === '/problems/conflicting-resource';
    return { step: is_unit ? 'unit' : 'review', problem, fields: is_unit ? { unit: problem.detail } : {} };
  }
  const step = steps.find((one) => placed.some((place) => place.step === one)) ?? 'review';
  const here = placed.filter((place) => place.step === step).reverse();
  return { step, problem, fields: Object.fromEntries(here.map(({ field, message }) => [field, message])) };
};
