import { z } from 'zod';
import type { EventLogEntry, EventLogQuery } from '#lib/contract/events.ts';
import { event_types, eventLogType, isDerivedEvent } from '#lib/domain/event.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type StateRecord, stateOfRecord } from '#lib/domain/state-record.ts';
import type { App } from '#server/app.ts';
import { type EventRow, findSourceEvents, listEvents } from '#server/store/events.ts';
import { readStateBefore } from '#server/streams/state-history.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { toCsvLine } from './csv.ts';
import { readMarks } from './event-marks.ts';
import { getEventById } from './find-event.ts';
import { normaliseInstant } from './instant.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';

const types_by_name = new Map(event_types.flatMap((type) => [[type, type] as const, [eventLogType(type), type] as const]));

const refuse = (pointer: string, message: string) =>
  new Problem('validation-error', message, { errors: [{ pointer, code: 'invalid', message }] });

const typeNamed = (name: string, index: number) => {
  const type = types_by_name.get(name);
  if (!type) throw refuse(`/event_types/${index}`, 'There is no such event type.');
  return type;
};

const longest_span_ms = 31 * 86_400_000;

const refuseLongSpan = (
  app: App,
  { occurred_after: from, occurred_before: to }: Pick<EventLogQuery, 'occurred_after' | 'occurred_before'>,
) => {
  if (from && (to ? Date.parse(to) : app.clock()) - Date.parse(from) > longest_span_ms)
    throw refuse('/occurred_after', 'One query spans at most 31 days.');
};

/** One event as the log tells it. A state event holds what its report brought. */
const toEntry = (row: EventRow, linked_event_id?: string): EventLogEntry => {
  const stored = JSON.parse(row.data);
  const record = row.type === 'VehicleStateRecorded' ? (stored as StateRecord) : undefined;
  const vehicle_state = record && stateOfRecord(record);
  const position = vehicle_state?.position?.value ?? stored.position;
  const initiated_by = stored.initiated_by ?? stored.command?.initiated_by;
  return {
    id: row.id,
    sequence: row.sequence,
    event_type: eventLogType(row.type),
    type: row.type,
    vehicle_id: row.vehicle_id,
    occurred_at: row.occurred_at,
    received_at: row.recorded_at,
    ...(position && { position: { value: position } }),
    data: vehicle_state ? { vehicle_id: row.vehicle_id, fleet_id: row.fleet_id, vehicle_state } : stored,
    ...(initiated_by && { initiated_by }),
    ...(linked_event_id && { linked_event_id }),
    flow_id: row.flow_id,
  };
};

/** With the state events that changes of state were seen in, and what people made of them. */
const toEntries = async (app: App, fleet_id: string, rows: readonly EventRow[]): Promise<EventLogEntry[]> => {
  const derived = rows.filter(({ type }) => isDerivedEvent(type));
  const sources = await findSourceEvents(app.db.read, fleet_id, derived);
  const marks = await readMarks(app.db.read, fleet_id, rows);
  return rows.map((row) => {
    const of_row = marks.get(row.id);
    return { ...toEntry(row, sources.get(row.sequence)), ...(of_row && { marks: of_row }) };
  });
};

type Search = Omit<EventLogQuery, 'limit'>;

/** What is looked for, and the page token that belongs to it. */
const readSearch = (app: App, search: Search) => {
  refuseLongSpan(app, search);
  const { page_token, event_types: names, vehicle_id } = search;
  const occurred_after = normaliseInstant(search.occurred_after);
  const occurred_before = normaliseInstant(search.occurred_before);
  const types = names?.length ? names.map(typeNamed) : undefined;
  const filter = { vehicle_id, occurred_after, occurred_before, types };
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ sequence: z.int() }), filter);
  return { filter, before_sequence: position?.sequence };
};

export const queryEventLog: Service<'queryEventLog'> = async (app, actor, { body }) => {
  authorise(actor, 'queryEventLog');
  const { filter, before_sequence } = readSearch(app, body);
  const rows = await listEvents(app.db.read, actor.fleet_id, { ...filter, before_sequence, limit: body.limit + 1 });
  const page = rows.slice(0, body.limit);
  const last = page.at(-1);
  return {
    items: await toEntries(app, actor.fleet_id, page),
    ...(rows.length > page.length && last && { next_page_token: encodePageToken({ sequence: last.sequence }, filter) }),
  };
};

export const getEventLogEntry: Service<'getEventLogEntry'> = async (app, actor, { params }) => {
  authorise(actor, 'getEventLogEntry');
  const row = await getEventById(app.db.read, actor.fleet_id, params.event_id);
  const [entry] = await toEntries(app, actor.fleet_id, [row]);
  if (!entry) throw new Error('An event without an entry');
  const vehicle_state = await readStateBefore(app.db.read, { ...row, sequence: row.sequence + 1 });
  return { ...entry, ...(Object.keys(vehicle_state).length > 0 && { vehicle_state }) };
};

const columns = 'occurred_at,received_at,event_type,vehicle_id,latitude,longitude,initiated_by,data,flow_id,sequence,id'.split(',');

const toLine = ({ position, initiated_by, ...entry }: EventLogEntry) =>
  toCsvLine([
    entry.occurred_at,
    entry.received_at,
    entry.event_type,
    entry.vehicle_id,
    position?.value.lat,
    position?.value.lon,
    initiated_by?.name,
    JSON.stringify(entry.data),
    entry.flow_id,
    entry.sequence,
    entry.id,
  ]);

const export_page = 500;

export const exportEventLog: Service<'exportEventLog'> = async (app, actor, { body }) => {
  authorise(actor, 'exportEventLog');
  const occurred_before = body.occurred_before ?? new Date(app.clock()).toISOString();
  const occurred_after = body.occurred_after ?? new Date(Date.parse(occurred_before) - longest_span_ms).toISOString();
  readSearch(app, { ...body, page_token: undefined, occurred_after, occurred_before });
  const { filter, before_sequence } = readSearch(app, body);
  const span = { ...filter, occurred_after: normaliseInstant(occurred_after), occurred_before: normaliseInstant(occurred_before) };
  const { fleet_id } = actor;
  const lines = async function* () {
    yield toCsvLine(columns);
    let before = before_sequence;
    for (let left = body.limit ?? Number.POSITIVE_INFINITY; left > 0; ) {
      const limit = Math.min(left, export_page);
      const rows = await listEvents(app.db.read, fleet_id, { ...span, before_sequence: before, limit });
      if (rows.length > 0) yield rows.map((row) => toLine(toEntry(row))).join('');
      if (rows.length < limit) return;
      left -= rows.length;
      before = rows.at(-1)?.sequence;
    }
  };
  return lines();
};
