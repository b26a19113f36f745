import { createHash } from 'node:crypto';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { Query } from '#server/db/dialect.ts';
import { findIdempotencyKey, insertIdempotencyKey } from '#server/store/idempotency-keys.ts';

/**
 * Binds the caller's key to what it makes, in the transaction that makes it. Returns the id of what an earlier call with the same key made,
 * or undefined for a new key. Throws 422 when the key was used for another request.
 */
export const claimIdempotencyKey = async (
  tx: Query,
  actor: Actor,
  key: string,
  request: object,
  object_id: string,
  created_at: string,
): Promise<string | undefined> => {
  const client_id = `${actor.fleet_id}/${actor.id}`;
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const known = await findIdempotencyKey(tx, client_id, key);
  if (!known) {
    await insertIdempotencyKey(tx, { client_id, key, fingerprint, object_id, answer: null, created_at });
    return undefined;
  }
  if (known.fingerprint !== fingerprint) throw new Problem('idempotency-key-reused', 'This Idempotency-Key was used with another request.');
  return known.object_id ?? undefined;
};
