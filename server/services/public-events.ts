import type { EventStreamQuery } from '#lib/contract/public-events.ts';
import { type Actor, allows } from '#lib/domain/access.ts';
import { isVehicleEvent } from '#lib/domain/event.ts';
import { getEventBounds, listEventsWithin } from '#server/store/events.ts';
import { createEventReader } from '#server/streams/public-events.ts';
import type { EventSelection } from '#server/streams/public-view.ts';
import { resume } from '#server/streams/resume.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Service } from './call.ts';
import { chosenTypes } from './chosen-types.ts';

type Wish = Pick<EventStreamQuery, 'topic' | 'event_type' | 'vehicle_id'>;

/** What the actor gets of what he asks for. Who names a topic or a type that he may not see is refused; who names none gets what he may see. */
export const selectEvents = (actor: Actor, wish: Wish): EventSelection => {
  const chosen = chosenTypes(wish);
  const sees_all = allows(actor.permissions, 'events-trips.ro');
  if (!sees_all) requirePermission(actor, 'vehicles.ro');
  const types = sees_all ? chosen : chosen.filter(isVehicleEvent);
  const named = wish.topic !== undefined || wish.event_type !== undefined;
  if (named && types.length < chosen.length) requirePermission(actor, 'events-trips.ro');
  return { types, ...(wish.vehicle_id && { vehicle_ids: wish.vehicle_id }) };
};

/** One call looks at no more of the log than this, however rare what it asks for. */
const window_size = 50_000;

export const listEvents: Service<'listEvents'> = async (app, actor, { query }) => {
  authorise(actor, 'listEvents');
  const { types, vehicle_ids } = selectEvents(actor, query);
  const { fleet_id } = actor;
  const { after, newest, reset } = await resume(app, fleet_id, query.after);
  const through = Math.min(newest, after + window_size);
  const window = { after, through, types, vehicle_ids, limit: query.limit };
  const rows = types.length > 0 ? await listEventsWithin(app.db.read, fleet_id, window) : [];
  const next_after = rows.length === query.limit ? (rows.at(-1)?.sequence ?? through) : Math.max(through, after);
  const events = await createEventReader(app.db.read).read(after, rows, next_after);
  const { newest: now_newest } = await getEventBounds(app.db.read, fleet_id);
  return {
    items: events.map(({ envelope }) => JSON.parse(envelope)),
    next_after,
    more: next_after < now_newest,
    ...(reset && { reset }),
  };
};
