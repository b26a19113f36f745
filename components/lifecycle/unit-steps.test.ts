import { describe, expect, it } from 'vitest';
import { placeRefusal } from './refusal.ts';
import { placedInUnit, unitSteps } from './unit-steps.ts';

const problem = (pointer: string) => ({
  type: '/problems/referenced-resource-not-found',
  type_documentation: '',
  title: 'T',
  status: 400,
  detail: 'D',
  flow_id: 'f',
  errors: [{ pointer, code: 'invalid', message: 'M' }],
});

describe('a unit named by itself', () => {
  it('has the steps of adding without those about the vehicle', () => {
    expect(unitSteps(undefined)).toEqual(['brand', 'credentials', 'unit', 'model']);
  });

  it.each([
    ['/setup/vehicle_model_id', 'model'],
    ['/body/authentication/credentials_id', 'credentials'],
    ['/telematics_unit/id', 'unit'],
  ])('leads a refusal at %s to the step %s', (pointer, step) => {
    expect(placeRefusal(placedInUnit(problem(pointer)), unitSteps(undefined)).step).toBe(step);
  });
});
