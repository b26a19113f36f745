import type { Actor } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import type { LogSpan } from '#server/store/vehicle-history.ts';
import { findTurn } from './find-event.ts';

/** Clocks of units may be ahead of ours by less than this. */
export const ahead_ms = 5 * 60_000;
/** What a unit held back longer is not found. */
export const longest_delay_ms = 86_400_000;

export interface Span {
  after: string;
  before: string;
}

/** Where in the log the events of the span can lie: it is in order of arrival, so two searches by halves find it without an index on time. */
export const findLogSpan = async (app: App, actor: Actor, vehicle_id: string, { after, before }: Span): Promise<LogSpan> => {
  const { fleet_id } = actor;
  const turn = (at: string) => findTurn(app.db.read, fleet_id, (event) => event.recorded_at < at);
  const recorded_after = new Date(Date.parse(after) - ahead_ms).toISOString();
  const recorded_before = new Date(Date.parse(before) + longest_delay_ms).toISOString();
  return { fleet_id, vehicle_id, from: await turn(recorded_after), until: await turn(recorded_before), recorded_after, recorded_before };
};
