import { describe, expect, it } from 'vitest';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { placeRefusal } from './refusal.ts';
import type { StepId } from './steps.ts';

const steps: StepId[] = ['brand', 'credentials', 'unit', 'model', 'details', 'review'];

const problem = (errors: [pointer: string, message: string][], type = 'validation-error'): ProblemBody => ({
  type: `/problems/${type}`,
  type_documentation: '',
  title: 'Title',
  status: 400,
  detail: 'Detail.',
  flow_id: 'f',
  ...(errors.length > 0 && { errors: errors.map(([pointer, message]) => ({ pointer, code: 'invalid', message })) }),
});

describe('placeRefusal', () => {
  it.each([
    ['/telematics_unit/id', 'unit', 'unit'],
    ['/telematics_unit/brand', 'brand', 'brand'],
    ['/telematics_unit/setup/vehicle_model_id', 'model', 'model'],
    ['/telematics_unit/setup/extensions', 'model', 'model'],
    ['/telematics_unit/authentication', 'credentials', 'credentials'],
    ['/telematics_unit/authentication/credentials_id', 'credentials', 'credentials'],
    ['/master_data/vin', 'details', 'vin'],
    ['/body/master_data/vin', 'details', 'vin'],
    ['/custom_fields/a~1b', 'details', 'custom_fields.a/b'],
    ['/tags/2', 'details', 'tags'],
    ['/operation_status', 'details', 'operation_status'],
  ])('%s belongs to %s', (pointer, step, field) => {
    expect(placeRefusal(problem([[pointer, 'No.']]), steps)).toMatchObject({ step, fields: { [field]: 'No.' } });
  });

  it('leads to the earliest step, with that step’s first messages', () => {
    const refusal = placeRefusal(
      problem([
        ['/master_data/vin', 'Late.'],
        ['/telematics_unit/id', 'First.'],
        ['/telematics_unit/id', 'Second.'],
      ]),
      steps,
    );
    expect(refusal).toMatchObject({ step: 'unit', fields: { unit: 'First.' } });
    expect(refusal.fields).not.toHaveProperty('vin');
  });

  it('takes a conflict for the unit that serves another vehicle', () => {
    expect(placeRefusal(problem([], 'conflicting-resource'), steps)).toMatchObject({ step: 'unit', fields: { unit: 'Detail.' } });
  });

  it('leaves everything else at the end, and what belongs to a step that is not there', () => {
    expect(placeRefusal(problem([], 'service-unavailable'), steps)).toMatchObject({ step: 'review', fields: {} });
    const without = steps.filter((step) => step !== 'credentials');
    expect(placeRefusal(problem([['/telematics_unit/authentication', 'No.']]), without).step).toBe('review');
    expect(placeRefusal(problem([['/telematics_units', 'No.']]), steps).step).toBe('review');
  });
});
