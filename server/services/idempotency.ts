import { createHash } from 'node:crypto';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { Query } from '#server/db/dialect.ts';
import { findIdempotencyKey, insertIdempotencyKey, updateIdempotencyAnswer } from '#server/store/idempotency-keys.ts';

export interface Claim {
  key: string;
  /** What the key stands for: the same request has the same JSON text. */
  request: object;
  created_at: string;
  /** What the request is about to make, where that has an id by then. */
  object_id?: string;
}

const clientOf = (actor: Actor) => `${actor.fleet_id}/${actor.id}`;

/**
 * Binds the caller's key to what it makes, in the transaction that makes it. Returns what an earlier call with the same key made, or undefined for
 * a new key. Throws 422 when the key was used for another request.
 */
export const claimIdempotencyKey = async (
  tx: Query,
  actor: Actor,
  { key, request, created_at, object_id }: Claim,
): Promise<{ object_id: string | null; answer: string | null } | undefined> => {
  const client_id = clientOf(actor);
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const row = { client_id, key, fingerprint, object_id: object_id ?? null, answer: null, created_at };
  if (await insertIdempotencyKey(tx, row)) return undefined;
  const known = await findIdempotencyKey(tx, client_id, key);
  if (known?.fingerprint === fingerprint) return known;
  throw new Problem('idempotency-key-reused', 'This Idempotency-Key was used with another request.');
};

/** Keeps the answer of a claimed key for whoever asks again. */
export const keepAnswer = (tx: Query, actor: Actor, key: string, answer: object): Promise<void> =>
  updateIdempotencyAnswer(tx, clientOf(actor), key, JSON.stringify(answer));
