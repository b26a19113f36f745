import { describe, expect, it } from 'vitest';
import { VehicleModel } from '#lib/domain/telematics.ts';
import { teltonika_models } from './teltonika.ts';

describe('Teltonika models', () => {
  it.each(teltonika_models)('$vehicle_brand $vehicle_model is a valid model', (model) => {
    expect(VehicleModel.parse(model)).toEqual(model);
  });

  it('have ids of their own', () => {
    expect(new Set(teltonika_models.map((model) => model.id)).size).toBe(teltonika_models.length);
    expect(teltonika_models.length).toBeGreaterThanOrEqual(12);
  });

  it.each(teltonika_models)(
    '$vehicle_brand $vehicle_model immobilises only where a relay or an engine block is on record',
    ({ capabilities, settings }) => {
      const can_immobilise = settings.wiring !== undefined || settings.can_engine_control === true;
      expect(capabilities.commands.includes('DISABLE_DRIVING')).toBe(can_immobilise);
      expect(capabilities.vehicle_state.includes('DRIVING_ENABLED')).toBe(settings.wiring !== undefined);
      expect(capabilities.commands.includes('LOCK_CENTRAL_LOCK')).toBe(settings.can_control === true);
    },
  );
});
