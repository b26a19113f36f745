import { createHmac, timingSafeEqual } from 'node:crypto';
import { expect, it } from 'vitest';
import { Secret } from '#lib/domain/secret.ts';
import { newWebhookSecret, webhookHeaders } from './webhook-signature.ts';

/** A receiver written from the published algorithm: id, time and body under the decoded key, any of the signatures, not older than five minutes. */
const verify = (secret: string, headers: Record<string, string>, body: string, now_s: number): boolean => {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp = '', 'webhook-signature': signatures = '' } = headers;
  if (Math.abs(now_s - Number(timestamp)) > 300) return false;
  const wanted = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest();
  return signatures.split(' ').some((signature) => {
    const [version, text = ''] = signature.split(',');
    const given = Buffer.from(text, 'base64');
    return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
};

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
  const accepts = (secret: Secret, body = '{"a":"ü"}', at_s = now_s) => verify(secret.reveal(), headers, body, at_s);
  expect([accepts(old), accepts(fresh), accepts(other)]).toEqual([true, true, false]);
  expect([accepts(fresh, '{"a":"u"}'), accepts(fresh, undefined, now_s + 299), accepts(fresh, undefined, now_s + 301)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(fresh.reveal()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
