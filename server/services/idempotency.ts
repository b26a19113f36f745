import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import {
  deleteIdempotencyKey,
  findIdempotencyKey,
  insertIdempotencyKey,
  takeOverIdempotencyKey,
  updateIdempotencyAnswer,
} from '#server/store/idempotency-keys.ts';
import { write } from '#server/store/write.ts';
import { createSealedAnswer } from './idempotent-answer.ts';

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
  const { key_hash, fingerprint } = createSealedAnswer(key, request);
  const row = { client_id, key: key_hash, fingerprint, object_id: object_id ?? null, answer: null, created_at };
  if (await insertIdempotencyKey(tx, row)) return undefined;
  const known = await findIdempotencyKey(tx, client_id, key_hash);
  if (known?.fingerprint === fingerprint) return known;
  throw new Problem('idempotency-key-reused', 'This Idempotency-Key was used with another request.');
};

/** The caller's key, when one was sent, and how to say that the answer is an earlier one. */
export interface IdempotentDoor {
  idempotency_key?: string | undefined;
  onReplay?: (() => void) | undefined;
}

/** Work that is done in the transaction `tx`: once per key. Whoever repeats the request meanwhile waits for its end, and is then answered the same. */
export const onceWithin = async <T extends object>(
  app: App,
  tx: Query,
  actor: Actor,
  { idempotency_key: key, onReplay }: IdempotentDoor,
  request: object,
  work: () => Promise<T>,
): Promise<T> => {
  if (key === undefined) return work();
  const { key_hash, seal, open } = createSealedAnswer(key, request);
  const earlier = await claimIdempotencyKey(tx, actor, { key, request, created_at: nowAt(app) });
  if (earlier) {
    onReplay?.();
    return open(earlier.answer ?? '');
  }
  const answer = await work();
  await updateIdempotencyAnswer(tx, clientOf(actor), key_hash, seal(answer));
  return answer;
};

/** Longer than any call takes: whoever claimed the key has died with its process. */
const abandoned_ms = 5 * 60_000;

/**
 * Work of several transactions: begun once per key. Throws 409 while the first call runs. A call that died half-way is begun again by the next one:
 * every step must bear being repeated. Work that throws leaves the key free.
 */
export const onceInSteps = async <T extends object>(
  app: App,
  actor: Actor,
  { idempotency_key: key, onReplay }: IdempotentDoor,
  request: object,
  work: () => Promise<T>,
): Promise<T> => {
  if (key === undefined) return work();
  const { key_hash, seal, open } = createSealedAnswer(key, request);
  const client_id = clientOf(actor);
  const stored = await write(app, async (tx) => {
    const created_at = nowAt(app);
    const earlier = await claimIdempotencyKey(tx, actor, { key, request, created_at });
    if (!earlier || earlier.answer !== null) return earlier?.answer ?? undefined;
    const abandoned_before = new Date(app.clock() - abandoned_ms).toISOString();
    if (await takeOverIdempotencyKey(tx, client_id, key_hash, abandoned_before, created_at)) return undefined;
    throw new Problem('conflicting-resource', 'The first call with this Idempotency-Key is still running.', { retry_after_seconds: 5 });
  });
  if (stored !== undefined) {
    onReplay?.();
    return open(stored);
  }
  try {
    const answer = await work();
    await write(app, (tx) => updateIdempotencyAnswer(tx, client_id, key_hash, seal(answer)));
    return answer;
  } catch (error) {
    await write(app, (tx) => deleteIdempotencyKey(tx, client_id, key_hash));
    throw error;
  }
};
