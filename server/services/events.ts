import { z } from 'zod';
import type { EventLogEntry, EventLogQuery } from '#lib/contract/events.ts';
import { event_types, eventLogType } from '#lib/domain/event.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type StateRecord, stateOfRecord } from '#lib/domain/state-record.ts';
import { type EventRow, listEvents } from '#server/store/events.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
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

const refuseLongSpan = ({ occurred_after: from, occurred_before: to }: EventLogQuery) => {
  if (from && to && Date.parse(to) - Date.parse(from) > longest_span_ms)
    throw refuse('/occurred_after', 'One query spans at most 31 days.');
};

const toEntry = (row: EventRow): EventLogEntry => {
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
    flow_id: row.flow_id,
  };
};

export const queryEventLog: Service<'queryEventLog'> = async (app, actor, { body }) => {
  authorise(actor, 'queryEventLog');
  refuseLongSpan(body);
  const { page_token, limit, event_types: names, vehicle_id } = body;
  const occurred_after = normaliseInstant(body.occurred_after);
  const occurred_before = normaliseInstant(body.occurred_before);
  const filters = { vehicle_id, occurred_after, occurred_before };
  const types = names?.length ? names.map(typeNamed) : undefined;
  const binding = { ...filters, types };
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ sequence: z.int() }), binding);
  const rows = await listEvents(app.db.read, actor.fleet_id, {
    ...filters,
    types,
    before_sequence: position?.sequence,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toEntry),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ sequence: last.sequence }, binding) }),
  };
};
