import { describe, expect, it } from 'vitest';
import { readRateLimit } from './rate-limit-left.ts';

const now_ms = 1_790_000_000_000;

describe('what a vendor grants', () => {
  it.each(['ratelimit', 'x-ratelimit', 'x-rate-limit'])('is read from %s headers, with a reset in seconds or as an instant', (name) => {
    const headers = { [`${name}-limit`]: '100', [`${name}-remaining`]: '7', [`${name}-reset`]: '30' };
    const left = { limit: 100, remaining: 7, resets_at_ms: now_ms + 30_000 };
    expect(readRateLimit(headers, now_ms)).toEqual(left);
    expect(readRateLimit({ ...headers, [`${name}-reset`]: '1790000030' }, now_ms)).toEqual(left);
  });

  it.each([
    {},
    { 'ratelimit-remaining': '5' },
    { 'ratelimit-remaining': 'many', 'ratelimit-reset': '5' },
    { 'ratelimit-remaining': '-1', 'ratelimit-reset': '5' },
    { 'ratelimit-remaining': '1e9', 'ratelimit-reset': '99999999999999999999' },
  ])('is unknown from %j', (headers) => {
    expect(readRateLimit(headers as Record<string, string>, now_ms)).toBeUndefined();
  });
});
