import { nowAt } from '#server/app.ts';
import { findLastCompacted } from '#server/store/compacted-events.ts';
import { findEventAfter, findLogStart, getEventBounds, listEventsWithin } from '#server/store/events.ts';
import { listAllFleetRows, listSharedRows } from '#server/store/fleet-snapshot.ts';
import { encodeEvent } from '#server/streams/live-view.ts';
import { mergeRecords } from '#server/streams/merge-records.ts';
import { authorise } from './authorise.ts';
import { jsonText, type Service, type TextService } from './call.ts';
import { findTurn } from './find-event.ts';
import { readPaceRules } from './freshness.ts';
import { normaliseInstant } from './instant.ts';
import { justAfter, pastRows } from './past-fleet.ts';
import { snapshotOf } from './snapshot-columns.ts';

const within = (at: string, from: string, to: string): string => (at < from ? from : at > to ? to : at);

export const getFleetAt: Service<'getFleetAt'> = async (app, actor, { query }) => {
  authorise(actor, 'getFleetAt');
  const { fleet_id } = actor;
  const now = nowAt(app);
  const history_from = (await findLogStart(app.db.read, fleet_id)) ?? now;
  const at = within(normaliseInstant(query.at), history_from, now);
  const until = await findTurn(app.db.read, fleet_id, (event) => event.recorded_at <= at);
  const known = [...(await listAllFleetRows(app.db.read, fleet_id)), ...(await listSharedRows(app.db.read, fleet_id))];
  const rows = await pastRows(app, fleet_id, known, until, at);
  const compacted = await findLastCompacted(app.db.read, fleet_id, justAfter(at));
  return { sequence: Math.max(until - 1, compacted), at, history_from, ...snapshotOf(rows, await readPaceRules(app, actor)) };
};

/** What changes a vehicle on a screen. */
const told_types = ['VehicleStateRecorded', 'VehicleCreated', 'VehicleChanged', 'VehicleRemoved'];

/** One call looks at no more of the log than this, however rare what it asks for. */
const window_size = 50_000;

export const listFleetLog: TextService<'listFleetLog'> = async (app, actor, { query }) => {
  authorise(actor, 'listFleetLog');
  const { after, limit, step_in_seconds } = query;
  const { fleet_id } = actor;
  const { newest } = await getEventBounds(app.db.read, fleet_id);
  const before = within(normaliseInstant(query.before) ?? nowAt(app), '', nowAt(app));
  const through = Math.max(after, Math.min(newest, after + window_size));
  const rows = await listEventsWithin(app.db.read, fleet_id, { after, through, types: told_types, limit });
  const cut = rows.findIndex(({ recorded_at }) => recorded_at >= before);
  const told = cut < 0 ? rows : rows.slice(0, cut);
  const is_full = rows.length === limit;
  const last = is_full ? rows.at(-1)?.recorded_at : (await findEventAfter(app.db.read, fleet_id, through - 1))?.recorded_at;
  const more = cut < 0 && (is_full || through < newest);
  const until = more ? (last ?? before) : before;
  const next_after = cut < 0 && !is_full ? through : (told.at(-1)?.sequence ?? after);
  const items = step_in_seconds > 0 ? mergeRecords(told, step_in_seconds * 1000) : told;
  return jsonText([
    `{"items":[`,
    items.map(encodeEvent).join(','),
    `],"next_after":${next_after},"until":${JSON.stringify(until)},"more":${more}}`,
  ]);
};
