import type { EventMarks } from '#lib/contract/events.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { findMember } from '#server/store/access.ts';
import { deleteEventMark, type EventMarkRow, insertEventMark, listEventMarks } from '#server/store/event-marks.ts';
import type { EventRow } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { authorColumns, authorOf } from './author.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { getUsableRow } from './change-vehicle.ts';
import { getEventById } from './find-event.ts';

const most_comments = 100;

const madeBy = (row: EventMarkRow) => ({ at: row.created_at, by: authorOf(row) });

const toMarks = (rows: readonly EventMarkRow[]): EventMarks => {
  const acknowledged = rows.find(({ kind }) => kind === 'ACKNOWLEDGED');
  const assigned = rows.find(({ kind }) => kind === 'ASSIGNED');
  return {
    ...(acknowledged && { acknowledgement: madeBy(acknowledged) }),
    ...(assigned && { assignment: { ...madeBy(assigned), to: { id: assigned.assignee_id ?? '', name: assigned.assignee_name ?? '' } } }),
    comments: rows.flatMap((row) => (row.kind === 'COMMENTED' ? [{ id: row.id, ...madeBy(row), text: row.text ?? '' }] : [])),
  };
};

/** What people made of these events, by event id; those of which nobody made anything are absent. */
export const readMarks = async (db: Query, fleet_id: string, events: readonly { id: string }[]): Promise<Map<string, EventMarks>> => {
  const rows = await listEventMarks(
    db,
    fleet_id,
    events.map(({ id }) => id),
  );
  return new Map([...Map.groupBy(rows, (row) => row.event_id)].map(([id, of_event]) => [id, toMarks(of_event)]));
};

interface Marking {
  tx: Query;
  event: EventRow;
  present: readonly EventMarkRow[];
  add: (mark: Partial<EventMarkRow> & { kind: string }) => Promise<void>;
}

/** One transaction on the marks of one event, its vehicle locked. `mark` gives what the audit log says of it, or undefined when nothing changed. */
const changeMarks = (
  app: App,
  actor: Actor,
  event_id: string,
  action: string,
  mark: (marking: Marking) => Promise<object | undefined>,
): Promise<EventMarks> =>
  write(app, async (tx, _emit, audit) => {
    const { fleet_id, flow_id } = actor;
    const event = await getEventById(tx, fleet_id, event_id);
    const { vehicle_id } = event;
    await app.db.dialect.lockVehicles(tx, [vehicle_id]);
    await getUsableRow(tx, actor, vehicle_id);
    const common = { fleet_id, vehicle_id, event_id: event.id, created_at: nowAt(app), ...authorColumns(actor) };
    const blank = { text: null, assignee_id: null, assignee_name: null };
    const detail = await mark({
      tx,
      event,
      present: await listEventMarks(tx, fleet_id, [event.id]),
      add: (row) => insertEventMark(tx, { id: newId(), ...common, ...blank, ...row }),
    });
    if (detail)
      audit({ fleet_id, actor, action, object_type: 'vehicle', object_id: vehicle_id, detail: { event_id: event.id, ...detail }, flow_id });
    return toMarks(await listEventMarks(tx, fleet_id, [event.id]));
  });

export const acknowledgeEvent: Service<'acknowledgeEvent'> = async (app, actor, { params, body }) => {
  authorise(actor, 'acknowledgeEvent');
  const acknowledged = body?.acknowledged ?? true;
  return changeMarks(app, actor, params.event_id, 'event.acknowledge', async ({ tx, event, present, add }) => {
    if (present.some(({ kind }) => kind === 'ACKNOWLEDGED') === acknowledged) return undefined;
    if (acknowledged) await add({ kind: 'ACKNOWLEDGED' });
    else await deleteEventMark(tx, actor.fleet_id, event.id, 'ACKNOWLEDGED');
    return { acknowledged };
  });
};

export const assignEvent: Service<'assignEvent'> = async (app, actor, { params, body }) => {
  authorise(actor, 'assignEvent');
  return changeMarks(app, actor, params.event_id, 'event.assign', async ({ tx, event, present, add }) => {
    const member = body.user_id === null ? undefined : await findMember(tx, actor.fleet_id, body.user_id.toUpperCase());
    if (body.user_id !== null && !member) {
      const message = 'There is no such person in this fleet.';
      throw new Problem('referenced-resource-not-found', message, { errors: [{ pointer: '/user_id', code: 'not_found', message }] });
    }
    const former = present.find(({ kind }) => kind === 'ASSIGNED');
    if (former?.assignee_id === member?.id) return undefined;
    await deleteEventMark(tx, actor.fleet_id, event.id, 'ASSIGNED');
    if (member) await add({ kind: 'ASSIGNED', assignee_id: member.id, assignee_name: member.name });
    return { user_id: member?.id ?? null };
  });
};

export const commentEvent: Service<'commentEvent'> = async (app, actor, { params, body }) => {
  authorise(actor, 'commentEvent');
  return changeMarks(app, actor, params.event_id, 'event.comment', async ({ event, present, add }) => {
    if (present.filter(({ kind }) => kind === 'COMMENTED').length >= most_comments)
      throw new Problem('conflicting-resource', `Event ${event.id} has ${most_comments} comments.`);
    await add({ kind: 'COMMENTED', text: body.text });
    return {};
  });
};
