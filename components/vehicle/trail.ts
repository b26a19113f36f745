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

const around_ms = 3_600_000;

/** Whether the trail of the last two hours does not reach back to the instant. */
export const isPast = (at: string, now_ms: number): boolean => at < trailStart(now_ms);

/** The hour before and the hour after an instant, from full quarters of an hour, so that close instants share a trail. */
export const trailAround = (at: string): { after: string; before: string } => {
  const quarter_ms = around_ms / 4;
  const middle_ms = Math.round(Date.parse(at) / quarter_ms) * quarter_ms;
  return { after: new Date(middle_ms - around_ms).toISOString(), before: new Date(middle_ms + around_ms).toISOString() };
};
