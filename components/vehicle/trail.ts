import type { TrailPoint } from '#lib/contract/vehicles.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';

export const trail_hours = 2;
const trail_ms = trail_hours * 3_600_000;

/** Start of the trail that is asked for. */
export const trailStart = (now_ms: number): string => new Date(now_ms - trail_ms).toISOString();

/** The point of the trail that a state stands for; undefined without a position. */
export const trailPoint = (state: VehicleState): TrailPoint | undefined => {
  const { position, speed_in_kilometers_per_hour: speed } = state;
  if (!position) return undefined;
  return { at: position.timestamp, ...position.value, ...(speed?.timestamp === position.timestamp && { speed: speed.value }) };
};

/** Both trails as one, oldest first, an instant once, without what is older than two hours. */
export const joinTrails = (a: readonly TrailPoint[], b: readonly TrailPoint[], now_ms: number): TrailPoint[] => {
  const start = trailStart(now_ms);
  const by_time = new Map([...a, ...b].filter(({ at }) => at >= start).map((point) => [point.at, point]));
  return [...by_time.values()].sort((one, other) => (one.at < other.at ? -1 : 1));
};
