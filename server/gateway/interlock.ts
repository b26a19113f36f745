import type { CommandDefinition } from '#lib/domain/command.ts';
import type { VehicleModel } from '#lib/domain/telematics.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';

/**
 * The motion rule: why the newest known state forbids this command, or undefined. Looks at the last values whatever their age:
 * a vehicle that fell silent while it moved still counts as moving.
 */
export const interlockRefusal = (
  definition: Pick<CommandDefinition, 'interlock'>,
  model: Pick<VehicleModel, 'ignition_is_driving_enabled'>,
  state: VehicleState,
): string | undefined => {
  if (!definition.interlock) return undefined;
  const { speed_in_kilometers_per_hour: own, gnss_speed_over_ground_in_kilometers_per_hour: over_ground } = state;
  const speed = own && over_ground && over_ground.timestamp > own.timestamp ? over_ground : (own ?? over_ground);
  if (speed && speed.value > 0) return `The vehicle moves at ${speed.value} km/h.`;
  if (definition.interlock === 'motion_and_ignition' && state.ignition?.value === 'ON' && !model.ignition_is_driving_enabled) {
    return 'The ignition is on.';
  }
  return undefined;
};
