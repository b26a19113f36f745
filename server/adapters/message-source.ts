/** One message as it lay in the vendor's log. */
export interface SourceMessage {
  value: string;
  /** When the log took it in. */
  stored_at_ms: number;
  /** Where it lies; handed back to `commit`. */
  partition: number;
  offset: bigint;
}

/**
 * A log of messages that a vendor keeps for us, read by one member of one consumer group.
 * Nothing is given up: what was polled and not committed comes again to the next reader.
 */
export interface MessageSource {
  /** The next messages in the order of each partition; none when nothing came within the time. Rejects when the log cannot be read any more. */
  poll(wait_ms: number): Promise<SourceMessage[]>;
  /** These, and all before them in their partitions, are stored on our side. */
  commit(messages: readonly SourceMessage[]): Promise<void>;
  /** How many messages wait that were not committed. */
  lag(): Promise<number>;
  close(): Promise<void>;
}

export interface KafkaTopic {
  /** `host:port`, TLS by default; `SASL_PLAINTEXT://host:port` only where private addresses are allowed. */
  bootstrap: string;
  topic: string;
  group_id: string;
  client_id: string;
  /** A bearer token that is valid for some time; asked for at each connection and before the broker's session ends. */
  getToken: () => Promise<string>;
}

/** How an adapter reaches a Kafka topic; `kafka-client.ts` carries it out. Throws `AdapterFailure` `offline` or `rejected`. */
export interface KafkaClient {
  open(topic: KafkaTopic): Promise<MessageSource>;
}
