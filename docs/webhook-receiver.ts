import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a request may be old or early: one that was recorded and is sent again later is refused. */
const most_seconds = 300;

/**
 * Whether a request to a webhook comes from Motorpool and is fresh, after Standard Webhooks 1.0.0; a receiver may copy this file. `secret` is the text that
 * was shown once (`whsec_…`), `body` what came, before it is parsed. While a secret is replaced there are two signatures: one that fits is enough.
 * A request can come twice: keep its `webhook-id` for some days and pass over what you have.
 */
export const isGenuineWebhook = (
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  now_ms = Date.now(),
): boolean => {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name] ?? ''));
  // Written so that what is no number is refused too.
  if (!(Math.abs(now_ms / 1000 - Number(timestamp || Number.NaN)) <= most_seconds)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return (signatures ?? '').split(' ').some((signature) => {
    const [version, text = ''] = signature.split(',');
    const given = Buffer.from(text, 'base64');
    return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
};
