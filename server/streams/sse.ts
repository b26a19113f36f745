/**
 * Brings one fleet's log to any number of open streams. Each event is encoded once per view and the frame is shared; one write per stream and batch.
 * A stream that joins reads the log from its own cursor until it has caught up with the tail, then takes the shared frames: no gap, no repeat.
 * It never buffers for a slow reader: one that lags too far is cut and comes back with its cursor.
 */
import type { App } from '#server/app.ts';
import { type EventRow, getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { type Tail, tail } from './tail.ts';

/** What a stream's holder may see. */
export type View = 'all' | 'vehicles';

/** One open stream, whatever carries it. */
export interface StreamSink {
  /** False: too much waits to be sent. */
  write(frame: string): boolean;
  /** Resolves when all that was written has left, or never will. */
  drained(): Promise<void>;
  close(): void;
}

export interface LiveHub {
  /** Streams everything behind `after` until the sink or the hub closes. Returns how to end it. */
  open(fleet_id: string, after: number, view: View, sink: StreamSink): Promise<() => void>;
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
  subscribers: Set<Subscriber>;
  /** Last sequence that was handed to the live subscribers; moves together with the handing out. */
  position: number;
}

const batch_size = 500;
const vehicle_topics = new Set(['VehicleStateRecorded', 'VehicleCreated', 'VehicleChanged', 'VehicleRemoved']);

const encodeEvent = (row: EventRow): string => {
  const { data, fleet_id: _, recorded_at: received_at, ...event } = row;
  return `${JSON.stringify({ ...event, received_at }).slice(0, -1)},"data":${data}}`;
};

export const encodeFrame = (rows: readonly EventRow[], view: View): string => {
  const seen = view === 'all' ? rows : rows.filter((row) => vehicle_topics.has(row.type));
  return `id: ${rows.at(-1)?.sequence}\nevent: log\ndata: [${seen.map(encodeEvent).join(',')}]\n\n`;
};

export const createLiveHub = (app: App): LiveHub => {
  const feeds = new Map<string, Promise<FleetFeed>>();
  let closed = false;

  const drop = (feed: FleetFeed, subscriber: Subscriber) => {
    feed.subscribers.delete(subscriber);
    subscriber.sink.close();
  };

  const send = (feed: FleetFeed, subscriber: Subscriber, rows: readonly EventRow[], frame: string) => {
    subscriber.position = rows.at(-1)?.sequence ?? subscriber.position;
    if (!subscriber.sink.write(frame)) drop(feed, subscriber);
  };

  const broadcast = (feed: FleetFeed, rows: EventRow[]) => {
    const frames = new Map<View, string>();
    const first = rows[0]?.sequence ?? 0;
    feed.position = rows.at(-1)?.sequence ?? feed.position;
    for (const subscriber of feed.subscribers) {
      if (!subscriber.live) continue;
      if (subscriber.position === first - 1) {
        const frame = frames.get(subscriber.view) ?? encodeFrame(rows, subscriber.view);
        frames.set(subscriber.view, frame);
        send(feed, subscriber, rows, frame);
        continue;
      }
      const missing = rows.filter((row) => row.sequence > subscriber.position);
      if (missing.length > 0) send(feed, subscriber, missing, encodeFrame(missing, subscriber.view));
    }
  };

  const openFeed = async (fleet_id: string): Promise<FleetFeed> => {
    const { newest } = await getEventBounds(app.db.read, fleet_id);
    const subscribers = new Set<Subscriber>();
    const feed: FleetFeed = {
      subscribers,
      position: newest,
      tail: tail({
        db: app.db,
        fleet_id,
        after: newest,
        batch_size,
        deliver: (rows) => broadcast(feed, rows),
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
    while (!closed && feed.subscribers.has(subscriber)) {
      const passed = feed.position;
      const rows = await listEventsAfter(app.db.read, fleet_id, subscriber.position, batch_size);
      if (rows.length > 0) send(feed, subscriber, rows, encodeFrame(rows, subscriber.view));
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
      if (closed) {
        sink.close();
        return () => {};
      }
      feed.subscribers.add(subscriber);
      catchUp(feed, fleet_id, subscriber).catch((error: unknown) => {
        app.log.warn({ fleet_id, err: error }, 'A stream could not catch up');
        drop(feed, subscriber);
      });
      return () => void feed.subscribers.delete(subscriber);
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
