import type { EventCount, HistoryPoint } from '#lib/contract/history.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { NumericProperty } from '#lib/domain/vehicle-state.ts';
import type { App } from '#server/app.ts';
import {
  chooseSequences,
  countByMinute,
  countInBlocks,
  countVehicleEvents,
  type LogSpan,
  listBlockParts,
  listStateData,
  listStateDataAt,
  measuredIn,
} from '#server/store/vehicle-history.ts';
import { parseStateRecord } from '#server/streams/state-history.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { getUsableRow } from './change-vehicle.ts';
import { normaliseInstant } from './instant.ts';
import { findLogSpan, type Span } from './log-span.ts';
import { thinOut } from './thin-out.ts';

const day_ms = 86_400_000;
const minute_ms = 60_000;
const most_reports = 10_000;

const readSpan = (app: App, query: { after: string; before?: string | undefined }, longest_days: number): Span => {
  const after = normaliseInstant(query.after);
  const before = normaliseInstant(query.before) ?? new Date(app.clock()).toISOString();
  if (Date.parse(before) - Date.parse(after) <= longest_days * day_ms) return { after, before };
  const message = `One query spans at most ${longest_days} days.`;
  throw new Problem('validation-error', message, { errors: [{ pointer: '/after', code: 'invalid', message }] });
};

const pointOf = (data: string, property: NumericProperty): HistoryPoint | undefined => {
  const record = parseStateRecord(data);
  const value = record?.s[property];
  return record && typeof value === 'number' ? { at: record.at?.[property] ?? record.t, value } : undefined;
};

/** The values of every so many events of the part, so that no more than `most_reports` are read. */
const readPoints = async (app: App, span: LogSpan, property: NumericProperty): Promise<{ points: HistoryPoint[]; step: number }> => {
  const db = app.db.read;
  // Rows before blocks: a record moves that way only, and told twice it is one point.
  const in_rows = await countVehicleEvents(db, span);
  const parts = await listBlockParts(db, span);
  const step = Math.max(1, Math.ceil((in_rows + countInBlocks(parts)) / most_reports));
  const is_mixed = parts.length > 0 && step > 1;
  const chosen = is_mixed ? await chooseSequences(db, span, parts, step) : undefined;
  const texts = chosen ? await listStateDataAt(db, span, chosen) : await listStateData(db, span, step);
  const measured = measuredIn(parts, property, (sequence) => chosen?.has(sequence) ?? true);
  const compacted = measured.flatMap(({ at_ms, value }) =>
    typeof value === 'number' ? [{ at: new Date(at_ms).toISOString(), value }] : [],
  );
  return { points: [...compacted, ...texts.flatMap((data) => pointOf(data, property) ?? [])], step };
};

export const getStateHistory: Service<'getStateHistory'> = async (app, actor, { params, query }) => {
  authorise(actor, 'getStateHistory');
  const { id } = await getUsableRow(app.db.read, actor, params.vehicle_id);
  const span = readSpan(app, query, 366);
  const in_log = await findLogSpan(app, actor, id, span);
  const { points: read, step } = await readPoints(app, in_log, query.property);
  const points = read.filter(({ at }) => at >= span.after && at < span.before);
  const by_time = new Map(points.map((point) => [point.at, point]));
  const ordered = [...by_time.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
  return { items: thinOut(ordered, query.points), sampled: step > 1 };
};

export const countEvents: Service<'countEvents'> = async (app, actor, { params, query }) => {
  authorise(actor, 'countEvents');
  const { id } = await getUsableRow(app.db.read, actor, params.vehicle_id);
  const asked = readSpan(app, query, 3);
  const start_ms = Math.floor(Date.parse(asked.after) / minute_ms) * minute_ms;
  const span = { ...asked, after: new Date(start_ms).toISOString() };
  const counts = await countByMinute(app.db.read, await findLogSpan(app, actor, id, span), span.after, span.before);
  const window_ms = query.window_in_minutes * minute_ms;
  const by_window = new Map<number, EventCount>();
  for (const { type, minute, events } of counts) {
    const window = Math.floor((Date.parse(`${minute}:00.000Z`) - start_ms) / window_ms);
    const entry = by_window.get(window) ?? { at: new Date(start_ms + window * window_ms).toISOString(), counts: {} };
    entry.counts[type] = (entry.counts[type] ?? 0) + events;
    by_window.set(window, entry);
  }
  return { items: [...by_window.values()].sort((a, b) => (a.at < b.at ? -1 : 1)) };
};
