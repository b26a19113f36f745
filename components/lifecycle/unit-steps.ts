import type { ProblemBody } from '#lib/domain/problem.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { type StepId, stepsOf } from './steps.ts';

/** The steps that name a unit, without those about the vehicle. */
export const unitSteps = (brand: BrandDefinition | undefined): StepId[] =>
  stepsOf(brand).filter((step) => step !== 'details' && step !== 'review');

/** The problem as if the unit had been part of a larger body, as it is when a vehicle is added. */
export const placedInUnit = (problem: ProblemBody): ProblemBody => ({
  ...problem,
  ...(problem.errors && {
    errors: problem.errors.map((error) => {
      const inner = error.pointer.replace(/^\/body(?=\/)/, '');
      return { ...error, pointer: inner.startsWith('/telematics_unit') ? inner : `/telematics_unit${inner}` };
    }),
  }),
});
