/**
 * The short way for what was answered before and still holds: past Hono, parsing and the services, in the same turn. It does nothing that Hono would
 * not: whoever asks for anything else, in any other way, or may not, is left to it. `kept-answers.ts` holds what operations of the table gave.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Operation } from '#lib/contract/operation.ts';
import { operations } from '#lib/contract/operations.ts';
import type { App } from '#server/app.ts';
import { rememberedClient } from '#server/auth/find-actor.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { newFlowId } from '#server/ids.ts';
import { mayCall } from '#server/services/authorise.ts';
import { bearerToken } from './authenticate.ts';
import { common_head, flow_header } from './environment.ts';
import type { KeptAnswer, KeptAnswers } from './kept-answers.ts';
import type { RateLimits } from './rate-limits.ts';
import { security_headers } from './security-headers.ts';

const plain_host = /^[a-z0-9.-]+(:\d+)?$/i;
/** Headers by which a request asks for more than a look. */
const unusual = ['content-length', 'transfer-encoding', 'x-invers-fleet-id', 'idempotency-key', 'if-match', 'expect', 'upgrade'] as const;

const isPlain = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && plain_host.test(headers.host ?? '') && unusual.every((name) => headers[name] === undefined);

interface Presented {
  authorization: string;
  token_hash: string;
}
/** What a connection presented the last time: it will do so again, and need not be read and hashed again. */
const presented = new WeakMap<Socket, Presented>();

const tokenHashOf = ({ socket, headers: { authorization = '' } }: IncomingMessage): string | undefined => {
  const last = presented.get(socket);
  if (last?.authorization === authorization) return last.token_hash;
  const token = bearerToken(authorization);
  if (token === undefined) return undefined;
  const token_hash = tokenHash(token);
  presented.set(socket, { authorization, token_hash });
  return token_hash;
};

const everyones_head = Object.entries({ ...security_headers, ...common_head }).flat();

/** Answers, or calls `otherwise` before anything was written. */
export const createQuickAnswer = (app: App, limits: RateLimits, kept: KeptAnswers, counts: { quick: number }) => {
  const find = (request: IncomingMessage) => {
    if (!app.memory || !isPlain(request)) return undefined;
    const token_hash = tokenHashOf(request);
    const client = token_hash === undefined ? undefined : rememberedClient(app, token_hash);
    // First what the database tells: it may end what is kept.
    if (!client || !app.memory.isCurrent()) return undefined;
    const answer = kept.find(client.fleet_id, request.url ?? '');
    return answer && mayCall(client, answer.id) ? { client, answer } : undefined;
  };
  /** What breaks here breaks there too, and is answered and logged there. */
  const findOrPass: typeof find = (request) => {
    try {
      return find(request);
    } catch {
      return undefined;
    }
  };
  const send = (response: ServerResponse, answer: KeptAnswer, told: string[]) => {
    counts.quick += 1;
    response.writeHead(200, [...everyones_head, flow_header, newFlowId(), ...told, ...answer.head]).end(answer.content);
  };
  return (request: IncomingMessage, response: ServerResponse, otherwise: () => void): void => {
    const found = findOrPass(request);
    if (!found) {
      otherwise();
      return;
    }
    const { client, answer } = found;
    const told: string[] = [];
    const tell = (name: string, value: string) => void told.push(name, value);
    const { budget }: Operation = operations[answer.id];
    // Who has used up his requests is told so, with all that belongs to it, by Hono.
    limits.spendRequest(tell, client, budget).then(() => send(response, answer, told), otherwise);
  };
};
