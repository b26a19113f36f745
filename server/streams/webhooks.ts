/**
 * Posts the events of the log to webhooks. Each webhook is a reader of its own: a cursor in its row, moved in the write that notes what became of the
 * events up to it. So a restart loses nothing and may send the last batch again, under the same ids. Events of one vehicle follow one another; what
 * fails is tried again later, out of order. One that fails too much takes no new events until it recovers: the log waits for it, and nobody else does.
 */
import type { KeyObject } from 'node:crypto';
import { type App, nowAt } from '#server/app.ts';
import { unseal } from '#server/auth/unseal.ts';
import type { Query } from '#server/db/dialect.ts';
import { newFlowId, newId } from '#server/ids.ts';
import { sendNotice } from '#server/notifications/send-notice.ts';
import { listEventsWithin } from '#server/store/events.ts';
import {
  countPendingDeliveries,
  type DeliveryRow,
  insertDeliveries,
  listDueDeliveries,
  type NewDelivery,
  trimDeliveries,
  updateDelivery,
} from '#server/store/webhook-deliveries.ts';
import { findWebhook, listEnabledWebhooks, moveWebhook, updateWebhook, type WebhookRow } from '#server/store/webhooks.ts';
import { write } from '#server/store/write.ts';
import { keepLooking } from './keep-looking.ts';
import { createEventReader, type EventReader, type PublicEvent } from './public-events.ts';
import { resume } from './resume.ts';
import { judgeAttempt, reasonToDisable } from './webhook-attempt.ts';
import type { WebhookSender } from './webhook-sender.ts';
import { webhookHeaders } from './webhook-signature.ts';
import { bodyOf, selectionOf } from './webhook-source.ts';

export interface WebhookRelayParts {
  app: App;
  private_key: KeyObject;
  sender: WebhookSender;
  /** False when another gateway has taken over. */
  isInOffice(tx: Query): Promise<boolean>;
  /** Begins work on a fleet's webhooks and gives what ends it; undefined: they are another gateway's. */
  enter?(fleet_id: string): (() => void) | undefined;
  /** False when work that was begun has to end. */
  holds?(fleet_id: string): boolean;
}

export interface WebhookRelay {
  start(): void;
  /** Resolves when nothing is under way. */
  stop(): Promise<void>;
}

const batch_size = 50;
const window_size = 50_000;
const lanes = 8;
const most_pending = 100;
const deliveries_kept = 10_000;
const system = { type: 'SYSTEM', id: 'gateway', name: 'Motorpool' } as const;

export const createWebhookRelay = ({
  app,
  private_key,
  sender,
  isInOffice,
  enter = () => () => {},
  holds = () => true,
}: WebhookRelayParts): WebhookRelay => {
  const { read } = app.db;
  const readers = new Map<string, EventReader>();
  const pumps = new Map<string, Promise<void>>();
  let stopped = false;

  const secretsOf = (row: WebhookRow) => {
    const place = { table: 'webhooks', column: 'sealed_secret', fleet_id: row.fleet_id, row_id: row.id };
    const old = row.old_secret_expires_at !== null && row.old_secret_expires_at > nowAt(app) ? row.sealed_old_secret : null;
    return [row.sealed_secret, ...(old === null ? [] : [old])].map((sealed) => unseal(private_key, sealed, place));
  };
  const post = (row: WebhookRow, event_id: string, body: string) =>
    sender.send(row.url, webhookHeaders(secretsOf(row), event_id, app.clock(), body), body);

  /** The outcome of attempts, in one write with what follows from it. Undefined work: another gateway is in office, or the webhook is gone. */
  const settle = (row: WebhookRow, outcomes: readonly Parameters<typeof reasonToDisable>[0][], work: (tx: Query) => Promise<boolean>) =>
    write(app, async (tx, _emit, audit) => {
      if (!(await isInOffice(tx))) throw new Error('Another gateway has taken over.');
      const current = await findWebhook(tx, row.id);
      if (!current || !(await work(tx))) return false;
      const [disabled_reason] = outcomes.flatMap((outcome) => reasonToDisable(outcome) ?? []);
      if (!disabled_reason || !current.enabled) return true;
      await updateWebhook(tx, row.id, { enabled: 0, disabled_reason, revision: current.revision + 1, modified_at: nowAt(app) });
      const entry = {
        object_type: 'webhook',
        object_id: row.id,
        detail: { name: row.name, reason: disabled_reason },
        flow_id: newFlowId(),
      };
      audit({ fleet_id: row.fleet_id, actor: system, action: 'webhook.disable', ...entry });
      const { id, name, fleet_id, owner_id } = row;
      const told = { owner_id, detail: { reason: disabled_reason }, path: '/developers/webhooks' };
      await sendNotice(app, tx, { fleet_id, kind: 'WEBHOOK_DISABLED', source: { id, name }, ...told });
      app.log.warn({ webhook_id: row.id, reason: disabled_reason }, 'A webhook was switched off');
      return false;
    });

  const retry = async (row: WebhookRow, delivery: DeliveryRow): Promise<boolean> => {
    const body = await bodyOf(read, row, delivery);
    if (body === undefined) {
      const gone = { status: 'FAILED', next_attempt_at: null, error: 'EVENT_GONE' };
      return settle(row, [], async (tx) => updateDelivery(tx, delivery.id, gone).then(() => true));
    }
    const attempt = await post(row, delivery.event_id, body);
    if (stopped) return false;
    const outcome = judgeAttempt(delivery.attempts, attempt, app.clock());
    return settle(row, [outcome], async (tx) => updateDelivery(tx, delivery.id, outcome).then(() => true));
  };

  /** Each vehicle's events in order, several vehicles at a time. */
  const postAll = async (row: WebhookRow, events: readonly PublicEvent[]): Promise<NewDelivery[]> => {
    const waiting = [...Map.groupBy(events, ({ vehicle_id }) => vehicle_id).values()];
    const made: NewDelivery[] = [];
    const work = async () => {
      for (let own = waiting.shift(); own && !stopped; own = waiting.shift()) {
        for (const { id: event_id, type: event_type, sequence, envelope } of own) {
          const created_at = nowAt(app);
          const attempt = await post(row, event_id, envelope);
          if (stopped) return;
          const outcome = judgeAttempt(0, attempt, app.clock());
          made.push({ id: newId(), webhook_id: row.id, fleet_id: row.fleet_id, sequence, event_id, event_type, created_at, ...outcome });
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, work));
    return made.sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  };

  const readerOf = (row: WebhookRow): EventReader => {
    const reader = readers.get(row.id) ?? createEventReader(read, 2_000);
    readers.set(row.id, reader);
    return reader;
  };

  /** Sends the next events. True when there may be more to do at once. */
  const advance = async (row: WebhookRow): Promise<boolean> => {
    const { after, newest } = await resume(app, row.fleet_id, row.sequence);
    if (after >= newest) return false;
    const { types, vehicle_ids } = selectionOf(row);
    const through = Math.min(newest, after + window_size);
    const rows = await listEventsWithin(read, row.fleet_id, { after, through, types, vehicle_ids, limit: batch_size });
    const last = rows.length === batch_size ? (rows.at(-1)?.sequence ?? through) : through;
    const events = await readerOf(row).read(after, rows, last);
    const made = await postAll(row, events);
    // What was cut short is begun again by whoever comes next.
    if (made.length < events.length) return false;
    return settle(row, made as Parameters<typeof settle>[1], async (tx) => {
      if (!(await moveWebhook(tx, row.id, row.sequence, last))) return false;
      await insertDeliveries(tx, made);
      await trimDeliveries(tx, row.id, deliveries_kept, 2 * batch_size);
      return true;
    });
  };

  const pump = async (id: string): Promise<void> => {
    for (let more = true; more && !stopped; ) {
      const row = await findWebhook(read, id);
      if (!row?.enabled || !holds(row.fleet_id)) return;
      const [due] = await listDueDeliveries(read, id, nowAt(app), 1);
      if (due) more = await retry(row, due);
      else more = (await countPendingDeliveries(read, id)) < most_pending && (await advance(row));
    }
  };

  const look = async () => {
    const rows = await listEnabledWebhooks(read);
    const ids = new Set(rows.map(({ id }) => id));
    for (const id of readers.keys()) if (!ids.has(id)) readers.delete(id);
    for (const { id, fleet_id } of rows) {
      if (pumps.has(id) || stopped) continue;
      const leave = enter(fleet_id);
      if (!leave) {
        readers.delete(id);
        continue;
      }
      const running = pump(id)
        .catch((error: unknown) => app.log.error({ webhook_id: id, err: error }, 'A webhook could not be served'))
        .finally(() => {
          pumps.delete(id);
          leave();
        });
      pumps.set(id, running);
    }
  };

  const looking = keepLooking(app, 'Webhooks', look);
  return {
    start: looking.start,
    stop: async () => {
      stopped = true;
      const looked = looking.stop();
      await sender.close();
      await looked;
      await Promise.all(pumps.values());
    },
  };
};
