/** How the fake broker answers each call: one node, one partition per topic, one member per group. */
import {
  type Api,
  api_versions_api,
  errors,
  fetch_api,
  find_coordinator_api,
  heartbeat_api,
  join_group_api,
  leave_group_api,
  list_offsets_api,
  metadata_api,
  offset_commit_api,
  offset_fetch_api,
  sasl_authenticate_api,
  sasl_handshake_api,
  sync_group_api,
} from './apis.ts';
import { createConsumerGroups } from './consumer-groups.ts';
import { encodeRecordBatch } from './record-batch.ts';
import type { Topic } from './topic.ts';
import type { Cursor } from './wire.ts';

export interface CallOptions {
  topics: readonly Topic[];
  acceptsToken: (token: string) => boolean;
  /** Groups of another name are not the account's. */
  group_prefix: string;
  /** A connection that does not show a token again within this time is ended. */
  session_ms: number;
  /** Where clients are sent to after the first contact. */
  address: () => { host: string; port: number };
}

export interface Session {
  /** By `performance.now()`; past before the first token. */
  ends_at_ms: number;
}

export interface Call {
  key: number;
  version: number;
  /** May be made before a token was shown. */
  open: boolean;
  carryOut(body: Cursor, session: Session): Promise<Buffer>;
}

const mechanism = 'OAUTHBEARER';
/** Source: RFC 7628, section 3.1. */
const field_end = String.fromCharCode(1);
const scheme = 'auth=Bearer ';
const node_id = 1;
const earliest = -2n;
const most_messages = 500;

const call = <Q, A>({ key, version, request, answer }: Api<Q, A>, carryOut: (request: Q, session: Session) => A | Promise<A>): Call => ({
  key,
  version,
  open: key === api_versions_api.key || key === sasl_handshake_api.key || key === sasl_authenticate_api.key,
  carryOut: async (body, session) => answer.write(await carryOut(request.read(body), session)),
});

export const createCalls = ({ topics, acceptsToken, group_prefix, session_ms, address }: CallOptions): Call[] => {
  const groups = createConsumerGroups();
  const topicNamed = (name: string, partition: number): Topic | undefined =>
    partition === 0 ? topics.find((topic) => topic.name === name) : undefined;
  const isForeign = (group_id: string) => !group_id.startsWith(`${group_prefix}.`);

  const readTopic = (name: string, { partition, offset }: { partition: number; offset: bigint }) => {
    const nothing = { partition, high_watermark: -1n, last_stable_offset: -1n, aborted_transactions: [], records: Buffer.alloc(0) };
    const topic = topicNamed(name, partition);
    if (!topic) return { ...nothing, error_code: errors.unknown_topic };
    const { first, next } = topic.bounds();
    if (offset < first || offset > next) return { ...nothing, error_code: errors.offset_out_of_range };
    const records = encodeRecordBatch(topic.readFrom(offset, most_messages));
    return { ...nothing, error_code: errors.none, high_watermark: next, last_stable_offset: next, records };
  };
  const readTopics = (wanted: readonly { name: string; partitions: { partition: number; offset: bigint }[] }[]) =>
    wanted.map(({ name, partitions }) => ({ name, partitions: partitions.map((place) => readTopic(name, place)) }));

  const calls: Call[] = [
    call(sasl_handshake_api, (request) => ({
      error_code: request.mechanism === mechanism ? errors.none : errors.unsupported_mechanism,
      mechanisms: [mechanism],
    })),
    call(sasl_authenticate_api, ({ auth_bytes }, session) => {
      const said = auth_bytes.toString('utf8').split(field_end);
      const token = said.find((part) => part.startsWith(scheme))?.slice(scheme.length) ?? '';
      const accepted = acceptsToken(token);
      session.ends_at_ms = accepted ? performance.now() + session_ms : Number.NEGATIVE_INFINITY;
      return {
        error_code: accepted ? errors.none : errors.authentication_failed,
        error_message: accepted ? '' : 'The token is not accepted.',
        auth_bytes: Buffer.alloc(0),
        session_lifetime_ms: accepted ? BigInt(session_ms) : 0n,
      };
    }),
    call(metadata_api, (request) => ({
      brokers: [{ node_id, ...address() }],
      topics: request.topics.map((name) => {
        const partition = { error_code: errors.none, partition: 0, leader: node_id, replicas: [node_id], in_sync: [node_id] };
        return topicNamed(name, 0)
          ? { error_code: errors.none, name, partitions: [partition] }
          : { error_code: errors.unknown_topic, name, partitions: [] };
      }),
    })),
    call(find_coordinator_api, ({ group_id }) => ({
      error_code: isForeign(group_id) ? errors.group_not_allowed : errors.none,
      node_id,
      ...address(),
    })),
    call(join_group_api, ({ group_id, member_id: known, protocols: [protocol] }) => {
      const nobody = { generation_id: -1, protocol: '', leader: '', member_id: '', members: [] };
      if (isForeign(group_id) || !protocol) return { ...nobody, error_code: errors.group_not_allowed };
      const { generation_id, member_id } = groups.join(group_id, known);
      const members = [{ member_id, metadata: protocol.metadata }];
      return { error_code: errors.none, generation_id, protocol: protocol.name, leader: member_id, member_id, members };
    }),
    call(sync_group_api, (request) => groups.sync(request, request.assignments)),
    call(heartbeat_api, (request) => ({ error_code: groups.judge(request) })),
    call(leave_group_api, ({ group_id, member_id }) => ({ error_code: groups.leave(group_id, member_id) })),
    call(offset_fetch_api, ({ group_id, topics: wanted }) => ({
      topics: wanted.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map((partition) => {
          const offset = topicNamed(name, partition)?.committedOf(group_id) ?? -1n;
          return { partition, offset, metadata: '', error_code: errors.none };
        }),
      })),
    })),
    call(offset_commit_api, (request) => ({
      topics: request.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partition, offset }) => {
          const topic = topicNamed(name, partition);
          const error_code = topic ? groups.judge(request) : errors.unknown_topic;
          if (error_code === errors.none) topic?.commit(request.group_id, offset);
          return { partition, error_code };
        }),
      })),
    })),
    call(list_offsets_api, (request) => ({
      topics: request.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partition, timestamp }) => {
          const bounds = topicNamed(name, partition)?.bounds();
          if (!bounds) return { partition, error_code: errors.unknown_topic, timestamp: -1n, offset: -1n };
          return { partition, error_code: errors.none, timestamp: -1n, offset: timestamp === earliest ? bounds.first : bounds.next };
        }),
      })),
    })),
    call(fetch_api, async (request) => {
      let read = readTopics(request.topics);
      const found = read.flatMap(({ partitions }) => partitions).some(({ records, error_code }) => records.length > 0 || error_code > 0);
      const named = request.topics.flatMap(({ name, partitions }) => topicNamed(name, partitions[0]?.partition ?? -1) ?? []);
      if (!found && request.min_bytes > 0) {
        await Promise.race(named.map((topic) => topic.arrival(request.max_wait_ms)));
        read = readTopics(request.topics);
      }
      return { throttle_time_ms: 0, topics: read };
    }),
  ];
  const api_keys = [...calls, api_versions_api].map(({ key, version }) => ({ key, oldest: version, newest: version }));
  return [...calls, call(api_versions_api, () => ({ error_code: errors.none, api_keys, throttle_time_ms: 0 }))];
};
