import { consumerUser } from '#lib/domain/event-consumer.ts';
import type { App } from '#server/app.ts';
import type { BrokerPlace } from '#server/config.ts';
import type { Query } from '#server/db/dialect.ts';
import { deleteCursor } from '#server/store/cursors.ts';
import {
  type ConsumerRow,
  consumerCursor,
  deleteConsumer,
  findConsumer,
  listConsumerQueues,
  updateConsumer,
} from '#server/store/event-consumers.ts';
import { write } from '#server/store/write.ts';
import { startAmqpRun } from './amqp-run.ts';
import type { BrokerApi } from './broker-api.ts';
import type { OpenLink } from './broker-link.ts';
import { removeConsumer, setUpConsumer } from './broker-setup.ts';

export interface LineParts {
  app: App;
  broker: BrokerPlace;
  api: BrokerApi;
  openLink: OpenLink;
  /** False when another gateway has taken over. */
  isInOffice(tx: Query): Promise<boolean>;
}

export interface AmqpLine {
  /** The consumer's row may have changed. */
  look(): void;
  stop(): Promise<void>;
  /** Resolves when the consumer is gone, or the line stopped. */
  ended: Promise<void>;
}

type RelayState = 'RUNNING' | 'BLOCKED' | 'FAILING' | null;

const shortest_pause_ms = 250;
const longest_pause_ms = 5_000;
const block_look_ms = 1_000;

/**
 * Serves one consumer: sets the broker up as its row wants it, publishes until the row changes or something breaks, and begins again. What it did not
 * manage it tries again for ever, after pauses.
 */
export const startAmqpLine = (parts: LineParts, consumer_id: string): AmqpLine => {
  const { app, broker, api } = parts;
  const gateway_user = decodeURIComponent(new URL(broker.url.reveal()).username) || 'guest';
  let stopped = false;
  let wake = () => {};
  let state: RelayState | undefined;

  const find = () => findConsumer(app.db.read, consumer_id);

  /** Resolves at the next look, at the latest after `limit_ms`. */
  const nextLook = (limit_ms?: number): Promise<void> =>
    new Promise((resolve) => {
      if (stopped) return resolve();
      const timer = limit_ms === undefined ? undefined : setTimeout(resolve, limit_ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const tell = async (next: RelayState): Promise<void> => {
    if (state === next) return;
    state = next;
    await write(app, (tx) => updateConsumer(tx, consumer_id, { relay_state: next }));
  };

  /** A broker whose management API is away can still take events, when it was set up before. */
  const setUp = async (row: ConsumerRow, topics: readonly string[]): Promise<void> => {
    const is_done = row.provisioned_revision === row.revision;
    try {
      await setUpConsumer(api, row, topics, gateway_user);
    } catch (error) {
      if (!is_done) throw error;
      app.log.warn({ consumer_id, err: error }, 'The broker could not be looked after');
      return;
    }
    if (!is_done) await write(app, (tx) => updateConsumer(tx, consumer_id, { provisioned_revision: row.revision }));
  };

  const takeAway = async (row: ConsumerRow): Promise<void> => {
    await removeConsumer(api, row);
    await write(app, async (tx) => {
      await deleteConsumer(tx, consumer_id);
      await deleteCursor(tx, consumerCursor(consumer_id), row.fleet_id);
    });
  };

  const untilChanged = async (revision: number, look?: () => void): Promise<void> => {
    while (!stopped && (await find())?.revision === revision) {
      look?.();
      await nextLook(look && block_look_ms);
    }
  };

  const publish = async (row: ConsumerRow): Promise<void> => {
    const queues = await listConsumerQueues(app.db.read, [consumer_id]);
    await setUp(
      row,
      queues.map(({ topic }) => topic),
    );
    if (row.suspended || queues.length === 0) {
      await tell(null);
      return untilChanged(row.revision);
    }
    const link = await parts.openLink(broker.url, consumerUser(row));
    try {
      const run = await startAmqpRun({ ...parts, row, queues, link });
      await tell('RUNNING');
      const noteBlock = () => void tell(link.isBlocked() ? 'BLOCKED' : 'RUNNING').catch(() => {});
      try {
        await Promise.race([run.failed, untilChanged(row.revision, noteBlock)]);
      } finally {
        await run.stop();
      }
    } finally {
      link.close();
    }
  };

  /** True when there is nothing left to serve. */
  const serveOnce = async (): Promise<boolean> => {
    const row = await find();
    if (row?.deleted_at) await takeAway(row);
    else if (row) await publish(row);
    return !row || row.deleted_at !== null;
  };

  const serve = async (): Promise<void> => {
    let failures = 0;
    while (!stopped) {
      const began_ms = performance.now();
      try {
        if (await serveOnce()) return;
        failures = 0;
      } catch (error) {
        if (stopped) return;
        failures = performance.now() - began_ms > longest_pause_ms ? 1 : failures + 1;
        if (failures === 1) app.log.warn({ consumer_id, err: error }, 'An event consumer could not be served');
        await tell('FAILING').catch(() => {});
        await nextLook(Math.min(longest_pause_ms, shortest_pause_ms * 2 ** (failures - 1)));
      }
    }
  };

  const ended = serve().catch((error: unknown) => app.log.error({ consumer_id, err: error }, 'An event consumer is no longer served'));
  return {
    look: () => wake(),
    stop: async () => {
      stopped = true;
      wake();
      await ended;
    },
    ended,
  };
};
