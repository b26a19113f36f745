/**
 * Brings one fleet's log to any number of open streams. Each event is encoded once per view, its bytes are shared; one write per stream and batch.
 * What is handed out together grows with what handing out costs: one stream is told at once, thousands a few times a second.
 * A stream that joins reads the log from its own cursor until it has caught up with the tail, then takes the shared frames: no gap, no repeat.
 * It never buffers for a slow reader: one that lags too far is cut and comes back with its cursor.
 */
import type { App } from '#server/app.ts';
import { type EventRow, getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { createEventReader, type EventReader, type PublicEvent } from './public-events.ts';
import { type Tail, tail } from './tail.ts';

/** Part of the log in sequence: as it lies there, and as the public events that it holds. */
export interface Batch {
  rows: readonly EventRow[];
  /** Empty unless the view asked for them. */
  events: readonly PublicEvent[];
}

/** What a stream's holder gets of the log, and in which form. */
export interface View {
  /** Streams of one key see the same, and share their frames. */
  key: string;
  of: 'rows' | 'events';
  /** By type and vehicle alone. */
  wants(event: Pick<EventRow, 'type' | 'vehicle_id'>): boolean;
  /** Text to send for these rows or events, all of them wanted; empty for nothing. */
  frame(wanted: Batch, last_sequence: number): string;
}

/** One open stream, whatever carries it. */
export interface StreamSink {
  /** False: too much waits to be sent. */
  write(bytes: Buffer): boolean;
  /** Resolves when all that was written has left, or never will. */
  drained(): Promise<void>;
  close(): void;
}

export interface OpenStream {
  /** Last sequence that the stream is done with, whether or not it saw the event. */
  position(): number;
  leave(): void;
}

export interface StreamHub {
  /** Streams everything behind `after` until the sink or the hub closes. */
  open(fleet_id: string, after: number, view: View, sink: StreamSink): Promise<OpenStream>;
  close(): Promise<void>;
}

interface Subscriber {
  view: View;
  sink: StreamSink;
  position: number;
  live: boolean;
}

interface FleetFeed {
  tail: Tail;
  reader: EventReader;
  subscribers: Set<Subscriber>;
  /** Last sequence that was handed to the live subscribers; moves together with the handing out. */
  position: number;
  /** For how long the next events are gathered before they are handed out. */
  rest_ms: number;
}

const batch_size = 500;
/** Writing takes a tenth of the time at most, until events would wait too long. */
const rests_per_cost = 9;
const longest_rest_ms = 100;

const frameOf = ({ rows, events }: Batch, view: View): Buffer => {
  const wanted = { rows: view.of === 'rows' ? rows.filter(view.wants) : [], events: view.of === 'events' ? events.filter(view.wants) : [] };
  return Buffer.from(view.frame(wanted, rows.at(-1)?.sequence ?? 0));
};

/** Streams gather what is written in one turn: the bytes leave, and cost, behind it. */
const bytesLeft = () => new Promise<void>((resolve) => process.nextTick(resolve));

const behind = ({ rows, events }: Batch, position: number): Batch => ({
  rows: rows.filter(({ sequence }) => sequence > position),
  events: events.filter(({ sequence }) => sequence > position),
});

export const createStreamHub = (app: App): StreamHub => {
  const feeds = new Map<string, Promise<FleetFeed>>();
  let closed = false;

  const drop = (feed: FleetFeed, subscriber: Subscriber) => {
    feed.subscribers.delete(subscriber);
    subscriber.sink.close();
  };

  const send = (feed: FleetFeed, subscriber: Subscriber, last_sequence: number, frame: Buffer) => {
    subscriber.position = last_sequence;
    if (frame.length > 0 && !subscriber.sink.write(frame)) drop(feed, subscriber);
  };

  /** Returns how many milliseconds the encoding took, of which gathering would spare nothing. */
  const broadcast = (feed: FleetFeed, batch: Batch): number => {
    const frames = new Map<string, Buffer>();
    let encoding_ms = 0;
    const encode = (part: Batch, view: View): Buffer => {
      const began = performance.now();
      const frame = frameOf(part, view);
      encoding_ms += performance.now() - began;
      return frame;
    };
    const first = batch.rows[0]?.sequence ?? 0;
    const last = batch.rows.at(-1)?.sequence ?? feed.position;
    feed.position = last;
    for (const subscriber of feed.subscribers) {
      if (!subscriber.live) continue;
      const { view, position } = subscriber;
      // Who caught up on his own may be ahead.
      if (position >= last) continue;
      const takes_all = position === first - 1;
      const key = takes_all ? view.key : `${position} ${view.key}`;
      const frame = frames.get(key) ?? encode(takes_all ? batch : behind(batch, position), view);
      frames.set(key, frame);
      send(feed, subscriber, last, frame);
    }
    return encoding_ms;
  };

  /** Public events are made only while someone reads them. Waits for nothing otherwise, so that whoever goes live meanwhile is seen. */
  const deliver = async (feed: FleetFeed, rows: EventRow[]) => {
    const read = [...feed.subscribers].some(({ view }) => view.of === 'events');
    const events = read ? await feed.reader.read(feed.position, rows, rows.at(-1)?.sequence ?? feed.position) : [];
    const began = performance.now();
    const encoding_ms = broadcast(feed, { rows, events });
    await bytesLeft();
    feed.rest_ms = Math.min(longest_rest_ms, rests_per_cost * (performance.now() - began - encoding_ms));
  };

  const openFeed = async (fleet_id: string): Promise<FleetFeed> => {
    const { newest } = await getEventBounds(app.db.read, fleet_id);
    const subscribers = new Set<Subscriber>();
    const feed: FleetFeed = {
      subscribers,
      position: newest,
      rest_ms: 0,
      reader: createEventReader(app.db.read),
      tail: tail({
        db: app.db,
        fleet_id,
        after: newest,
        batch_size,
        deliver: (rows) => deliver(feed, rows),
        rest_ms: () => feed.rest_ms,
        onError: (error) => app.log.warn({ fleet_id, err: error }, 'The log could not be read'),
      }),
    };
    return feed;
  };

  const feedOf = (fleet_id: string): Promise<FleetFeed> => {
    const known = feeds.get(fleet_id) ?? openFeed(fleet_id);
    feeds.set(fleet_id, known);
    known.catch(() => feeds.delete(fleet_id));
    return known;
  };

  /**
   * Reads on until nothing is behind the cursor that the feed has passed already; from then on the shared frames follow seamlessly.
   * A read that came back short holds all that the feed had passed when it began: a sequence that is missing in it is no longer held.
   */
  const catchUp = async (feed: FleetFeed, fleet_id: string, subscriber: Subscriber) => {
    const { view } = subscriber;
    const reader = createEventReader(app.db.read);
    while (!closed && feed.subscribers.has(subscriber)) {
      const passed = feed.position;
      const rows = await listEventsAfter(app.db.read, fleet_id, subscriber.position, batch_size);
      const last = rows.at(-1)?.sequence ?? subscriber.position;
      const events = view.of === 'events' ? await reader.read(subscriber.position, rows.filter(view.wants), last) : [];
      if (rows.length > 0) send(feed, subscriber, last, frameOf({ rows, events }, view));
      if (rows.length < batch_size && feed.position <= Math.max(passed, subscriber.position)) {
        subscriber.live = true;
        return;
      }
      await subscriber.sink.drained();
    }
  };

  return {
    open: async (fleet_id, after, view, sink) => {
      const feed = await feedOf(fleet_id);
      const subscriber: Subscriber = { view, sink, position: after, live: false };
      const stream = { position: () => subscriber.position, leave: () => void feed.subscribers.delete(subscriber) };
      if (closed) {
        sink.close();
        return stream;
      }
      feed.subscribers.add(subscriber);
      catchUp(feed, fleet_id, subscriber).catch((error: unknown) => {
        app.log.warn({ fleet_id, err: error }, 'A stream could not catch up');
        drop(feed, subscriber);
      });
      return stream;
    },
    close: async () => {
      closed = true;
      for (const opening of feeds.values()) {
        const feed = await opening.catch(() => undefined);
        if (!feed) continue;
        for (const subscriber of feed.subscribers) drop(feed, subscriber);
        await feed.tail.stop();
      }
      feeds.clear();
    },
  };
};
