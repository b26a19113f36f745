/** What the fake broker understands: of each call one version, the oldest that consumers still take. Source: Apache Kafka protocol guide, "Messages". */
import { bytes, type Field, int8, int16, int32, int64, type Layout, list, listOf, record, text, type ValuesOf } from './wire.ts';

export interface Api<Q, A> {
  key: number;
  version: number;
  request: Field<Q>;
  answer: Field<A>;
}

const api = <Q extends Layout, A extends Layout>(key: number, version: number, request: Q, answer: A): Api<ValuesOf<Q>, ValuesOf<A>> => ({
  key,
  version,
  request: record(request),
  answer: record(answer),
});

/** Topics with their partitions, as nearly every call has them. */
const topicsOf = <L extends Layout>(partition: L) => listOf({ name: text, partitions: listOf(partition) });
const error_code = int16;
const membership = { group_id: text, generation_id: int32, member_id: text };

export const fetch_api = api(
  1,
  4,
  {
    replica_id: int32,
    max_wait_ms: int32,
    min_bytes: int32,
    max_bytes: int32,
    isolation_level: int8,
    topics: topicsOf({ partition: int32, offset: int64, max_bytes: int32 }),
  },
  {
    throttle_time_ms: int32,
    topics: topicsOf({
      partition: int32,
      error_code,
      high_watermark: int64,
      last_stable_offset: int64,
      aborted_transactions: listOf({ producer_id: int64, first_offset: int64 }),
      records: bytes,
    }),
  },
);
export const list_offsets_api = api(
  2,
  1,
  { replica_id: int32, topics: topicsOf({ partition: int32, timestamp: int64 }) },
  { topics: topicsOf({ partition: int32, error_code, timestamp: int64, offset: int64 }) },
);
export const metadata_api = api(
  3,
  0,
  { topics: list(text) },
  {
    brokers: listOf({ node_id: int32, host: text, port: int32 }),
    topics: listOf({
      error_code,
      name: text,
      partitions: listOf({ error_code, partition: int32, leader: int32, replicas: list(int32), in_sync: list(int32) }),
    }),
  },
);
export const offset_commit_api = api(
  8,
  2,
  { ...membership, retention_time_ms: int64, topics: topicsOf({ partition: int32, offset: int64, metadata: text }) },
  { topics: topicsOf({ partition: int32, error_code }) },
);
export const offset_fetch_api = api(
  9,
  1,
  { group_id: text, topics: listOf({ name: text, partitions: list(int32) }) },
  { topics: topicsOf({ partition: int32, offset: int64, metadata: text, error_code }) },
);
export const find_coordinator_api = api(10, 0, { group_id: text }, { error_code, node_id: int32, host: text, port: int32 });
export const join_group_api = api(
  11,
  0,
  { group_id: text, session_timeout_ms: int32, member_id: text, protocol_type: text, protocols: listOf({ name: text, metadata: bytes }) },
  {
    error_code,
    generation_id: int32,
    protocol: text,
    leader: text,
    member_id: text,
    members: listOf({ member_id: text, metadata: bytes }),
  },
);
export const heartbeat_api = api(12, 0, membership, { error_code });
export const leave_group_api = api(13, 0, { group_id: text, member_id: text }, { error_code });
export const sync_group_api = api(
  14,
  0,
  { ...membership, assignments: listOf({ member_id: text, assignment: bytes }) },
  { error_code, assignment: bytes },
);
export const sasl_handshake_api = api(17, 1, { mechanism: text }, { error_code, mechanisms: list(text) });
export const api_versions_api = api(
  18,
  1,
  {},
  { error_code, api_keys: listOf({ key: int16, oldest: int16, newest: int16 }), throttle_time_ms: int32 },
);
export const sasl_authenticate_api = api(
  36,
  1,
  { auth_bytes: bytes },
  { error_code, error_message: text, auth_bytes: bytes, session_lifetime_ms: int64 },
);

export const errors = {
  none: 0,
  offset_out_of_range: 1,
  unknown_topic: 3,
  illegal_generation: 22,
  unknown_member: 25,
  group_not_allowed: 30,
  unsupported_mechanism: 33,
  unsupported_version: 35,
  authentication_failed: 58,
} as const;
