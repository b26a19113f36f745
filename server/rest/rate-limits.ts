/**
 * How much each caller may ask in a time. Counted in the memory of this process, which tells others on PostgreSQL what it counted and counts what they
 * tell; the gateway bounds commands besides. People are bounded far above what pages ask, so that one open tab too many cannot stop the server.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import type { Limits } from '#server/config.ts';
import type { Tell } from './environment.ts';
import { createSharedSpending } from './shared-spending.ts';

type Bucket = keyof Limits;

const window_seconds = (bucket: Bucket): number => (bucket.endsWith('_per_second') ? 1 : 60);

interface Standing {
  exceeded: boolean;
  remaining: number;
  ends_in_ms: number;
}

const spendIn = async (limiter: RateLimiterMemory, key: string): Promise<Standing> => {
  try {
    const { remainingPoints: remaining, msBeforeNext: ends_in_ms } = await limiter.consume(key);
    return { exceeded: false, remaining, ends_in_ms };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { exceeded: true, remaining: 0, ends_in_ms: refused.msBeforeNext };
  }
};

const texts: Record<Bucket, string> = {
  requests_per_minute: 'This client has used up its requests of this minute.',
  commands_per_minute: 'This client has used up its commands of this minute.',
  state_reads_per_minute: 'This client has used up its readings of newest states of this minute. Follow the live stream instead.',
  person_requests_per_minute: 'So many requests do not come from one person’s pages.',
  token_requests_per_second: 'Too many token requests from this address.',
};

export const createRateLimits = (app: App) => {
  const { limits } = app.config;
  const limiters = Object.fromEntries(
    (Object.keys(limits) as Bucket[]).map((bucket) => {
      return [bucket, new RateLimiterMemory({ points: limits[bucket], duration: window_seconds(bucket) })];
    }),
  ) as Record<Bucket, RateLimiterMemory>;

  const ofOthers = (bucket_key: string, points: number) => {
    const [bucket = '', ...key] = bucket_key.split(' ');
    void limiters[bucket as Bucket]?.penalty(key.join(' '), points);
  };
  // SQLite is one machine's, and has one web process.
  const shared = app.config.database_url ? createSharedSpending(app, ofOthers) : undefined;
  const spendShared = (bucket: Bucket, key: string): Promise<Standing> => {
    shared?.note(`${bucket} ${key}`);
    return spendIn(limiters[bucket], key);
  };

  const retryAfter = ({ ends_in_ms }: Standing): number => Math.max(1, Math.ceil(ends_in_ms / 1000));

  /** Takes one from the bucket and tells the caller how he stands. Throws 429 when it is empty. */
  const spend = async (tell: Tell, bucket: Bucket, key: string): Promise<void> => {
    const standing = await spendShared(bucket, key);
    tell('x-rate-limit-limit', String(limits[bucket]));
    tell('x-rate-limit-remaining', String(standing.remaining));
    tell('x-rate-limit-reset', String(Math.ceil((app.clock() + standing.ends_in_ms) / 1000)));
    if (standing.exceeded) throw new Problem('too-many-requests', texts[bucket], { retry_after_seconds: retryAfter(standing) });
  };

  return {
    /** One request of a known caller. Newest states have a bucket of their own. */
    spendRequest: (tell: Tell, actor: Pick<Actor, 'type' | 'id'>, budget?: 'commands' | 'state_reads'): Promise<void> => {
      if (actor.type !== 'API_CLIENT') return spend(tell, 'person_requests_per_minute', actor.id);
      return spend(tell, budget === 'state_reads' ? 'state_reads_per_minute' : 'requests_per_minute', actor.id);
    },
    spendCommand: (tell: Tell, actor: Actor): Promise<void> => spend(tell, 'commands_per_minute', actor.id),
    /** Seconds to wait; undefined for a request that is within the limit. */
    spendTokenRequest: async (address: string): Promise<number | undefined> => {
      const standing = await spendShared('token_requests_per_second', address);
      return standing.exceeded ? retryAfter(standing) : undefined;
    },
  };
};
export type RateLimits = ReturnType<typeof createRateLimits>;
