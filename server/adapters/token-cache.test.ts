import { describe, expect, it } from 'vitest';
import { Secret } from '#lib/domain/secret.ts';
import type { Credentials } from './port.ts';
import { createAdapterContext, createTestClock, failureOf } from './test-context.ts';
import { callWithToken } from './token-cache.ts';

const createDesk = (life_seconds = 3_600) => {
  const clock = createTestClock();
  const { context } = createAdapterContext('ACME', clock.now);
  const credentials: Credentials = { id: 'one', values: { client_secret: new Secret('s') }, revision: 1 };
  let issued = 0;
  const refused = new Set<string>();
  const call = (given = credentials) =>
    callWithToken(given, context, {
      fetchToken: async () => {
        issued += 1;
        return { access_token: `token-${issued}`, expires_in_seconds: life_seconds };
      },
      isTokenRefused: ({ status }) => status === 401,
      call: async (token) => ({ status: refused.has(token) ? 401 : 200, headers: {}, text: token }),
    });
  return { clock, context, credentials, call, refused, issued: () => issued };
};

describe('callWithToken', () => {
  it('fetches one token for many calls at once and keeps it', async () => {
    const desk = createDesk();
    await Promise.all(Array.from({ length: 10 }, () => desk.call()));
    await desk.call();
    expect(desk.issued()).toBe(1);
  });

  it('renews before the end: 300 s for a long life, a tenth for a short one', async () => {
    for (const [life_seconds, lead_seconds] of [
      [43_199, 300],
      [600, 60],
    ] as const) {
      const desk = createDesk(life_seconds);
      await desk.call();
      desk.clock.advance((life_seconds - lead_seconds) * 1_000 - 1);
      await desk.call();
      expect(desk.issued()).toBe(1);
      desk.clock.advance(1);
      await desk.call();
      expect(desk.issued()).toBe(2);
    }
  });

  it('renews once after a refusal, once for all calls that were refused', async () => {
    const desk = createDesk();
    desk.refused.add('token-1');
    const answers = await Promise.all([desk.call(), desk.call(), desk.call()]);
    expect(answers.map(({ text }) => text)).toEqual(['token-2', 'token-2', 'token-2']);
    expect(desk.issued()).toBe(2);
  });

  it('gives up when a fresh token is refused as well', async () => {
    const desk = createDesk();
    desk.refused.add('token-1').add('token-2');
    expect(await failureOf(desk.call())).toBe('rejected');
    expect(desk.issued()).toBe(2);
  });

  it('forgets the token of a replaced secret and shows none in its cache', async () => {
    const desk = createDesk();
    await desk.call();
    await desk.call({ ...desk.credentials, revision: 2 });
    expect(desk.issued()).toBe(2);
    expect(JSON.stringify([...desk.context.cache])).not.toContain('token-2');
  });
});
