import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { findCursor, moveCursor } from '#server/store/cursors.ts';
import { type ConsumerQueueRow, type ConsumerRow, consumerCursor, updateConsumerQueue } from '#server/store/event-consumers.ts';
import type { EventRow } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { toMessage, topicsByType } from './amqp-message.ts';
import type { BrokerLink } from './broker-link.ts';
import { type ConfirmWindow, createConfirmWindow, type Entry } from './confirm-window.ts';
import { createEventReader, type PublicEvent } from './public-events.ts';
import { resume } from './resume.ts';
import { tail } from './tail.ts';

export interface RunParts {
  app: App;
  row: ConsumerRow;
  queues: readonly ConsumerQueueRow[];
  link: BrokerLink;
  isInOffice(tx: Query): Promise<boolean>;
}

export interface AmqpRun {
  /** Rejects when the broker did not take something, or the link broke. Never resolves. */
  failed: Promise<never>;
  /** Resolves when nothing is under way and the cursor stands where the broker's word allows. */
  stop(): Promise<void>;
  position(): number;
}

/** In flight at the broker. */
export const window_size = 500;
const batch_size = 500;
const save_interval_ms = 200;
const look_interval_ms = 2_000;
/** A broker that takes nothing for so long is asked anew, by another connection. */
const stall_ms = 30_000;
const farewell_ms = 2_000;
const vehicles_remembered = 5_000;

/** Where the consumer's cursor stands, and the last event of each topic. What is no longer in the log leaves a gap that the consumer can see. */
const findStart = async ({ app, row, queues }: RunParts) => {
  const stored = await findCursor(app.db.read, consumerCursor(row.id), row.fleet_id);
  const { after, reset } = await resume(app, row.fleet_id, stored ?? 0);
  return { after, last: new Map(queues.map(({ topic, last_sequence }) => [topic, reset && last_sequence > 0 ? after : last_sequence])) };
};

const saveTo = async ({ app, row, queues, isInOffice }: RunParts, window: ConfirmWindow, saved: Map<string, number>): Promise<void> => {
  const position = window.position();
  const moved = queues.map(({ topic }) => [topic, window.lastOf(topic)] as const).filter(([topic, last]) => saved.get(topic) !== last);
  await write(app, async (tx) => {
    if (!(await isInOffice(tx))) throw new Error('Another gateway has taken over.');
    await moveCursor(tx, consumerCursor(row.id), row.fleet_id, position);
    for (const [topic, last_sequence] of moved) await updateConsumerQueue(tx, row.id, topic, { last_sequence });
  });
  for (const [topic, last] of moved) saved.set(topic, last);
};

/**
 * Publishes the log to one consumer's queues from its cursor on, with a window of messages in flight. The cursor moves behind the broker's word and
 * never beyond an event of which a message is unconfirmed or came back, so whoever begins again repeats some and misses none.
 */
export const startAmqpRun = async (parts: RunParts): Promise<AmqpRun> => {
  const { app, row, queues, link } = parts;
  const { after, last } = await findStart(parts);
  const topics_of = topicsByType(new Set(queues.map(({ topic }) => topic)));
  const window = createConfirmWindow(after, last, window_size);
  const reader = createEventReader(app.db.read, vehicles_remembered);
  const previous = new Map(last);
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => {});
  const fail = (error: Error) => {
    window.shut(error);
    reject(error);
  };
  link.onReturn((message_id) => fail(new Error(`No queue took the event ${message_id}.`)));
  link.onEnd(fail);

  let confirmed_at_ms = performance.now();
  const publish = (event: PublicEvent, topic: string, entry: Entry, body: Buffer) => {
    const message = toMessage(row.fleet_id, event, topic, previous.get(topic) ?? 0, body);
    previous.set(topic, event.sequence);
    const onTaken = () => {
      confirmed_at_ms = performance.now();
      window.confirm(entry);
    };
    link.publish(message, onTaken, fail);
  };

  const deliver = async (rows: readonly EventRow[]): Promise<void> => {
    const through = rows.at(-1)?.sequence ?? 0;
    const wanted = rows.filter(({ type }) => topics_of.has(type));
    for (const event of await reader.read(read_through, wanted, through)) {
      const topics = topics_of.get(event.type) ?? [];
      const room = window.room();
      if (room) await room;
      if (window.in_flight() === 0) confirmed_at_ms = performance.now();
      const entry = window.add(event.sequence, topics);
      const body = Buffer.from(event.envelope);
      for (const topic of topics) publish(event, topic, entry, body);
    }
    window.add(through, []);
    read_through = through;
    saveSoon();
  };
  let read_through = after;

  const saved = new Map(last);
  let saved_position = after;
  let saving: Promise<void> | undefined;
  const save = (): Promise<void> => {
    saving ??= (async () => {
      const position = window.position();
      if (position === saved_position) return;
      await saveTo(parts, window, saved);
      saved_position = position;
    })().finally(() => {
      saving = undefined;
    });
    return saving;
  };
  let save_timer: NodeJS.Timeout | undefined;
  const saveSoon = () => {
    save_timer ??= setTimeout(() => {
      save_timer = undefined;
      save()
        .then(() => {
          if (window.position() !== saved_position || window.in_flight() > 0) saveSoon();
        })
        .catch(fail);
    }, save_interval_ms);
  };

  const watchdog = setInterval(() => {
    if (window.in_flight() > 0 && !link.isBlocked() && performance.now() - confirmed_at_ms > stall_ms)
      fail(new Error('The broker has taken nothing for a while.'));
  }, look_interval_ms);
  const feed = tail({ db: app.db, fleet_id: row.fleet_id, after, batch_size, deliver });

  return {
    failed,
    position: window.position,
    stop: async () => {
      clearInterval(watchdog);
      const farewell = setTimeout(() => window.shut(new Error('The relay stops.')), farewell_ms);
      await feed.stop();
      await window.drained();
      clearTimeout(farewell);
      window.shut(new Error('The relay stops.'));
      clearTimeout(save_timer);
      await saving?.catch(() => {});
      clearTimeout(save_timer);
      await save();
    },
  };
};
