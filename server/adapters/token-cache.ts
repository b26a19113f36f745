/**
 * OAuth access tokens of vendors: one per credentials, fetched once however many calls need it, renewed before it expires,
 * and renewed exactly once more after the vendor refused it. Lives in the context's cache and forgets the token of a replaced secret.
 */
import { Secret } from '#lib/domain/secret.ts';
import type { HttpAnswer } from './http-port.ts';
import { type AdapterContext, AdapterFailure, type Credentials } from './port.ts';

export interface FetchedToken {
  access_token: string;
  expires_in_seconds: number;
}

interface Token {
  value: Secret;
  renew_at_ms: number;
}

interface TokenSlot {
  revision: number;
  token?: Token;
  pending?: Promise<Token>;
}

export interface TokenUse {
  /** Asks the vendor; throws `rejected` when it refuses the credentials. */
  fetchToken: () => Promise<FetchedToken>;
  /** One call with the token; may run a second time with a new one. */
  call: (token: string) => Promise<HttpAnswer>;
  /** The vendor states that it did not accept the token and did nothing else. */
  isTokenRefused: (answer: HttpAnswer) => boolean;
}

const cache_key = 'access_token';
const longest_lead_ms = 300_000;

const slotOf = (credentials: Credentials, cache: Map<string, unknown>): TokenSlot => {
  const known = cache.get(cache_key) as TokenSlot | undefined;
  if (known?.revision === credentials.revision) return known;
  const slot: TokenSlot = { revision: credentials.revision };
  cache.set(cache_key, slot);
  return slot;
};

/** Renewed when a tenth of its life is left, at most 300 s before the end. */
const renewToken = (slot: TokenSlot, context: AdapterContext, fetchToken: TokenUse['fetchToken']): Promise<Token> => {
  slot.pending ??= (async () => {
    try {
      const { access_token, expires_in_seconds } = await fetchToken();
      const life_ms = expires_in_seconds * 1_000;
      slot.token = { value: new Secret(access_token), renew_at_ms: context.clock() + life_ms - Math.min(longest_lead_ms, life_ms / 10) };
      return slot.token;
    } finally {
      delete slot.pending;
    }
  })();
  return slot.pending;
};

/** A valid token, for a protocol that is not HTTP. */
export const currentToken = async (
  credentials: Credentials,
  context: AdapterContext,
  fetchToken: TokenUse['fetchToken'],
): Promise<string> => (await heldToken(slotOf(credentials, context.cache), context, fetchToken)).value.reveal();

const heldToken = async (slot: TokenSlot, context: AdapterContext, fetchToken: TokenUse['fetchToken']): Promise<Token> =>
  slot.token && slot.token.renew_at_ms > context.clock() ? slot.token : await renewToken(slot, context, fetchToken);

/** Calls the vendor with a valid token. Throws `rejected` when a fresh token is refused as well. */
export const callWithToken = async (credentials: Credentials, context: AdapterContext, use: TokenUse): Promise<HttpAnswer> => {
  const slot = slotOf(credentials, context.cache);
  const held = await heldToken(slot, context, use.fetchToken);
  const answer = await use.call(held.value.reveal());
  if (!use.isTokenRefused(answer)) return answer;
  const renewed = slot.token && slot.token !== held ? slot.token : await renewToken(slot, context, use.fetchToken);
  const second = await use.call(renewed.value.reveal());
  if (use.isTokenRefused(second)) throw new AdapterFailure('rejected', 'The vendor refuses a fresh access token');
  return second;
};
