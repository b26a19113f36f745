/**
 * Brings the log to RabbitMQ. Each event consumer is a reader of its own with a cursor, a connection to its virtual host and one queue per topic, so none
 * holds up another, and a broker that is away holds up nobody: the log waits. What the broker confirmed is done with; the rest is sent again, under the
 * same ids, in the same order.
 */
import { listAllConsumers } from '#server/store/event-consumers.ts';
import { type AmqpLine, type LineParts, startAmqpLine } from './amqp-line.ts';
import { createBrokerApi } from './broker-api.ts';
import { openBrokerLink } from './broker-link.ts';
import { measureQueues } from './queue-watch.ts';

export interface AmqpRelayParts extends Omit<LineParts, 'api' | 'openLink'> {
  /** Tests bring their own, some of them broken. */
  openLink?: LineParts['openLink'];
  measure_interval_ms?: number;
  /** Begins work on a consumer and gives what ends it; undefined: it is another gateway's. */
  enter?(consumer_id: string): (() => void) | undefined;
  /** False when work that was begun has to end. */
  holds?(consumer_id: string): boolean;
}

export interface AmqpRelay {
  start(): void;
  /** Resolves when nothing is under way. */
  stop(): Promise<void>;
}

const look_interval_ms = 1_000;
/** Commits may come by the thousand; consumers are looked after this often at most. */
const shortest_pause_ms = 100;
const default_measure_interval_ms = 10_000;

export const createAmqpRelay = ({
  openLink = openBrokerLink,
  measure_interval_ms,
  enter = () => () => {},
  holds = () => true,
  ...given
}: AmqpRelayParts): AmqpRelay => {
  const { app } = given;
  const api = createBrokerApi(given.broker.management_url);
  const parts: LineParts = { ...given, api, openLink };
  const lines = new Map<string, AmqpLine>();
  const revisions = new Map<string, number>();
  let stopped = false;

  const look = async () => {
    for (const { id, revision } of await listAllConsumers(app.db.read)) {
      if (stopped) return;
      const line = lines.get(id);
      if (line && !holds(id)) void line.stop();
      else if (line && revisions.get(id) !== revision) line.look();
      revisions.set(id, revision);
      const leave = line ? undefined : enter(id);
      if (!leave) continue;
      const started = startAmqpLine(parts, id);
      lines.set(id, started);
      void started.ended.then(() => {
        lines.delete(id);
        revisions.delete(id);
        leave();
      });
    }
  };

  let looking: Promise<void> | undefined;
  let wanted = false;
  const wake = () => {
    wanted = true;
    if (looking || stopped) return;
    looking = (async () => {
      while (wanted && !stopped) {
        wanted = false;
        await look().catch((error: unknown) => app.log.error({ err: error }, 'Event consumers could not be read'));
        await new Promise((resolve) => setTimeout(resolve, shortest_pause_ms));
      }
    })().finally(() => {
      looking = undefined;
    });
  };

  let measuring: Promise<void> | undefined;
  const measure = () => {
    measuring ??= measureQueues({ ...parts, holds })
      .catch((error: unknown) => app.log.warn({ err: error }, 'The broker’s queues could not be measured'))
      .finally(() => {
        measuring = undefined;
      });
  };

  let unwatch = () => {};
  const timers: NodeJS.Timeout[] = [];
  return {
    start: () => {
      unwatch = app.db.watch(wake);
      timers.push(setInterval(wake, look_interval_ms), setInterval(measure, measure_interval_ms ?? default_measure_interval_ms));
      wake();
    },
    stop: async () => {
      stopped = true;
      unwatch();
      for (const timer of timers) clearInterval(timer);
      await looking;
      await Promise.all([...lines.values()].map((line) => line.stop()));
      await measuring;
      await api.close();
    },
  };
};
