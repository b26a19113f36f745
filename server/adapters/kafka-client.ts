/**
 * The only way an adapter reads a Kafka topic. SASL/OAUTHBEARER over verified TLS; the token is asked for anew before the broker's session ends.
 * Nothing is committed but by `commit`, and a group that is new begins at the earliest message. There is no recovery in here: a source that broke
 * rejects, and whoever reads it opens another one, which begins after what was committed.
 */
import { isIP } from 'node:net';
import type { Consumer, MessagesStream } from '@platformatic/kafka';
import { isPublicAddress, publicLookup } from './egress.ts';
import type { KafkaClient, KafkaTopic, MessageSource, SourceMessage } from './message-source.ts';
import { AdapterFailure } from './port.ts';

export interface KafkaClientOptions {
  /** Allows private addresses and brokers without TLS: for fakes on this machine and in tests. */
  allow_private_addresses: boolean;
  /** In place of the rule for addresses that brokers name: for tests. */
  mayConnect?: (host: string) => boolean;
}

/** Messages that may wait in memory; beyond, no more are fetched. */
const buffer_limit = 2_000;
const batch_limit = 500;
const connect_timeout_ms = 3_000;
const request_timeout_ms = 20_000;
/** The broker waits so long for the first message of a fetch. */
const fetch_wait_ms = 500;
const close_limit_ms = 2_000;
/** A reader that died keeps its partitions until its session ends: so long its successor waits. */
const membership = { sessionTimeout: 10_000, heartbeatInterval: 3_000, rebalanceTimeout: 15_000 };

interface Place {
  host: string;
  port: number;
  tls: boolean;
}

/** Names are judged when they are resolved, literals are never looked up. */
const isPublicHost = (host: string): boolean => isIP(host) === 0 || isPublicAddress(host);

const parseBroker = (bootstrap: string, allow_private: boolean): Place => {
  const found = /^(?:(SASL_SSL|SASL_PLAINTEXT):\/\/)?([A-Za-z0-9.-]+):(\d{1,5})$/.exec(bootstrap);
  const [, protocol = 'SASL_SSL', host = '', port = ''] = found ?? [];
  const tls = protocol === 'SASL_SSL';
  const allowed = allow_private || (tls && isPublicHost(host));
  if (!found || !allowed) throw new AdapterFailure('offline', 'The Kafka address stored for the brand is not allowed');
  return { host, port: Number(port), tls };
};

type TextStream = MessagesStream<Buffer, Buffer, Buffer, Buffer>;

const isRefused = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'PLT_KFK_AUTHENTICATION') return true;
  const inner = error instanceof AggregateError ? error.errors : [];
  return [...inner, error.cause].some((part) => part !== undefined && isRefused(part));
};

const explain = (error: unknown): AdapterFailure => {
  if (error instanceof AdapterFailure) return error;
  if (isRefused(error)) return new AdapterFailure('rejected', 'The message log does not accept the token', { cause: error });
  return new AdapterFailure('offline', 'The message log cannot be read', { cause: error });
};

const createSource = (consumer: Consumer, stream: TextStream, topic: string): MessageSource => {
  const waiting: SourceMessage[] = [];
  let broken: unknown;
  let wake = () => {};

  stream.on('data', ({ value, timestamp, partition, offset }) => {
    waiting.push({ value: value?.toString('utf8') ?? '', stored_at_ms: Number(timestamp), partition, offset });
    if (waiting.length >= buffer_limit) stream.pause();
    wake();
  });
  const breakOff = (error: unknown) => {
    broken ??= error;
    wake();
  };
  stream.on('error', breakOff);
  stream.on('close', () => breakOff(new Error('The stream was closed.')));

  const take = (): SourceMessage[] => {
    const batch = waiting.splice(0, batch_limit);
    if (waiting.length < buffer_limit / 2 && stream.isPaused()) stream.resume();
    return batch;
  };

  return {
    poll: async (wait_ms) => {
      if (waiting.length === 0 && broken === undefined) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, wait_ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      if (broken !== undefined) throw explain(broken);
      return take();
    },
    commit: async (messages) => {
      const next = new Map<number, bigint>();
      for (const { partition, offset } of messages) if (offset >= (next.get(partition) ?? 0n)) next.set(partition, offset + 1n);
      const offsets = [...next].map(([partition, offset]) => ({ topic, partition, offset, leaderEpoch: -1 }));
      if (offsets.length === 0) return;
      await consumer.commit({ offsets }).catch((error: unknown) => {
        throw explain(error);
      });
    },
    lag: async () => {
      const assigned = consumer.assignments?.find((entry) => entry.topic === topic)?.partitions ?? [];
      if (assigned.length === 0) return 0;
      const wanted = { topics: [topic], partitions: { [topic]: assigned } };
      const ends = (await consumer.listOffsets(wanted)).get(topic) ?? [];
      const begins = (await consumer.listOffsets({ ...wanted, timestamp: -2n })).get(topic) ?? [];
      const committed = (await consumer.listCommittedOffsets({ topics: [{ topic, partitions: assigned }] })).get(topic) ?? [];
      const lags = assigned.map((partition) => {
        const done = committed[partition] ?? -1n;
        return (ends[partition] ?? 0n) - (done < 0n ? (begins[partition] ?? 0n) : done);
      });
      return Number(lags.reduce((sum, lag) => sum + (lag > 0n ? lag : 0n), 0n));
    },
    close: async () => {
      const limit = new Promise<void>((resolve) => setTimeout(resolve, close_limit_ms).unref());
      await Promise.race([consumer.close(true).catch(() => {}), limit]);
    },
  };
};

/**
 * The first contact says which brokers there are, and the client connects to whatever it is told. Brokers at forbidden addresses are struck from its
 * list before it reads it, so they do not exist for it. Tells whether there was one.
 */
const strikeForbidden = (consumer: Consumer, mayConnect: (host: string) => boolean): { found: boolean } => {
  const struck = { found: false };
  consumer.on('client:metadata', ({ brokers }) => {
    for (const [node_id, { host }] of brokers) {
      if (mayConnect(host)) continue;
      struck.found = true;
      brokers.delete(node_id);
    }
  });
  return struck;
};

export const createKafkaClient = ({
  allow_private_addresses,
  mayConnect = allow_private_addresses ? () => true : isPublicHost,
}: KafkaClientOptions): KafkaClient => ({
  open: async ({ bootstrap, topic, group_id, client_id, getToken }: KafkaTopic) => {
    const { host, port, tls } = parseBroker(bootstrap, allow_private_addresses);
    // A token that cannot be had is the credentials' fault, and tells more than the broker's refusal.
    await getToken();
    // Only when there is a log to read: it brings some 500 modules, and compiles schemas as it is loaded.
    const { Consumer } = await import('@platformatic/kafka');
    const consumer = new Consumer({
      clientId: client_id,
      groupId: group_id,
      bootstrapBrokers: [{ host, port }],
      connectTimeout: connect_timeout_ms,
      timeout: request_timeout_ms,
      retries: 2,
      retryDelay: 500,
      ...membership,
      autocommit: false,
      maxWaitTime: fetch_wait_ms,
      sasl: { mechanism: 'OAUTHBEARER', token: getToken },
      ...(tls && { tls: { rejectUnauthorized: true, ...(!allow_private_addresses && { lookup: publicLookup }) }, tlsServerName: true }),
    });
    const struck = strikeForbidden(consumer, mayConnect);
    try {
      const stream = await consumer.consume({ topics: [topic], mode: 'committed', fallbackMode: 'earliest', autocommit: false });
      return createSource(consumer, stream, topic);
    } catch (error) {
      void consumer.close(true).catch(() => {});
      if (struck.found) throw new AdapterFailure('offline', 'The message log names an address that is not allowed', { cause: error });
      throw explain(error);
    }
  },
});
