import { describe, expect, it } from 'vitest';
import { mayReadMetrics } from './metrics-access.ts';

const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({ socket: { remoteAddress }, headers }) as never;

describe('metrics', () => {
  it('are for this machine, and not for whom a proxy on it speaks for', () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(mayReadMetrics(from(address), undefined)).toBe(true);
    expect(mayReadMetrics(from('10.0.0.7'), undefined)).toBe(false);
    expect(mayReadMetrics(from('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }), undefined)).toBe(false);
  });

  it('are told elsewhere to who has the token, when one is set', () => {
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    expect(mayReadMetrics(from('10.0.0.7', bearer('right')), 'right')).toBe(true);
    expect(mayReadMetrics(from('10.0.0.7', bearer('wrong')), 'right')).toBe(false);
    expect(mayReadMetrics(from('10.0.0.7', bearer('undefined')), undefined)).toBe(false);
  });
});
