import type { CommandDefinition } from './command.ts';
import type { VehicleModel } from './telematics.ts';
import type { VehicleState } from './vehicle-state.ts';

type Rule = Pick<CommandDefinition, 'interlock'>;
type Model = Pick<VehicleModel, 'ignition_is_driving_enabled'>;

const newestSpeed = ({ speed_in_kilometers_per_hour: own, gnss_speed_over_ground_in_kilometers_per_hour: over_ground }: VehicleState) =>
  own && over_ground && over_ground.timestamp > own.timestamp ? over_ground : (own ?? over_ground);

/**
 * The motion rule: why the newest known state forbids this command, or undefined. Looks at the last values whatever their age:
 * a vehicle that fell silent while it moved still counts as moving.
 */
export const interlockRefusal = (definition: Rule, model: Model, state: VehicleState): string | undefined => {
  if (!definition.interlock) return undefined;
  const speed = newestSpeed(state);
  if (speed && speed.value > 0) return `The vehicle moves at ${speed.value} km/h.`;
  if (definition.interlock === 'motion_and_ignition' && state.ignition?.value === 'ON' && !model.ignition_is_driving_enabled) {
    return 'The ignition is on.';
  }
  return undefined;
};

const freshness_ms = 60_000;

/**
 * The stricter rule that a fleet may choose for immobilising: whatever the motion rule looks at must have been measured within the last minute.
 * A vehicle of which neither speed nor ignition is known is refused.
 */
export const staleRefusal = (definition: Rule, model: Model, state: VehicleState, now_ms: number): string | undefined => {
  if (definition.interlock !== 'motion_and_ignition') return undefined;
  const looked_at = [newestSpeed(state), model.ignition_is_driving_enabled ? undefined : state.ignition].filter(
    (value) => value !== undefined,
  );
  if (looked_at.length === 0) return 'The vehicle has never said whether it stands.';
  const oldest = looked_at.map(({ timestamp }) => timestamp).reduce((a, b) => (a < b ? a : b));
  return now_ms - Date.parse(oldest) > freshness_ms
    ? `The newest state is of ${oldest}: too old for this fleet to immobilise by.`
    : undefined;
};
