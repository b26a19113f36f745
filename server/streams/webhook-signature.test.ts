import { expect, it } from 'vitest';
import { Secret } from '#lib/domain/secret.ts';
import { isGenuineWebhook } from '../../docs/webhook-receiver.ts';
import { newWebhookSecret, webhookHeaders } from './webhook-signature.ts';

it('signs as the published example of the scheme', () => {
  const secret = new Secret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  expect(webhookHeaders([secret], 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}')).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('is accepted under either secret during a change, and under nothing else', () => {
  const [old, fresh, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
  const now_s = 1_900_000_000;
  const headers = webhookHeaders([fresh, old], 'id', now_s * 1000, '{"a":"ü"}');
  const accepts = (secret: Secret, body = '{"a":"ü"}', at_s = now_s) => isGenuineWebhook(secret.reveal(), headers, body, at_s * 1000);
  expect([accepts(old), accepts(fresh), accepts(other)]).toEqual([true, true, false]);
  expect([accepts(fresh, '{"a":"u"}'), accepts(fresh, undefined, now_s + 299), accepts(fresh, undefined, now_s + 301)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(fresh.reveal()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

it('is refused when it is recorded and sent again later, whatever its time says', () => {
  const secret = newWebhookSecret();
  const now_ms = 1_900_000_000_000;
  const headers = webhookHeaders([secret], 'id', now_ms, '{}');
  const accepts = (changes: Record<string, string>, later_ms = 0) =>
    isGenuineWebhook(secret.reveal(), { ...headers, ...changes }, '{}', now_ms + later_ms);
  expect(accepts({})).toBe(true);
  expect(accepts({}, 301_000)).toBe(false);
  for (const time of ['', 'soon', String((now_ms + 301_000) / 1000)])
    expect(accepts({ 'webhook-timestamp': time }, 301_000), time).toBe(false);
  expect(accepts({ 'webhook-id': 'other' })).toBe(false);
  expect(accepts({ 'webhook-signature': '' })).toBe(false);
});
