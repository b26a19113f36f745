/** Turns what events mean to a subscription into what is to be told of them: once while a condition lasts, not before it has lasted, not too often. */
import type { NotificationSubscription } from '#lib/contract/notifications.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import type { EventRow } from '#server/store/events.ts';
import { listMarks, type MarkRow, type SubscriptionRow, upsertMark } from '#server/store/notifications.ts';
import type { Signal } from './match-event.ts';
import { type Told, tell } from './tell.ts';

const minute_ms = 60_000;

export interface Noted {
  event: Pick<EventRow, 'id' | 'sequence' | 'vehicle_id' | 'occurred_at'>;
  signal: Signal;
}

type Hysteresis = NonNullable<NotificationSubscription['hysteresis']>;
const hysteresisOf = ({ hysteresis }: SubscriptionRow): Hysteresis => (hysteresis ? JSON.parse(hysteresis) : {});

const isTooSoon = (mark: MarkRow, { once_per_vehicle_in_minutes }: Hysteresis, now_ms: number): boolean =>
  once_per_vehicle_in_minutes !== undefined &&
  mark.told_at !== null &&
  now_ms - Date.parse(mark.told_at) < once_per_vehicle_in_minutes * minute_ms;

const keyOf = (vehicle_id: string, matter: string) => `${vehicle_id} ${matter}`;

/** In the transaction that moves the subscription's cursor. */
export const noteSignals = async (app: App, tx: Query, row: SubscriptionRow, noted: readonly Noted[]): Promise<void> => {
  const hysteresis = hysteresisOf(row);
  const known = await listMarks(tx, row.id, [...new Set(noted.map(({ event }) => event.vehicle_id))]);
  const marks = new Map(known.map((mark) => [keyOf(mark.vehicle_id, mark.matter), mark]));
  const changed = new Set<MarkRow>();
  const told: Told[] = [];
  const tellOnce = (mark: MarkRow, entry: Told) => {
    if (isTooSoon(mark, hysteresis, app.clock())) return;
    mark.told_at = nowAt(app);
    told.push(entry);
  };
  for (const { event, signal } of noted) {
    const { vehicle_id, id: event_id, sequence, occurred_at } = event;
    const { matter, holds } = signal;
    const key = keyOf(vehicle_id, matter);
    const detail = JSON.stringify(signal.detail);
    const fresh = { subscription_id: row.id, vehicle_id, matter, since: null, event_id, sequence, detail, due_at: null, told_at: null };
    const mark: MarkRow = marks.get(key) ?? fresh;
    const entry: Told = { event_id, sequence, matter, vehicle_id, detail: signal.detail, occurred_at };
    if (holds === undefined) {
      if (hysteresis.once_per_vehicle_in_minutes === undefined) {
        told.push(entry);
        continue;
      }
      tellOnce(mark, entry);
    } else if (holds) {
      if (mark.since !== null) continue;
      Object.assign(mark, { since: occurred_at, event_id, sequence, detail });
      if (hysteresis.held_for_minutes === undefined) tellOnce(mark, entry);
      else mark.due_at = new Date(app.clock() + hysteresis.held_for_minutes * minute_ms).toISOString();
    } else {
      if (mark.since === null) continue;
      Object.assign(mark, { since: null, due_at: null });
    }
    marks.set(key, mark);
    changed.add(mark);
  }
  for (const mark of changed) await upsertMark(tx, mark);
  await tell(app, tx, row, told);
};

/** Tells of conditions that have lasted long enough. */
export const tellHeld = async (app: App, tx: Query, row: SubscriptionRow, due: readonly MarkRow[]): Promise<void> => {
  const hysteresis = hysteresisOf(row);
  const told: Told[] = [];
  for (const mark of due) {
    const too_soon = isTooSoon(mark, hysteresis, app.clock());
    await upsertMark(tx, { ...mark, due_at: null, ...(!too_soon && { told_at: nowAt(app) }) });
    if (too_soon) continue;
    const { event_id, sequence, matter, vehicle_id } = mark;
    told.push({ event_id, sequence, matter, vehicle_id, detail: JSON.parse(mark.detail), occurred_at: mark.since ?? nowAt(app) });
  }
  await tell(app, tx, row, told);
};
