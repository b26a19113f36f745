/** One connection to a virtual host of the broker with one channel in confirm mode. Ends when anything about it ends: whoever needs it opens another. */
import { Connection, type Envelope } from 'rabbitmq-client';
import type { Secret } from '#lib/domain/secret.ts';
import { joinWrites } from './joined-writes.ts';

export interface BrokerMessage extends Envelope {
  body: Buffer;
}

export interface BrokerLink {
  /** `onTaken`: the broker has the message; one that no queue gets is reported by `onReturn` before. `onRefused`: also when the link ends. */
  publish(message: BrokerMessage, onTaken: () => void, onRefused: (error: Error) => void): void;
  /** The broker is short of memory or disk and reads nothing from us. */
  isBlocked(): boolean;
  onReturn(listener: (message_id: string) => void): void;
  onEnd(listener: (error: Error) => void): void;
  close(): void;
}

/** Throws when there is no connection within a while. */
export type OpenLink = (url: Secret, virtual_host: string) => Promise<BrokerLink>;

const acquire_timeout_ms = 15_000;
/** A broker from which nothing was heard for twice as long is gone. */
const heartbeat_seconds = 10;

const addressOf = (url: Secret, virtual_host: string): string => {
  const address = new URL(url.reveal());
  address.pathname = `/${encodeURIComponent(virtual_host)}`;
  return address.href;
};

/**
 * The client tells of a message that came back later, by an immediate, than it resolves its publishing. So a word of the broker counts only when all
 * immediates that were due with it have run.
 */
const createAftermath = () => {
  let waiting: (() => void)[] = [];
  const deal = () => {
    const due = waiting;
    waiting = [];
    setImmediate(() => {
      for (const go of due) go();
    });
  };
  return (go: () => void): void => {
    waiting.push(go);
    if (waiting.length === 1) setImmediate(deal);
  };
};

/** The client has no option to join its writes and keeps its socket to itself; were it elsewhere, messages would leave one by one. */
export const socketOf = (connection: Connection): unknown => Reflect.get(connection, '_socket');

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('The link to the broker broke.'));

export const openBrokerLink: OpenLink = async (url, virtual_host) => {
  const connection = new Connection({
    url: addressOf(url, virtual_host),
    connectionName: 'motorpool',
    acquireTimeout: acquire_timeout_ms,
    heartbeat: heartbeat_seconds,
    retryLow: 200,
    retryHigh: 2_000,
    noDelay: true,
  });
  let blocked = false;
  let reason: Error | undefined;
  connection.on('connection.blocked', () => {
    blocked = true;
  });
  connection.on('connection.unblocked', () => {
    blocked = false;
  });
  connection.on('error', (error: unknown) => {
    reason = asError(error);
  });
  try {
    const channel = await connection.acquire();
    await channel.confirmSelect();
    const { promise: ended, resolve: end } = Promise.withResolvers<Error>();
    channel.once('close', () => end(reason ?? new Error('The broker closed the channel.')));
    const aftermath = createAftermath();
    const join = joinWrites(socketOf(connection));
    return {
      publish: (message, onTaken, onRefused) => {
        join();
        channel.basicPublish(message, message.body).then(() => aftermath(onTaken), onRefused);
      },
      isBlocked: () => blocked,
      onReturn: (listener) => void channel.on('basic.return', ({ messageId }) => listener(messageId ?? '')),
      onEnd: (listener) => void ended.then(listener),
      close: () => connection.unsafeDestroy(),
    };
  } catch (error) {
    connection.unsafeDestroy();
    throw reason ?? error;
  }
};
